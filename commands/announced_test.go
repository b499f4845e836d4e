package commands_test

import (
	"strings"
	"testing"
	"time"

	"prayerbot/commands/reply"
)

// TestWhatWasAnnouncedFromPrivateIsFoundThere has somebody follow in private, where
// their previews stand, what they announced in a group: as long as they lead it.
func TestWhatWasAnnouncedFromPrivateIsFoundThere(t *testing.T) {
	k := newTalk(t)
	k.req.Now = time.Date(2026, 11, 24, 13, 0, 0, 0, time.UTC)
	k.roles = map[string]reply.Role{"9": reply.Moderator, "10": reply.Moderator}
	k.group("9", "moderator")
	k.say("/subscribe 06:30 berlin")
	k.say("/announce We meet on Friday.")
	k.press("Send to 1 chat")
	status := func(person string) string {
		k.private(person)
		return plain(k.say("/announce status"))
	}
	if got := status("9"); !strings.Contains(got, "We meet on Friday.") {
		t.Errorf("they are told %q", got)
	}
	if got := plain(k.say("/announce log")); !strings.Contains(got, `telegram:9 sent "We meet on Friday." to 1 chat`) || !strings.Contains(got, "[Show the progress]") {
		t.Errorf("the log is %q", got)
	}
	k.req.Now = k.req.Now.Add(8 * 24 * time.Hour)
	if got := plain(k.say("/announce log")); !strings.Contains(got, "telegram:9 sent an announcement that is not kept any more to 1 chat") {
		t.Errorf("a week later the log is %q", got)
	}
	k.req.Now = k.req.Now.Add(-8 * 24 * time.Hour)
	if got := status("10"); strings.Contains(got, "We meet on Friday.") {
		t.Errorf("somebody else is told %q", got)
	}
	k.roles["9"] = reply.Anyone
	if got := status("9"); strings.Contains(got, "We meet on Friday.") {
		t.Errorf("who leads it no more is told %q", got)
	}
}
