package words_test

import (
	"os"
	"testing"

	"prayerbot/commands/words"
)

// TestAnotherLanguageNeedsNoCode reads lines in languages whose tables stand in
// testdata alone.
func TestAnotherLanguageNeedsNoCode(t *testing.T) {
	var extra []words.Extra
	for _, tag := range []string{"de", "ja"} {
		file, err := os.ReadFile("testdata/" + tag + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		extra = append(extra, words.Extra{Tag: tag, Sentences: file})
	}
	catalogue, err := words.New(extra...)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ lang, line, clock, days, place, aim string }{
		{"de", "halb acht morgens in Lagos", "07:30", "", "Lagos", ""},
		{"de", "um 19 Uhr 30 jeden Sonntag in München", "19:30", "Sun", "München", ""},
		{"de", "werktags um 7 Uhr Berlin für Nigeria", "07:00", "Mon Tue Wed Thu Fri", "Berlin", "Nigeria"},
		{"de", "Viertel nach sechs abends, Mo bis Fr", "18:15", "Mon Tue Wed Thu Fri", "", ""},
		{"de", "dreiviertel sieben", "06:45 18:45", "", "", ""},
		{"de", "TÄGLICH UM 7 UHR IN KÖLN", "07:00", "every", "KÖLN", ""},
		{"de", "7am lagos on weekdays", "07:00", "Mon Tue Wed Thu Fri", "lagos", ""},
		{"de-AT", "halb acht abends", "19:30", "", "", ""},
		{"ja", "午前7時 東京", "07:00", "", "東京", ""},
		{"ja", "毎日午後７時半東京", "19:30", "every", "東京", ""},
		{"ja", "月曜から金曜 19:30 大阪", "19:30", "Mon Tue Wed Thu Fri", "大阪", ""},
	} {
		w := catalogue.In(tt.lang).ReadWish(tt.line)
		if got := [4]string{clockText(w.Clock), daysText(w), w.Place, w.For}; got != [4]string{tt.clock, tt.days, tt.place, tt.aim} {
			t.Errorf("%s: %q says %q", tt.lang, tt.line, got)
		}
	}
	for _, tt := range []struct{ lang, text, want string }{
		{"de", "24. Dezember", "2026-12-24"}, {"de", "am 24.12.", "2026-12-24"}, {"de", "3/4", "2027-04-03"}, {"de", "übermorgen", "2026-11-26"},
		{"de", "nächsten Sonntag", "2026-11-29"}, {"de", "Weihnachten", "2026-12-25"}, {"de", "in zwei Wochen", "2026-12-08"}, {"de", "December 24th", "2026-12-24"},
		{"ja", "12月24日", "2026-12-24"}, {"ja", "2026年12月24日", "2026-12-24"}, {"ja", "明日", "2026-11-25"},
	} {
		if got := datesText(catalogue.In(tt.lang).ReadDate(tt.text, tuesday)); got != tt.want {
			t.Errorf("%s: %q is %s, want %s", tt.lang, tt.text, got, tt.want)
		}
	}
}
