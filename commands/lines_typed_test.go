package commands_test

import (
	"strings"
	"testing"
)

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
