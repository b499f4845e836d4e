// Package wordstest makes up a language for tests: English sentences that are
// longer, stand in brackets, and hold a run from right to left. A text that was
// glued together from sentences, or never came from the catalogue, shows in it.
//
// It is for tests alone and never ships with the program. Nothing of it survives
// the test.
package wordstest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"prayerbot/commands/words"
)

// Tag is the made-up language.
const Tag = "qps"

// Open and Close stand around every sentence.
const (
	Open  = "⟦"
	Close = "⟧"
)

// Catalogue is the one that ships with the program, and the made-up language.
func Catalogue() (*words.Catalogue, error) {
	sentences, err := sentences()
	if err != nil {
		return nil, err
	}
	return words.New(words.Extra{Tag: Tag, Sentences: sentences})
}

// symbols are no sentences: a sign within a number, or a number.
var symbols = []string{"number.thousands", "number.decimal", "date.first"}

// sentences are those of English, made up.
func sentences() ([]byte, error) {
	english, err := words.English()
	if err != nil {
		return nil, fmt.Errorf("wordstest: %w", err)
	}
	var all map[string]map[string]any
	if err := yaml.Load(english, &all); err != nil {
		return nil, fmt.Errorf("wordstest: %w", err)
	}
	delete(all, "grammar") // what people type is no sentence
	for group, named := range all {
		for name, text := range named {
			if !slices.Contains(symbols, group+"."+name) {
				named[name] = madeUp(text)
			}
		}
	}
	return yaml.Dump(all)
}

// madeUp makes up a sentence, or each of its plural forms.
func madeUp(text any) any {
	forms, plural := text.(map[string]any)
	if !plural {
		return Sentence(fmt.Sprint(text))
	}
	for form, text := range forms {
		forms[form] = Sentence(fmt.Sprint(text))
	}
	return forms
}

// place is what is filled into a sentence.
var place = regexp.MustCompile(`\{\{[^}]*\}\}`)

// run is written from right to left; a sentence becomes longer by it.
const run = "שלום לכולם "

// Sentence makes a sentence 40 % longer than it is without what is filled in,
// and sets it in brackets. Line breaks and places stay.
func Sentence(text string) string {
	n := utf8.RuneCountInString(place.ReplaceAllString(text, ""))
	longer := []rune(strings.Repeat(run, n/len([]rune(run))+1))
	return Open + text + " " + strings.TrimSpace(string(longer[:max(1, (n*4+9)/10)])) + Close
}
