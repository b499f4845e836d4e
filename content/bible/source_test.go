package bible

import (
	_ "embed"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"prayerbot/content/scripture"
)

// What the sources have otherwise, and where; each file says how it is read.
var (
	//go:embed testdata/places.txt
	sourcePlaces string
	//go:embed testdata/cuts.txt
	sourceCuts string
	//go:embed testdata/mends.txt
	sourceMends string
)

// rows are the lines of a table that are of a language, each without its tag.
func rows(table, tag string) [][]string {
	var all [][]string
	for line := range strings.Lines(table) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if parts[0] == tag && len(parts) > 1 {
			all = append(all, parts[1:])
		}
	}
	return all
}

// inEnglishPlaces gives the verses of a source by their places in English Bibles,
// without what is no part of them.
func inEnglishPlaces(t *testing.T, tag string, all source) source {
	t.Helper()
	if tag == "en" {
		mendEnglish(t, all)
	}
	cutApart(t, tag, all)
	mend(t, tag, all)
	moved := move(t, tag, all)
	takeTitles(t, tag, moved)
	return moved
}

// cutApart gives what a source has glued to the verse before to its own verse.
func cutApart(t *testing.T, tag string, all source) {
	t.Helper()
	cuts := rows(sourceCuts, tag)
	for i := len(cuts) - 1; i >= 0; i-- { // the last one first, as many are cut off one verse
		place := sourcePlace(t, cuts[i][0])
		whole := place
		for whole.Verse--; !strings.Contains(all[whole], cuts[i][1]); whole.Verse-- {
			if whole.Verse == 0 {
				t.Fatalf("%s: no verse before %s has %q", tag, cuts[i][0], cuts[i][1])
			}
		}
		head := before(t, all[whole], cuts[i][1])
		rest := strings.TrimPrefix(all[whole], head)
		all[whole], all[place] = strings.TrimSpace(head), strings.TrimSpace(rest+" "+all[place])
	}
}

// mend takes out what is no part of a verse. Every line must find something.
func mend(t *testing.T, tag string, all source) {
	t.Helper()
	for _, row := range rows(sourceMends, tag) {
		pattern, found := regexp.MustCompile(row[1]), false
		for place, text := range all {
			if !within(t, place, row[0]) || !pattern.MatchString(text) {
				continue
			}
			found = true
			all[place] = strings.TrimSpace(pattern.ReplaceAllString(text, row[2]))
			if all[place] == "" {
				delete(all, place)
			}
		}
		if !found {
			t.Errorf("%s: nothing in %s is %s", tag, row[0], row[1])
		}
	}
}

// within tells whether a verse is in a book, a chapter or a verse such as "Ps.119",
// or in "*", which is everything.
func within(t *testing.T, place scripture.Place, where string) bool {
	t.Helper()
	if where == "*" {
		return true
	}
	parts := strings.Split(where, ".")
	return place.Book == placeOf(t, parts[0]+" 1:1").Book &&
		(len(parts) < 2 || parts[1] == strconv.Itoa(place.Chapter)) &&
		(len(parts) < 3 || parts[2] == strconv.Itoa(place.Verse))
}

// numberingOf is how a source is counted. Those in German, French and Italian come
// in the numbers of English Bibles.
func numberingOf(t *testing.T, tag string) *scripture.Numbering {
	t.Helper()
	numbering, err := os.ReadFile("../scripture/numbering.txt")
	if err != nil {
		t.Fatal(err)
	}
	table := sourcePlaces
	if tag != "de" && tag != "fr" && tag != "it" {
		table += string(numbering)
	}
	n, err := scripture.ReadNumbering(tag, table)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// move gives each verse its place in English Bibles; the second one of two that a
// translation joins is marked.
func move(t *testing.T, tag string, all source) source {
	t.Helper()
	numbering, moved := numberingOf(t, tag), source{}
	used := map[scripture.Place]bool{}
	for number := 1; number <= scripture.Books; number++ {
		for place := range scripture.Whole(number) {
			var parts []string
			for _, own := range numbering.Own(place) {
				if used[own] {
					parts = append(parts, joined)
				} else if all[own] != "" {
					parts = append(parts, all[own])
				}
				used[own] = true
			}
			if text := strings.Join(parts, " "); text != "" {
				moved[place] = text
			}
		}
	}
	for place, text := range all {
		if !used[place] && !beyondEnglish(tag, place) {
			t.Errorf("%s: no verse of English Bibles is %v: %.60s", tag, place, text)
		}
	}
	return moved
}

// beyondEnglish tells whether a verse is the title of a psalm, or one that stands in
// the Synodal translation alone.
func beyondEnglish(tag string, place scripture.Place) bool {
	const psalms, joshua, proverbs = 19, 6, 20
	switch {
	case tag != "ru":
		return false
	case place.Book == psalms:
		return place.Verse <= 2
	case place.Book == joshua:
		return place.Chapter == 24 && place.Verse >= 34
	default:
		return place.Book == proverbs && (place.Chapter == 4 && place.Verse >= 28 || place.Chapter == 13 && place.Verse == 14)
	}
}
