package translation

import (
	"fmt"

	"prayerbot/content"
	"prayerbot/content/load"
)

// Faults are what is wrong with a language: with the form of its files, with
// entries that translate nothing, and with texts that cannot be translations of
// their English. In a language that is said to be whole, what is missing or
// stale is a fault too.
func (s *Set) Faults() load.FaultsError {
	faults := append(load.FaultsError{}, s.faults...)
	for _, e := range s.Unknown {
		faults = append(faults, at(e, "", fmt.Sprintf("The content has no %q there.", e.ID), "Remove the entry, or write the id of a point, or summary, prayer, project, fund, head or body."))
	}
	for _, item := range s.Items {
		switch {
		case item.State == Done:
			faults = append(faults, s.itemFaults(item)...)
		case s.Language.Whole:
			faults = append(faults, s.unfinished(item))
		}
	}
	return append(faults, s.boilerplate()...).Sorted()
}

// Outdated are the entries whose English has changed, which nobody is shown, as
// they are told to an editor.
func (s *Set) Outdated() load.FaultsError {
	var all load.FaultsError
	for _, item := range s.Items {
		if item.State == Stale {
			all = append(all, s.unfinished(item))
		}
	}
	return all
}

// unfinished says what a unit that is not done lacks.
func (s *Set) unfinished(item Item) load.Fault {
	if item.State == Missing {
		return load.Fault{File: "lang/" + s.Language.Tag + "/" + item.Path, What: fmt.Sprintf("%q is not translated.", item.ID), Remedy: "Translate it, or write whole: false in language.yaml."}
	}
	return at(item.Entry, "of", fmt.Sprintf("%q translates an English text that has changed, so English is shown.", item.ID),
		fmt.Sprintf("Look it through and write of: %q.", item.Hash()))
}

// at is a fault of an entry, at one of its fields.
func at(e load.Entry, field, what, remedy string) load.Fault {
	line := e.Line
	if n := e.Lines[field]; n > 0 {
		line = n
	}
	return load.Fault{Tree: e.Tree, File: e.File, Line: line, What: what, Remedy: remedy}
}

// itemFaults are what is wrong with the texts of one unit.
func (s *Set) itemFaults(item Item) (faults load.FaultsError) {
	for name := range item.Entry.Texts {
		if item.Field(name) == "" {
			faults = append(faults, at(item.Entry, name, fmt.Sprintf("The English of %q has no %s.", item.ID, name), "Remove it."))
		}
	}
	for _, f := range item.Fields {
		text := item.Entry.Texts[f.Name]
		if text == "" {
			faults = append(faults, at(item.Entry, "", fmt.Sprintf("%q has no %s, so English is shown.", item.ID, f.Name), "Translate it."))
			continue
		}
		for _, wrong := range s.Wrong(f, text, item.About) {
			faults = append(faults, at(item.Entry, f.Name, fmt.Sprintf("%q, %s: %s", item.ID, f.Name, wrong.What), wrong.Remedy))
		}
	}
	return faults
}

// A Wrong is what is wrong with a text, and what to do.
type Wrong struct{ What, Remedy string }

// rules are what every text has to hold.
var rules = []func(l load.Language, english, text string, long bool) []Wrong{
	sameNumbers, lengthOf, scriptOf, englishLeft, glossaryKept, typography,
}

// Wrong is what is wrong with a text as a translation of a field; about is the
// country that it is about, or nil.
func (s *Set) Wrong(f content.Field, text string, about *content.Country) (all []Wrong) {
	long := f.Name == content.FieldText || f.Name == content.FieldExcerpt
	for _, rule := range rules {
		all = append(all, rule(s.Language, f.Text, text, long)...)
	}
	if long {
		all = append(all, namesCountry(s.Language, f.Text, text, about)...)
	}
	return all
}
