package schedule

import (
	"context"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// stepHow is the step at which a form asks for all toggles at once.
const stepHow = "how"

// argHow are the toggles that were chosen in that form, as reply.JoinKeys writes them.
const argHow = "how"

// askHow asks how it shall come: a form where the platform opens one, else a button for
// each.
func (f *setupFlow) askHow(ctx context.Context) reply.Reply {
	s, field := f.s, reply.Field{Name: argHow, Label: f.s.Say("setup.how"), Kind: reply.AnyOf}
	for _, t := range f.offered() {
		field.Options = append(field.Options, reply.Option{
			Key: string(t.setting), Label: s.Say(t.on), Note: s.Say(t.said), Chosen: slices.Contains(f.wish.turnedOn, t.setting),
		})
	}
	r := f.await(ctx, s.Picker(s.Say("setup.how"), "", [][]reply.Button{f.toggleButtons()}), argSaid, "", stepCheck)
	if len(field.Options) > 0 {
		r.Form = &reply.Form{Title: s.Say("button.how"), Do: setupName + " " + stepHow, Fields: []reply.Field{field}}
	}
	return r
}

// takeHow takes up what was chosen in the form; false where nothing came from it.
func takeHow(s *session.Session) bool {
	if _, is := s.Request.Chosen[argHow]; !is {
		return false
	}
	chosen := reply.SplitKeys(s.Arg(argHow))
	for _, t := range toggles {
		value := record.Off
		if slices.Contains(chosen, string(t.setting)) {
			value = record.On
		}
		s.SetArg(string(t.setting), value)
	}
	return true
}
