package reply

import "testing"

// What a link about a chat asks for is the line for which it was made.
func TestALinkAboutAChatSaysWhatIsDoneThere(t *testing.T) {
	for line, start := range map[string]string{
		"on -1001234567890":             "k_-1001234567890",
		"on -1001234567890/45":          "k_-1001234567890t45",
		"on -1001234567890/45 announce": "k_-1001234567890t45_announce",
		"on -100 schedule pause":        "k_-100_schedule_pause",
		"on -100 settings quiet=22-6":   "",
		"on":                            "",
		"on somewhere":                  "",
		"on -1001234567890/4500 " + "announce to them all that there is to be said": "",
	} {
		if got := StartOf(line); got != start {
			t.Errorf("%q is opened by %q, not by %q", line, got, start)
		}
		if start == "" {
			continue
		}
		if got := LineOf(start); got != line {
			t.Errorf("%q asks for %q, not for %q", start, got, line)
		}
	}
	for _, forged := range []string{"k_", "k_tt", "k_-100__"} {
		if got := StartOf(LineOf(forged)); got == forged {
			t.Errorf("%q is taken for a link of a chat", forged)
		}
	}
}
