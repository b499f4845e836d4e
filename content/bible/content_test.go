package bible

import (
	"maps"
	"slices"
	"testing"

	"prayerbot/content"
	"prayerbot/content/load"
	"prayerbot/content/scripture"
)

// lacking are references of the built-in content that a translation lacks in whole
// or in part, by "tag reference", with the reason.
var lacking = map[string]string{}

// shownUnderPoint is about how much stands under a point, in characters.
const shownUnderPoint = 300

func TestEveryReferenceOfTheContentHasItsText(t *testing.T) {
	cited := slices.Sorted(maps.Keys(citedByContent(t)))
	if len(cited) < 1000 {
		t.Errorf("only %d references are cited", len(cited))
	}
	for _, s := range sources {
		b, part, books := builtIn(t, s.Tag), 0, map[int]string{} // a book is read once
		for _, name := range cited {
			ref := refOf(t, name)
			number := placeOf(t, name).Book
			if books[number] == "" {
				books[number], _ = b.book(number)
			}
			if ok := b.from(books[number], question{ref: ref}).ok; ok == (lacking[s.Tag+" "+name] != "") {
				t.Errorf("%s: %s: %v that it has a text, and the list says %q", s.Tag, name, ok, lacking[s.Tag+" "+name])
			}
			excerpt := b.from(books[number], question{ref: ref, most: shownUnderPoint})
			if excerpt.ok && excerpt.shown != ref {
				part++
			}
			written := scripture.In(s.Tag).Write(ref)
			if again, err := scripture.In(s.Tag).Parse(written); err != nil || again != ref {
				t.Errorf("%s: %s is written %q, which is %v: %v", s.Tag, name, written, again, err)
			}
		}
		t.Logf("%s: of %d references %d are shown by their first verse", s.Tag, len(cited), part)
	}
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
