package words_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// formNames are the forms of plurals as the files call them.
var formNames = map[plural.Form]string{plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other"}

// countedBy is how many of the numbers below 200 the language of a file counts by each
// form.
func countedBy(file string) map[string]int {
	tag, counts := language.Make(strings.TrimSuffix(file, ".yaml")), map[string]int{}
	for n := range 200 {
		counts[formNames[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)]]++
	}
	return counts
}

// onlyOther tells whether the language of a file has no form for one thing.
func onlyOther(file string) bool { return countedBy(file)["one"] == 0 }

// pluralForms are the forms in which the language of a file counts, beside those of
// English; where there are any, "other" may be that of fractions, and "one" may count more
// than one.
func pluralForms(file string) []string {
	forms := countedBy(file)
	delete(forms, "one")
	delete(forms, "other")
	return slices.Sorted(maps.Keys(forms))
}

// saysNumber tells whether a language that has more forms than English has one for one
// number alone: a word says it, "two chats" is one of Arabic.
func saysNumber(file, form string) bool {
	return len(pluralForms(file)) > 0 && countedBy(file)[form] == 1
}

// What the rules of plurals say is what the files were written by.
func TestFormsOfPluralsAreThoseOfTheLanguage(t *testing.T) {
	for file, want := range map[string]string{"ru.yaml": "few many", "ar.yaml": "few many two zero", "de.yaml": "", "ko.yaml": ""} {
		if got := strings.Join(pluralForms(file), " "); got != want {
			t.Errorf("%s counts by %q beside English, want %q", file, got, want)
		}
	}
	for form, want := range map[string]bool{"zero": true, "one": true, "two": true, "few": false, "other": false} {
		if saysNumber("ar.yaml", form) != want || saysNumber("ru.yaml", form) || saysNumber("de.yaml", form) {
			t.Errorf("%s: one number alone", form)
		}
	}
}
