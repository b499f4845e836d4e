package words

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

// labelGroups are the groups of sentences that stand on buttons.
var labelGroups = []string{"button", "setting"}

// place is where a sentence is filled in.
var place = regexp.MustCompile(`\{\{[^}]*\}\}`)

// labels are those of languages, and their times of day, as what they look like with
// only numbers, times and dates filled in.
type labels struct {
	plain map[string]bool  // those in which nothing is filled in
	forms []*regexp.Regexp // the others
}

// has tells whether a text is one of them.
func (l labels) has(text string) bool {
	return l.plain[text] || slices.ContainsFunc(l.forms, func(form *regexp.Regexp) bool { return form.MatchString(text) })
}

// shippedLabels are those of all languages of the program. They are read once.
var shippedLabels = sync.OnceValues(func() (labels, error) {
	names, err := files.ReadDir(".")
	if err != nil {
		return labels{}, fmt.Errorf("words: %w", err)
	}
	var all []Extra
	for _, name := range names {
		data, err := files.ReadFile(name.Name())
		if err != nil {
			return labels{}, fmt.Errorf("words: %w", err)
		}
		all = append(all, Extra{name.Name(), data})
	}
	return labelsOf(all)
})

// labelsOf are the labels of languages by their sentences.
func labelsOf(all []Extra) (labels, error) {
	var languages []map[string]map[string]any
	for _, e := range all {
		var groups map[string]map[string]any
		part, _ := parted(e.Sentences)
		if err := yaml.Load(part, &groups); err != nil {
			return labels{}, fmt.Errorf("words: %s: %w", e.Tag, err)
		}
		languages = append(languages, groups)
	}
	return labelsIn(languages), nil
}

// labelsIn are the labels of languages by their groups of sentences.
func labelsIn(languages []map[string]map[string]any) labels {
	clocks := []string{}
	for _, groups := range languages {
		if clock, is := groups["date"]["clock"].(string); is {
			clocks = append(clocks, filledWith(clock, `\d\d?`))
		}
	}
	l := labels{plain: map[string]bool{}}
	if len(clocks) > 0 {
		l.forms = append(l.forms, regexp.MustCompile("^(?:"+strings.Join(clocks, "|")+")$"))
	}
	number := isolate + "?(?:" + strings.Join(append(clocks, "[0-9:.,\u202f-]+"), "|") + ")" + popIsolate + "?"
	for _, groups := range languages {
		for _, group := range labelGroups {
			for _, sentence := range groups[group] {
				l.add(sentence, number)
			}
		}
	}
	return l
}

// add takes a sentence that is filled with numbers, several where it has a plural.
func (l *labels) add(sentence any, number string) {
	if plural, is := sentence.(map[string]any); is {
		for _, one := range plural {
			l.add(one, number)
		}
		return
	}
	text := strings.TrimSpace(fmt.Sprint(sentence))
	if !place.MatchString(text) {
		l.plain[text] = true
		return
	}
	l.forms = append(l.forms, regexp.MustCompile("^"+filledWith(text, number)+"$"))
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
	own, err := shippedLabels()
	if err != nil { // the same files have been read without a fault
		return false
	}
	return own.has(text) || c.extraLabels().has(text)
}
