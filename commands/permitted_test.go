package commands_test

import (
	"slices"
	"strings"
	"testing"

	"prayerbot/commands/reply"
)

// buttonLines are the lines of the buttons of a reply.
func buttonLines(r reply.Reply) (all []string) {
	for _, row := range r.Buttons {
		for _, b := range row {
			all = append(all, b.Do)
		}
	}
	return all
}

// TestAMemberIsShownNoButtonThatIsRefused: whatever a member of a group asks for, each of the
// buttons that they alone see does something for them.
func TestAMemberIsShownNoButtonThatIsRefused(t *testing.T) {
	for _, before := range [][]string{nil, {"/subscribe 07:00 Lagos"}, {"/subscribe 07:00 Lagos", "/subscribe news 08:00 Lagos", "/schedule pause 1"}} {
		k := newTalk(t)
		k.group("9", "moderator")
		for _, line := range before {
			k.say(line)
		}
		for _, line := range []string{"/settings", "/schedule", "/status", "/start", "/help", "/privacy", "/community"} {
			k.group("8", "member")
			shown := k.say(line)
			for _, button := range buttonLines(shown) {
				if said := plain(k.payload("1 " + button)); strings.Contains(said, "Only a moderator") {
					t.Errorf("after %q, %s shows a button for %q, which is answered\n%s", before, line, button, said)
				}
			}
			if said := plain(shown); strings.Contains(said, "Press what you") || strings.Contains(said, "Type /subscribe") {
				t.Errorf("after %q, %s says how to change something:\n%s", before, line, said)
			}
		}
	}
}

// TestAModeratorIsShownAllButtons: those that a member is not shown too.
func TestAModeratorIsShownAllButtons(t *testing.T) {
	k := newTalk(t)
	k.group("9", "moderator")
	k.say("/subscribe 07:00 Lagos")
	for line, want := range map[string]string{"/settings": "settings zone", "/schedule": "schedule pause 1", "/status": "schedule"} {
		if got := buttonLines(k.say(line)); !slices.Contains(got, want) {
			t.Errorf("%s has the buttons %q", line, got)
		}
	}
}
