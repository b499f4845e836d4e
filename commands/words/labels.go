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
	var languages []map[string]map[string]any
	for _, e := range all {
		var groups map[string]map[string]any
		if err := yaml.Load(e.Sentences, &groups); err != nil {
			return nil, fmt.Errorf("words: %s: %w", e.Tag, err)
		}
		languages = append(languages, groups)
	}
	return formsIn(languages), nil
}

// formsIn are the forms of the labels of languages, and of their times of day.
func formsIn(languages []map[string]map[string]any) []*regexp.Regexp {
	clocks := []string{}
	for _, groups := range languages {
		if clock, is := groups["date"]["clock"].(string); is {
			clocks = append(clocks, filledWith(clock, `\d\d?`))
		}
	}
	forms := []*regexp.Regexp{regexp.MustCompile("^(?:" + strings.Join(clocks, "|") + ")$")}
	number := "(?:" + strings.Join(append(clocks, "[0-9:.,\u202f-]+"), "|") + ")"
	for _, groups := range languages {
		for _, group := range labelGroups {
			for _, sentence := range groups[group] {
				forms = append(forms, formsOf(sentence, number)...)
			}
		}
	}
	return forms
}

// formsOf are the forms of a sentence that is filled with numbers, several where it has
// a plural.
func formsOf(sentence any, number string) []*regexp.Regexp {
	if plural, is := sentence.(map[string]any); is {
		var all []*regexp.Regexp
		for _, one := range plural {
			all = append(all, formsOf(one, number)...)
		}
		return all
	}
	return []*regexp.Regexp{regexp.MustCompile("^" + filledWith(fmt.Sprint(sentence), number) + "$")}
}

// filledWith is what a sentence looks like whose places hold what a pattern says.
func filledWith(sentence, pattern string) string {
	var parts []string
	for _, part := range place.Split(strings.TrimSpace(sentence), -1) {
		parts = append(parts, regexp.QuoteMeta(part))
	}
	return strings.Join(parts, pattern)
}

// IsLabel tells whether a text is a time of day, or a label of the catalogue in some
// language that names nothing: no place, no title, nothing but perhaps a number or a
// time.
func (c *Catalogue) IsLabel(text string) bool {
	for _, form := range c.labels() {
		if form.MatchString(text) {
			return true
		}
	}
	return false
}
