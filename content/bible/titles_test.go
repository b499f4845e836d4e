package bible

import (
	"embed"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"prayerbot/content/scripture"
)

// titleFiles hold the titles of the psalms that a source has in verse 1, a file a
// language, by their numbers in English Bibles.
//
//go:embed testdata/titles/*.txt
var titleFiles embed.FS

// untitled are the psalms that have no title in the Hebrew: 34, and 116 have one.
var untitled = []int{1, 2, 10, 33, 43, 71, 91, 93, 94, 95, 96, 97, 99, 104, 105, 106, 107,
	111, 112, 113, 114, 115, 116, 117, 118, 119, 135, 136, 137, 146, 147, 148, 149, 150}

// inASource are the languages whose source has the titles within the first verses;
// in English and Portuguese it has none.
var inASource = []string{"ar", "de", "es", "fr", "it", "ko", "ru", "zh-Hans"}

// titlesOfTheSeptuagint are titles that the Synodal translation has where the Hebrew
// has none.
var titlesOfTheSeptuagint = []int{2, 91, 93, 94, 95, 96, 97, 99, 137}

func TestTheTitledPsalmsHaveTheirTitles(t *testing.T) {
	for _, tag := range inASource {
		all := titles(t, tag)
		for number := 1; number <= 150; number++ {
			want := !slices.Contains(untitled, number)
			if tag == "ru" {
				want = (want && !titledByVerse(number) && number != 73) || slices.Contains(titlesOfTheSeptuagint, number)
			}
			if (all[number] != "") != want {
				t.Errorf("%s: Psalm %d has the title %q", tag, number, all[number])
			}
		}
		if tag != "ru" && len(all) != 116 {
			t.Errorf("%s: there are %d titles, and should be 116", tag, len(all))
		}
	}
}

// titledByVerse tells whether a title is a verse of its own in the Synodal
// translation, so that the psalm begins with its second or third.
func titledByVerse(number int) bool {
	own := scripture.NumberingOf("ru").Own(scripture.Place{Book: 19, Chapter: number, Verse: 1})
	return own[0].Verse > 1 && number != 10 && number != 115
}

func TestNoTitleStandsInAFirstVerse(t *testing.T) {
	for _, s := range sources {
		psalms, err := builtIn(t, s.Tag).book(19)
		if err != nil {
			t.Fatal(err)
		}
		titles := titles(t, s.Tag)
		for number := 1; number <= 150; number++ {
			verse := verseOf(psalms, scripture.Place{Book: 19, Chapter: number, Verse: 1})
			for _, title := range titles {
				if strings.HasPrefix(verse, title+" ") && utf8.RuneCountInString(title) > 4 {
					t.Errorf("%s: Psalm %d:1 begins with the title %q: %.80s", s.Tag, number, title, verse)
				}
			}
			if n := utf8.RuneCountInString(verse); n < 9 {
				t.Errorf("%s: Psalm %d:1 is %q", s.Tag, number, verse)
			}
		}
	}
}

// TestTheFirstVersesThatTheContentCitesHaveTheirLength finds a title that was left
// in a verse, and a verse that was cut with its title, by their lengths.
func TestTheFirstVersesThatTheContentCitesHaveTheirLength(t *testing.T) {
	cited := 0
	for name := range citedByContent(t) {
		place := placeOf(t, name)
		if place.Book != 19 || place.Verse != 1 {
			continue
		}
		cited++
		first := refOf(t, name).First()
		english, _ := english(t).Passage(first)
		for _, s := range sources {
			text, ok := builtIn(t, s.Tag).Passage(first)
			ratio := float64(utf8.RuneCountInString(unpointed(text))) / float64(utf8.RuneCountInString(english)) / lengths[s.Tag]
			if !ok || ratio < 0.45 || ratio > 1.8 {
				t.Errorf("%s: %s is %.2f times as long as it should be: %q, %q", s.Tag, first, ratio, text, english)
			}
		}
	}
	if cited < 37 {
		t.Errorf("only %d first verses of psalms are cited", cited)
	}
}

// lengths are how long a translation is beside the English one, in characters.
var lengths = map[string]float64{
	"ar": 0.75, "de": 1, "en": 1, "es": 1, "fr": 1.05, "it": 1.03, "ko": 0.47, "pt": 0.97, "ru": 0.88, "zh-Hans": 0.33,
}

// titles are those of a language by the number of the psalm.
func titles(t *testing.T, tag string) map[int]string {
	t.Helper()
	text, err := titleFiles.ReadFile("testdata/titles/" + tag + ".txt")
	if err != nil {
		return nil // the source has none
	}
	all := map[int]string{}
	for line := range strings.Lines(string(text)) {
		number, title, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		n, err := strconv.Atoi(number)
		if err != nil || title == "" || all[n] != "" {
			t.Fatalf("%s: %q", tag, line)
		}
		all[n] = title
	}
	return all
}

// takeTitles takes the titles off the first verses of the psalms. Each must stand
// there word for word, and leave a verse.
func takeTitles(t *testing.T, tag string, all source) {
	t.Helper()
	for number, title := range titles(t, tag) {
		place := scripture.Place{Book: 19, Chapter: number, Verse: 1}
		rest, ok := strings.CutPrefix(all[place], title+" ")
		if !ok || strings.TrimSpace(rest) == "" {
			t.Errorf("%s: Psalm %d does not begin with %q: %.80s", tag, number, title, all[place])
			continue
		}
		all[place] = strings.TrimSpace(rest)
	}
}
