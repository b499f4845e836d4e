package commands_test

import (
	"strings"
	"testing"
)

func TestALinkThatAsksForNothingGreets(t *testing.T) {
	k := newTalk(t)
	for _, start := range []string{"", "x", "x_NG", "c_NG/..", "hello", "p", "j"} {
		if got := k.say("/start " + start); got.Title != "Welcome" && !strings.Contains(plain(got), "no longer there") {
			t.Errorf("/start %s is answered by\n%s", start, plain(got))
		}
	}
	for start, want := range map[string]string{
		"c_NG": "🇳🇬 Nigeria", "c": "Which part of the world?", "a_middle-east": "Middle East", "a_top-ten": "The first ten of the World Watch List",
		"n_NG": "News: Nigeria", "d_NG": "🇳🇬 Nigeria: ", "p_kp-camps": "🇰🇵 North Korea: ", "h": "What I can do",
		"c_nigeria": "That button is from an earlier version of me.", "p_zz-none": "That prayer point is no longer there.",
	} {
		if got := plain(k.say("/start " + start)); !strings.Contains(got, want) {
			t.Errorf("/start %s is answered by\n%s", start, got)
		}
	}
}
