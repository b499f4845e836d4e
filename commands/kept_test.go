package commands_test

import (
	"strings"
	"testing"
)

// TestForgetNamesWhatIsKept: what nothing is kept of is not named.
func TestForgetNamesWhatIsKept(t *testing.T) {
	for _, tt := range []struct {
		lines   []string
		has, no []string
	}{
		{nil, nil, []string{"its daily time", "record of the last deliveries"}},
		{[]string{"/settings language en"}, []string{"its language, its time zone and its settings"}, []string{"its daily time", "record of the last deliveries"}},
		{[]string{"/subscribe 07:00 Lagos"}, []string{"its daily time", "its language, its time zone and its settings"}, []string{"record of the last deliveries"}},
	} {
		k := newTalk(t)
		k.private("7")
		for _, line := range tt.lines {
			k.say(line)
		}
		said := plain(k.say("/forget"))
		for _, part := range tt.has {
			if !strings.Contains(said, part) {
				t.Errorf("after %q it does not name %q:\n%s", tt.lines, part, said)
			}
		}
		for _, part := range tt.no {
			if strings.Contains(said, part) {
				t.Errorf("after %q it names %q:\n%s", tt.lines, part, said)
			}
		}
	}
}

// TestNoLineIsSaidThatDiscordCannotTake: what stands behind a command is an option there, and
// a line with it cannot be typed.
func TestNoLineIsSaidThatDiscordCannotTake(t *testing.T) {
	for _, servers := range []bool{true, false} {
		k := newTalk(t)
		k.private("7")
		k.req.Servers = servers
		k.say("/subscribe 07:00 Lagos")
		for line, typed := range map[string]string{"/settings": "/settings silent on", "/schedule": "/schedule change 1 08:00"} {
			if said := plain(k.say(line)); strings.Contains(said, typed) == servers {
				t.Errorf("servers %t: %s says\n%s", servers, line, said)
			}
		}
	}
}
