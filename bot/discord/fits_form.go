package discord

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"prayerbot/commands/reply"
)

// fitsForm looks at a form.
func fitsForm(f reply.Form) error {
	faults := []error{
		within("the title of a form", units(f.Title), maxFormTitle), within("the label of a form", units(f.Label), maxFormTitle),
		within("the text of a form", units(f.Value), maxField), within("the custom_id of a form", len(f.Payload()), maxCustomID),
		within("the choices of a form", len(f.Fields), reply.MaxFields),
	}
	for _, field := range f.Fields {
		faults = append(faults, fitsField(field)...)
	}
	return errors.Join(faults...)
}

// fitsField looks at a choice of a form.
func fitsField(f reply.Field) []error {
	faults := []error{
		within("the label of a choice", units(f.Label), maxFormTitle), within("the note of a choice", units(f.Note), maxFormNote),
		within("the name of a choice", len(f.Name), maxCustomID), within("the options of a choice", len(f.Options), reply.MaxOptions),
	}
	if least := map[reply.FieldKind]int{reply.OneOf: 2, reply.SomeOf: 1, reply.AnyOf: 1}[f.Kind]; len(f.Options) < least {
		faults = append(faults, fmt.Errorf("a choice has %d of at least %d options", len(f.Options), least))
	}
	if n := len(slices.DeleteFunc(slices.Clone(f.Options), func(o reply.Option) bool { return !o.Chosen })); f.Kind == reply.OneOf && n > 1 {
		faults = append(faults, fmt.Errorf("%d options are chosen where one can be", n))
	}
	for _, o := range f.Options {
		faults = append(faults, within("an option", units(o.Label), maxOption), within("the note of an option", units(o.Note), maxFormNote), within("the key of an option", len(o.Key), maxOption))
		if !isKey(o.Key) || strings.TrimSpace(o.Label) == "" {
			faults = append(faults, fmt.Errorf("an option has the key %q and the label %q", o.Key, o.Label))
		}
	}
	return faults
}
