package commands_test

import (
	"os"
	"strings"
	"testing"
)

// Who only says something, in private, is not taken to mean a country.
func TestWhatPeopleSayIsNotTakenForACountry(t *testing.T) {
	c := newCrawler(t, "")
	data, err := os.ReadFile("../content/search/testdata/nothing.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		n++
		got := c.say(line)
		if strings.ContainsFunc(got.Title, func(r rune) bool { return r >= '\U0001F1E6' && r <= '\U0001F1FF' }) {
			t.Errorf("%q is answered with %s", line, got.Title)
		}
		for _, row := range got.Buttons {
			for _, b := range row {
				if strings.HasPrefix(b.Do, "country =") && got.Title == "I am not sure which country you mean." {
					t.Errorf("%q offers %s", line, b.Label)
				}
			}
		}
	}
	if got := c.say("Nigeria"); !strings.Contains(got.Title, "🇳🇬") {
		t.Errorf("after so many lines a country is answered with %q", got.Title)
	}
	if n < 100 {
		t.Errorf("there are only %d lines", n)
	}
}
