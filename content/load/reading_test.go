package load

import (
	"strings"
	"testing"
	"testing/fstest"

	"prayerbot/content"
)

// What somebody reads of a story is its text and what to pray for.
func TestTheReadingTimeCountsThePoints(t *testing.T) {
	for words, want := range map[int]int{10: 1, 250: 2, 450: 3} {
		text := "---\ncountry: NG\ndate: 2026-12-01\nkind: prayer\ntitle: News of Nigeria\nexcerpt: It happened.\npublisher: P\nsource: factbook\npoints:\n" +
			"  - id: ng-new\n    title: A point\n    scripture: [Romans 8:28]\n    text: >-\n      " + strings.Repeat("We pray for Nigeria and for all who live there today, ", 6) + "and we ask. Give peace.\n---\n" +
			strings.Repeat("word ", words) + "\n"
		library, err := Library(content.Builtin(), fstest.MapFS{"posts/new.md": {Data: []byte(text)}})
		if err != nil {
			t.Fatal(err)
		}
		if got := library.Post("new").ReadingMinutes; got != want {
			t.Errorf("%d words and a point of 70 take %d minutes, want %d", words, got, want)
		}
	}
}
