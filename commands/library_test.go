package commands_test

import (
	"context"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// The content may change between two requests, never within one.
func TestARequestSeesOneLibrary(t *testing.T) {
	k := newTalk(t)
	asked := 0
	k.world.library = func() *content.Library { asked++; return builtin() }
	for _, line := range []string{"/pray", "/pray nigeria tomorrow", "/country", "/country nort korea", "/news", "/subscribe 07:00 lagos for wwl", "/schedule", "/status", "/start", "/help", "nigeria", "/nonsense"} {
		asked = 0
		k.say(line)
		if asked != 1 {
			t.Errorf("%s asks for the library %d times", line, asked)
		}
	}
	asked = 0
	k.core.Complete(context.Background(), k.req, "pray", "country", "nig")
	if asked != 1 {
		t.Errorf("a suggestion asks for the library %d times", asked)
	}
	asked = 0
	k.daily(t, record.Subscription{}, record.Slot{Date: content.Date{Year: 2026, Month: 11, Day: 24}, Due: time.Time{}}, k.req.Now)
	if asked != 1 {
		t.Errorf("a daily point asks for the library %d times", asked)
	}
}

func TestListsAreSuggested(t *testing.T) {
	k := newTalk(t)
	for typed, want := range map[string]reply.Choice{
		"world":      {Label: "the World Watch List", Value: "=world-watch-list"},
		"particular": {Label: "the Countries of Particular Concern", Value: "=cpc"},
	} {
		found := false
		for _, c := range k.core.Complete(context.Background(), k.req, "subscribe", "for", typed) {
			found = found || c == want
		}
		if !found {
			t.Errorf("%q does not suggest %v", typed, want)
		}
	}
}
