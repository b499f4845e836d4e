package translation

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"prayerbot/content"
	"prayerbot/content/load"
)

// A Change is a unit that a translator's file has otherwise than the content.
type Change struct {
	content.Unit
	Of    string
	Texts map[string]string
}

// Import reads a translator's file and gives what it changes, in the order of
// the content. name is how faults call the file. Where anything is wrong, nothing
// is changed, and the error is a load.FaultsError with all of it.
func (s *Set) Import(name string, data string) ([]Change, error) {
	messages, faults := readPO(name, data)
	units := s.gather(name, messages, &faults)
	var changes []Change
	for _, item := range s.Items {
		if given := units[item.Path+" "+item.ID]; given != nil {
			change, is := s.change(item, given, &faults)
			if is {
				changes = append(changes, change)
			}
		}
	}
	if len(faults) > 0 {
		return nil, faults.Sorted()
	}
	return changes, nil
}

// A given is what a translator's file has of one unit.
type given struct {
	file     string
	messages map[string]message // by field
}

// gather puts the entries of one unit together.
func (s *Set) gather(name string, messages []message, faults *load.FaultsError) map[string]*given {
	known := map[string]content.Unit{}
	for _, item := range s.Items {
		known[item.Path+" "+item.ID] = item.Unit
	}
	units := map[string]*given{}
	wrong := func(m message, what, remedy string) {
		*faults = append(*faults, load.Fault{File: name, Line: m.line, What: what, Remedy: remedy})
	}
	for _, m := range messages {
		if m.context == "" && strings.Contains(m.str, "Language:") {
			if !strings.Contains(m.str, "Language: "+s.Language.Tag+"\n") {
				wrong(m, "The file says that it is of another language.", "Name the language of the file: Language: "+s.Language.Tag+`\n.`)
			}
			continue
		}
		at := strings.LastIndex(m.context, " ")
		key, field := m.context[:max(at, 0)], m.context[at+1:]
		unit, is := known[key]
		switch {
		case m.context == "":
			wrong(m, "The entry has no msgctxt.", "Write it as the export has it.")
		case !is || unit.Field(field) == "":
			if strings.TrimSpace(m.str) != "" {
				wrong(m, fmt.Sprintf("The content has no %q.", m.context), "Remove the entry, or export anew.")
			}
		case units[key] != nil && units[key].messages[field].line > 0:
			wrong(m, fmt.Sprintf("%q comes twice.", m.context), "Keep one of them.")
		default:
			if units[key] == nil {
				units[key] = &given{name, map[string]message{}}
			}
			units[key].messages[field] = m
		}
	}
	return units
}

// change is what a unit becomes; false where it stays as it is.
func (s *Set) change(item Item, g *given, faults *load.FaultsError) (Change, bool) {
	c := Change{Unit: item.Unit, Texts: map[string]string{}}
	then := content.Unit{} // the English that the translator saw
	fuzzy, of := false, ""
	for _, f := range item.Fields {
		m, is := g.messages[f.Name]
		if !is {
			m = message{id: f.Text, str: item.Entry.Texts[f.Name]}
		}
		if text := paragraphs(m.str); text != "" {
			c.Texts[f.Name] = text
		}
		then.Fields = append(then.Fields, content.Field{Name: f.Name, Text: m.id})
		fuzzy, of = fuzzy || m.fuzzy, cmp.Or(of, m.of)
	}
	if len(c.Texts) == 0 {
		return c, false
	}
	switch c.Of = then.Hash(); {
	case fuzzy && of != "":
		c.Of = of
	case fuzzy: // marked by the translator: not ready
		return c, false
	}
	if c.Of == item.Entry.Of && maps.Equal(c.Texts, item.Entry.Texts) {
		return c, false
	}
	g.check(s, item, c, faults)
	return c, true
}

// check says what is wrong with a changed unit, at the lines of the
// translator's file.
func (g *given) check(s *Set, item Item, c Change, faults *load.FaultsError) {
	for _, f := range item.Fields {
		m := g.messages[f.Name]
		wrong := s.Wrong(f, c.Texts[f.Name], item.About)
		switch {
		case c.Texts[f.Name] == "":
			wrong = []Wrong{{"It is empty, and the rest of the unit is not.", "Translate all of its fields, or none."}}
		case c.Of != item.Hash():
			wrong = nil // of another English
		}
		for _, w := range append(wrong, form(c.Texts[f.Name])...) {
			*faults = append(*faults, load.Fault{File: g.file, Line: m.line, What: fmt.Sprintf("%s %s: %s", item.ID, f.Name, w.What), Remedy: w.Remedy})
		}
	}
}

// form is what no text of the content may hold.
func form(text string) []Wrong {
	what, remedy := load.TextFault("The text", text)
	if what == "" {
		return nil
	}
	return []Wrong{{what, remedy}}
}

// isBlank tells whether a line may be broken at a sign; it may not at a space that
// keeps two words together.
func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\r' }

// paragraphs is a text with one line a paragraph, and single spaces.
func paragraphs(text string) string {
	var all []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.Join(strings.FieldsFunc(line, isBlank), " "); line != "" {
			all = append(all, line)
		}
	}
	return strings.Join(all, "\n")
}

// Merge puts changes into the entries of a file, and gives them as they are to
// be written: those that were there in their order, then the new ones.
func Merge(have []load.Entry, changes []Change) []load.Entry {
	all := slices.Clone(have)
	for _, c := range changes {
		e := load.Entry{Path: c.Path, ID: c.ID, Of: c.Of, Texts: c.Texts}
		at := slices.IndexFunc(all, func(old load.Entry) bool { return old.ID == c.ID })
		if at < 0 {
			all = append(all, e)
			continue
		}
		all[at] = e
	}
	return all
}
