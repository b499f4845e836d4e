package search_test

import (
	"strings"
	"testing"

	"prayerbot/content/search"
)

func TestNamesAreJoinedByTheWordOfTheLanguage(t *testing.T) {
	german := search.Fillers{Before: []string{"den"}, And: []string{"und"}, Whole: []string{"die ganze welt"}}
	for _, tt := range []struct {
		text  string
		words search.Fillers
		want  string
	}{
		{"Nigeria und den Iran", german, "IR NG"},
		{"Nigeria, Syrien und Iran", german, "IR NG SY"},
		{"Nigeria, und Iran", german, "IR NG"},
		{"Nigeria and Iran", german, "IR NG"},
		{"Eritrea & Ethiopia", german, "ER ET"},
		{"Bosnien und Herzegowina", german, "BA"},
		{"Nigeria und Iran", search.Fillers{}, ""},
		{"Die ganze Welt", german, ""},
	} {
		w := search.ParseSelection(loaded(t), tt.text, tt.words)
		if got := strings.Join(w.Selection.Countries, " "); got != tt.want {
			t.Errorf("%q means %q, want %q", tt.text, got, tt.want)
		}
		if unclear := len(tt.words.And) == 0; unclear != (len(w.Unclear) > 0) {
			t.Errorf("%q leaves %v", tt.text, w.Unclear)
		}
	}
}

// Whatever is typed, as long as a message can be, is read in a moment: the work does not
// grow with the square of its length.
func TestALongTextIsReadAtOnce(t *testing.T) {
	library := loaded(t)
	for text, f := range map[string]search.Fillers{
		strings.Repeat("شسي وضصث ", 450): arabic, strings.Repeat("إيران وإيران ", 300): arabic, strings.Repeat("لإيران ", 580): arabic,
		strings.Repeat("그곳과 ", 1000): korean, strings.Repeat("이란과 ", 1000): korean, strings.Repeat("그", 4000) + "과": korean,
		strings.Repeat("唔和", 2000): chinese, strings.Repeat("为", 4000): chinese,
		strings.Repeat("iran and ", 450): {}, strings.Repeat("lorem ipsum ", 340): {}, strings.Repeat("великими новыми ", 250): {},
	} {
		if n := testing.AllocsPerRun(1, func() { search.ParseSelection(library, text, f) }); n > mostAllocations {
			t.Errorf("%.20q and so on takes %.0f allocations", text, n)
		}
	}
}

// mostAllocations is how often memory is taken for it at the most: for 250 names of Korea,
// each of which is looked for by itself and with those behind it.
const mostAllocations = 4_000_000
