package commands_test

import (
	"context"
	"strings"
	"testing"
)

// "No, choose another place" moves the time that it stands under, and no other.
func TestAWrongClockIsMovedForItsOwnTime(t *testing.T) {
	c := newCrawler(t, "")
	c.say("/subscribe 07:00 Lagos")
	c.say("/subscribe 19:00 Berlin for Iran")
	c.press("No, choose another place")
	c.press("East Africa")
	if got := plain(c.press("🇰🇪 Kenya")); !strings.Contains(got, "Africa/Nairobi") || !strings.Contains(got, "19:00") {
		t.Errorf("the answer is\n%s", got)
	}
	chat, err := c.store.Chat(context.Background(), c.req.Chat)
	if err != nil {
		t.Fatal(err)
	}
	if first, second := chat.Subscriptions[0].Zone, chat.Subscriptions[1].Zone; first != "Africa/Lagos" || second != "Africa/Nairobi" || chat.Zone != "Africa/Lagos" {
		t.Errorf("the zones are %s, %s, and the chat's %s", first, second, chat.Zone)
	}
	if got := plain(c.say("/schedule")); !strings.Contains(got, "(Africa/Lagos)") || !strings.Contains(got, "(Africa/Nairobi)") {
		t.Errorf("the lines do not name their own zones:\n%s", got)
	}
}

// The answer that is typed does the same.
func TestAWrongClockIsMovedByATypedPlace(t *testing.T) {
	c := newCrawler(t, "")
	c.say("/subscribe 07:00 Lagos")
	c.say("/subscribe 19:00 Berlin for Iran")
	c.press("No, choose another place")
	c.say("Nairobi")
	chat, err := c.store.Chat(context.Background(), c.req.Chat)
	if err != nil {
		t.Fatal(err)
	}
	if first, second := chat.Subscriptions[0].Zone, chat.Subscriptions[1].Zone; first != "Africa/Lagos" || second != "Africa/Nairobi" {
		t.Errorf("the zones are %s and %s", first, second)
	}
}

// Suggestions are in the order of people, by prefix, and go on behind a comma.
func TestSuggestionsDrawOnTheSameSearch(t *testing.T) {
	c := newCrawler(t, "")
	for _, tt := range []struct{ command, param, typed, offers, value string }{
		{"subscribe", "for", "Nigeria, ir", "Nigeria and Iran", "=NG,=IR"},
		{"pray", "country", "Nordkor", "North Korea", "=KP"},
		{"pray", "country", "kadun", "", ""},
		{"pray", "country", "Kaduna", "Nigeria", "=NG"},
		{"pray", "country", "sah", "Sahel", "=sahel"},
		{"settings", "value", "nairo", "Nairobi", "=Africa/Nairobi"},
		{"settings", "value", "моск", "Moscow", "=Europe/Moscow"},
	} {
		found := tt.offers == ""
		for _, choice := range c.core.Complete(context.Background(), c.req, tt.command, tt.param, tt.typed) {
			found = found || strings.HasPrefix(choice.Label, tt.offers) && choice.Value == tt.value
		}
		if !found {
			t.Errorf("/%s %s %q does not offer %s: %v", tt.command, tt.param, tt.typed, tt.offers, c.core.Complete(context.Background(), c.req, tt.command, tt.param, tt.typed))
		}
	}
}
