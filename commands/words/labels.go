package words

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// labelGroups are the groups of sentences that stand on buttons.
var labelGroups = []string{"button", "setting"}

// place is where a sentence is filled in.
var place = regexp.MustCompile(`\{\{[^}]*\}\}`)

// labelForms are the labels of all languages, the extra ones too, as what they
// look like with only numbers, times and dates filled in.
func labelForms(extra []Extra) ([]*regexp.Regexp, error) {
	names, err := files.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	all := extra
	for _, name := range names {
		data, err := files.ReadFile(name.Name())
		if err != nil {
			return nil, fmt.Errorf("words: %w", err)
		}
		all = append(slices.Clip(all), Extra{name.Name(), data})
	}
	var forms []*regexp.Regexp
	for _, e := range all {
		var groups map[string]map[string]any
		if err := yaml.Load(e.Sentences, &groups); err != nil {
			return nil, fmt.Errorf("words: %s: %w", e.Tag, err)
		}
		for _, group := range labelGroups {
			for _, sentence := range groups[group] {
				forms = append(forms, formsOf(sentence)...)
			}
		}
	}
	return forms, nil
}

// formsOf are the forms of a sentence, several where it has a plural.
func formsOf(sentence any) []*regexp.Regexp {
	if plural, is := sentence.(map[string]any); is {
		var all []*regexp.Regexp
		for _, one := range plural {
			all = append(all, formsOf(one)...)
		}
		return all
	}
	var parts []string
	for _, part := range place.Split(strings.TrimSpace(fmt.Sprint(sentence)), -1) {
		parts = append(parts, regexp.QuoteMeta(part))
	}
	return []*regexp.Regexp{regexp.MustCompile("^" + strings.Join(parts, "[0-9:.,\u202f-]+") + "$")}
}

// IsLabel tells whether a text is a label of the catalogue in some language that
// names nothing: no place, no title, nothing but perhaps a number or a time.
func (c *Catalogue) IsLabel(text string) bool {
	for _, form := range c.labels() {
		if form.MatchString(text) {
			return true
		}
	}
	return false
}
