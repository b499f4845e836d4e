package session

import (
	"testing"
	"unicode/utf8"
)

func TestALabelEndsAtAWord(t *testing.T) {
	for text, want := range map[string]string{
		"Read: A well that two villages share":                "Read: A well that two villages share",
		"Read: South Korea bans balloons that carry leaflets": "Read: South Korea bans balloons that…",
		"Pray, and give thanks, for what they have, now":      "Pray, and give thanks, for what they…",
		"Donaudampfschifffahrtsgesellschaftskapitänswitwe":    "Donaudampfschifffahrtsgesellschaftskapi…",
		"A Donaudampfschifffahrtsgesellschaftskapitän":        "A Donaudampfschifffahrtsgesellschaftska…",
		"Forty signs are just as many as fit in it":           "Forty signs are just as many as fit in…",
	} {
		if got := Label(text); got != want || utf8.RuneCountInString(got) > maxLabel {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}
