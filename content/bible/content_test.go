package bible

import (
	"maps"
	"slices"
	"testing"
	"unicode/utf8"

	"prayerbot/content"
	"prayerbot/content/load"
)

// lacking are references of the built-in content that the translation lacks in
// whole or in part, with the reason.
var lacking = map[string]string{
	"Acts 8:36-38": "the World English Bible follows manuscripts without verse 37; verse 36 is shown",
}

// shownUnderPoint is about how much stands under a point, in characters.
const shownUnderPoint = 300

func TestEveryReferenceOfTheContentHasItsText(t *testing.T) {
	cited, b, part := citedByContent(t), english(t), 0
	books := map[int]string{} // read once: each reference would read its own
	for _, name := range slices.Sorted(maps.Keys(cited)) {
		ref := refOf(t, name)
		number := placeOf(t, name).Book
		if books[number] == "" {
			books[number], _ = b.book(number)
		}
		if ok := b.from(books[number], question{ref: ref}).ok; ok == (lacking[name] != "") {
			t.Errorf("%s: %v that it has a text, and the list says %q", name, ok, lacking[name])
		}
		excerpt := b.from(books[number], question{ref, shownUnderPoint})
		first := b.from(books[number], question{ref: ref.First()}).text
		switch {
		case first == "":
			t.Errorf("%s has no first verse", name)
		case excerpt.ok != (utf8.RuneCountInString(first) <= shownUnderPoint):
			t.Errorf("%s begins with %d characters; shown is %v", name, utf8.RuneCountInString(first), excerpt.ok)
		case !excerpt.ok:
			t.Logf("%s is shown as a link: its first verse has %d characters", name, utf8.RuneCountInString(first))
		case excerpt.shown != ref:
			part++
		}
	}
	if len(cited) < 1000 {
		t.Errorf("only %d references are cited", len(cited))
	}
	t.Logf("of %d references %d are shown by their first verse", len(cited), part)
}

// citedByContent are the references of all points.
func citedByContent(t *testing.T) map[string]bool {
	t.Helper()
	library, err := load.Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	var points []*content.Point
	for _, c := range library.Countries {
		points = append(points, c.Points...)
	}
	for _, p := range library.Posts {
		points = append(points, p.Points...)
	}
	for _, o := range library.Occasions {
		points = append(points, o.Points...)
	}
	cited := map[string]bool{}
	for _, p := range points {
		for _, v := range p.Scripture {
			cited[v.Text] = true
		}
	}
	return cited
}
