package card

import (
	"testing"

	"prayerbot/content"
	"prayerbot/content/load"
)

// tongues are the languages of the content.
var tongues = []string{"ar", "de", "es", "fr", "it", "ko", "pt", "ru", "zh-Hans"}

// A card that could not be drawn would be missed by nobody: its text goes alone.
func TestTheFontsHaveEveryCharacterOfTheContent(t *testing.T) {
	library, err := load.Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range tongues {
		f, n := &fonts{}, 0
		for _, unit := range library.Units() {
			texts, found := library.Translated(lang, unit)
			if !found {
				continue
			}
			n++
			for name, text := range texts {
				for _, r := range plain(text) {
					f.ResolveFace(r)
				}
				if err := f.taken(); err != nil {
					t.Errorf("%s: %s of %s %s: %v", lang, name, unit.Path, unit.ID, err)
				}
			}
		}
		if n < 1000 {
			t.Errorf("%s has %d texts only", lang, n)
		}
	}
}
