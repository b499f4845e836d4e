package words_test

import (
	"testing"

	"prayerbot/commands/words"
)

func TestASentenceFromRightToLeftKeepsNamesInTheirOrder(t *testing.T) {
	arabic := []byte("prayed:\n  here:\n    one: \"صلى {{.N}} في {{.Name}}\"\n    other: \"صلى {{.N}} في {{.Name}}\"\n")
	c, err := words.New(words.Extra{Tag: "ar", Sentences: arabic})
	if err != nil {
		t.Fatal(err)
	}
	v := c.In("ar")
	want := "صلى \u20685\u2069 في \u2068Lagos (07:00)\u2069"
	if got := v.Count("prayed.here", 5, words.With{"Name": "Lagos (07:00)"}); got != want || !v.RightToLeft() {
		t.Errorf("it says %q", got)
	}
	for _, lang := range []string{"en", "es", "fa", "he", "", "qps"} { // the bot speaks none of them from right to left
		if c.In(lang).RightToLeft() {
			t.Errorf("%q runs from right to left", lang)
		}
	}
}

func TestALineBeginsWithItsDirection(t *testing.T) {
	const salam, mark = "سلام", "\u200F"
	for _, tt := range []struct{ text, line, item string }{
		{salam, salam, salam},
		{"Lagos " + salam, mark + "Lagos " + salam, mark + "Lagos " + salam},
		{"\U0001F1F3\U0001F1EC Lagos " + salam, mark + "\U0001F1F3\U0001F1EC Lagos " + salam, mark + "\U0001F1F3\U0001F1EC Lagos " + salam},
		{"\u2068Lagos\u2069 " + salam, "\u2068Lagos\u2069 " + salam, "\u2068Lagos\u2069 " + salam},
		{"07:00 " + salam, "07:00 " + salam, "07:00 " + salam},
		{salam + "\nBBC " + salam, salam + "\n" + mark + "BBC " + salam, salam + "\n" + mark + "BBC " + salam},
		{"/announce " + salam, "/announce " + salam, "/announce " + salam},
		{"An English text.", "An English text.", mark + "An English text."},
		{"", "", ""},
	} {
		if got := words.Directed(tt.text); got != tt.line {
			t.Errorf("%q as a line is %q", tt.text, got)
		}
		if got := words.DirectedItem(tt.text); got != tt.item {
			t.Errorf("%q as an item is %q", tt.text, got)
		}
	}
}

func TestCommandsAndDatesOfASentenceKeepTheirOrder(t *testing.T) {
	sentences := map[string]string{
		"اكتبوا /help.": "اكتبوا \u2068/help\u2069.",
		"اكتبوا /schedule change 1 08:00، أو /help.": "اكتبوا \u2068/schedule change 1 08:00\u2069، أو \u2068/help\u2069.",
		"مثل /country كوريا":                         "مثل \u2068/country\u2069 كوريا",
		"لا أعرف /{{.Name}}.":                        "لا أعرف \u2068/\u2068pray\u2069\u2069.",
		"/announce {{.Name}} غدا 2026-12-24":         "/announce pray غدا 2026-12-24",
		"«/recall {{.Name}}»":                        "«\u2068/recall \u2068pray\u2069\u2069»",
		"كان {{.List}}":                              "كان \u2068\u200F\u2068كل\u2069 \u2068يوم\u2069\u2069",
		"{{.Hour}}:{{.Minute}}":                      "07:05",
		"حتى 2026-12-24 {{.Time}}":                   "حتى \u20682026-12-24\u2069 \u206807:00\u2069",
		"مرة في 24 شهرا https://example.com/a":       "مرة في 24 شهرا https://example.com/a",
	}
	for sentence, want := range sentences {
		c, err := words.New(words.Extra{Tag: "ar", Sentences: []byte("start:\n  title: \"" + sentence + "\"\n")})
		if err != nil {
			t.Fatal(err)
		}
		if got := c.In("ar").Say("start.title", words.With{"Name": "pray", "Time": "07:00", "Hour": "07", "Minute": "05", "List": "\u2068كل\u2069 \u2068يوم\u2069"}); got != want {
			t.Errorf("%q is said as %q", sentence, got)
		}
	}
}
