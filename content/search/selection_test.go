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
