package search_test

import (
	_ "embed"
	"slices"
	"strings"
	"testing"

	"prayerbot/content/search"
)

//go:embed testdata/names.tsv
var namesTable string

//go:embed testdata/nothing.txt
var nothingTable string

// fillers are those of English, as its words have them.
var fillers = search.Fillers{
	Before: []string{"for", "in", "the church in", "the persecuted church in", "church in", "christians in", "believers in", "please", "people of", "the people of", "country of"},
	Behind: []string{"please", "today", "on sunday"},
	Open:   []string{"in", "for", "of", "from", "about"},
}

// A score counts how a table of typed names went.
type score struct{ lines, atOnce, amongTwo, wrong int }

// Every line of the table leads to what it names: at once, or among the first two
// of a short choice; and never to another place.
func TestNamesLeadWherePeopleMeanThem(t *testing.T) {
	library := loaded(t)
	var s score
	for line := range strings.Lines(namesTable) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if line[0] == '#' || len(fields) < 2 {
			continue
		}
		found := search.FindAmong(library, fields[0], fillers)
		want := strings.Fields(fields[1])
		got := leads(found)
		s.lines++
		switch {
		case slices.Equal(sorted(got), sorted(want)):
			s.amongTwo++
			if len(want) == 1 {
				s.atOnce++
			}
		case len(want) == 1 && slices.Contains(got[:min(2, len(got))], want[0]) && len(got) <= 4:
			s.amongTwo++
			t.Logf("%q asks among %v, want %v", fields[0], got, want)
		default:
			s.wrong++
			t.Errorf("%q leads to %v, want %v", fields[0], got, want)
		}
		if len(fields) > 2 && howNames[found.Of.How] != fields[2] {
			t.Errorf("%q is found by %q, want %q", fields[0], howNames[found.Of.How], fields[2])
		}
	}
	t.Logf("%d lines: %d at once, %d among the first two, %d wrong", s.lines, s.atOnce, s.amongTwo, s.wrong)
	if s.lines < 400 || s.atOnce*100 < s.lines*85 || s.amongTwo*100 < s.lines*97 {
		t.Errorf("too few are right: %+v", s)
	}
}

var howNames = map[search.How]string{search.Itself: "", search.Within: "within", search.See: "see", search.Slip: "slip"}

// leads are the keys that a result leads to; behind a region's stands a mark.
func leads(r search.Result) []string {
	switch {
	case r.Region != nil:
		return []string{"=" + r.Region.Key}
	case r.List != nil:
		return []string{"=" + r.List.Key}
	case len(r.Countries) > 0:
		return keys(r.Countries)
	}
	return keys(r.Near)
}

func sorted(all []string) []string {
	all = slices.Clone(all)
	slices.Sort(all)
	return all
}

// What names nothing is not taken for a place by somebody who only says it.
func TestOrdinaryWordsAreNoPlaces(t *testing.T) {
	library := loaded(t)
	n := 0
	for line := range strings.Lines(nothingTable) {
		text := strings.TrimSpace(line)
		if text == "" || text[0] == '#' {
			continue
		}
		n++
		if found := search.FindAmong(library, text, fillers); found.Meant() {
			t.Errorf("%q is taken for %v by %+v", text, leads(found), found.Of)
		}
	}
	if n < 100 {
		t.Errorf("there are only %d lines", n)
	}
}

// A short word is never taken for a far one.
func TestAShortWordIsNotTakenForAFarOne(t *testing.T) {
	library := loaded(t)
	for _, text := range []string{"laot", "irab", "omam", "cubs", "peri", "tog", "mala", "chaf"} {
		if found := search.Find(library, text); len(found.Countries) > 0 && found.Of.How == search.Slip {
			t.Errorf("%q is taken for %v", text, keys(found.Countries))
		}
	}
}
