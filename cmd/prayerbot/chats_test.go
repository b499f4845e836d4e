package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
)

// morning is a Tuesday, an hour before 07:00 in Lagos.
var morning = time.Date(2026, 11, 24, 5, 0, 0, 0, time.UTC)

// A chat is counted by what it shares with many, and the fullest minutes are named
// with how long they take.
func TestChatsAreCountedWithoutPointingToAny(t *testing.T) {
	c := newCensus()
	add := func(n int, platform, zone string, at int, change func(*record.Chat)) {
		for i := range n {
			chat := record.Chat{ID: record.ChatID{Platform: platform, Key: fmt.Sprint(i)}, Zone: zone, Language: "en", Subscriptions: []record.Subscription{{ID: 1, At: record.Wall(at), Zone: zone}}}
			if change != nil {
				change(&chat)
			}
			c.add(chat, morning)
		}
	}
	add(5000, "telegram", "Africa/Lagos", 7*60, nil)
	add(3, "telegram", "Pacific/Tongatapu", 9*60, func(c *record.Chat) { c.Language = "to" })
	add(20, "discord", "Europe/Berlin", 12*60, nil)
	add(11, "discord", "Europe/Berlin", 12*60, func(c *record.Chat) { c.Subscriptions[0].Paused = true })
	add(12, "telegram", "Africa/Lagos", 7*60, func(c *record.Chat) { c.Stopped = record.StopForbidden })
	add(9, "telegram", "Africa/Lagos", 7*60, func(c *record.Chat) { c.Subscriptions = nil })
	var out bytes.Buffer
	c.write(&out)
	for _, line := range []string{
		"Times that bring something: 5020. Paused: 10. Chats that cannot be written to: 10.",
		"  telegram                         5000", "  discord                          30",
		"  Africa/Lagos                     5000", "  07:00 to 07:59                   5000", "  and 1 more",
		"  06:00  5000 points, which take 3 minutes", "  11:00  20 points, which take less than a minute",
	} {
		if !strings.Contains(out.String(), line+"\n") {
			t.Errorf("%q is missing in\n%s", line, &out)
		}
	}
	for _, secret := range []string{"5003", "5023", "31", "Tongatapu", "  to ", "09:00"} {
		if strings.Contains(out.String(), secret) {
			t.Errorf("%q points to three chats:\n%s", secret, &out)
		}
	}
}

func TestChatsAreCountedBesideARunningBot(t *testing.T) {
	running(t, "7", "8")
	says(t, exitFine, "Times that bring something: under 10", "", "chats")
}
