package wordstest_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"prayerbot/commands/words"
	"prayerbot/commands/words/wordstest"
)

func TestAMadeUpSentence(t *testing.T) {
	for _, text := range []string{
		"Choose a country.",
		"Pray for {{.Country}}",
		"One line.\nAnd {{.N}} more, which is a little longer than the first.",
		"x",
	} {
		made := wordstest.Sentence(text)
		if !strings.HasPrefix(made, wordstest.Open+text) || !strings.HasSuffix(made, wordstest.Close) {
			t.Errorf("%q became %q", text, made)
		}
		if !strings.ContainsFunc(made, func(r rune) bool { return unicode.Is(unicode.Hebrew, r) }) {
			t.Errorf("%q has no run from right to left", made)
		}
		read := strings.ReplaceAll(text, "{{.Country}}", "")
		if got, least := utf8.RuneCountInString(made), utf8.RuneCountInString(text)+utf8.RuneCountInString(read)*4/10; got < least {
			t.Errorf("%q has %d characters and should have %d", made, got, least)
		}
	}
}

func TestTheMadeUpLanguageCountsAndFillsAndDoesNotShip(t *testing.T) {
	catalogue, err := wordstest.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	v := catalogue.In(wordstest.Tag)
	one, two := v.Count("prayed.here", 1), v.Count("prayed.here", 1234)
	if !strings.HasPrefix(one, "⟦1 person has prayed here today.") || !strings.HasPrefix(two, "⟦1,234 people have prayed here today.") {
		t.Errorf("it counts %q, %q", one, two)
	}
	if got := v.Say("button.pray_for", words.With{"Country": "Nigeria"}); !strings.HasPrefix(got, "⟦Pray for Nigeria ") {
		t.Errorf("it says %q", got)
	}
	if got := catalogue.In("sv").Say("button.pray"); got != "Pray" {
		t.Errorf("another language says %q", got)
	}
	shipped, err := words.New()
	if err != nil {
		t.Fatal(err)
	}
	if got := shipped.In(wordstest.Tag).Say("button.pray"); got != "Pray" {
		t.Errorf("the program says %q in the made-up language", got)
	}
}
