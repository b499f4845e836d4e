package commands_test

import (
	"strings"
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// Of a server where somebody has brought the bot along for themselves nothing is kept,
// whoever they are there.
func TestNothingIsKeptOfAPlaceWhereTheBotIsNot(t *testing.T) {
	k := newTalk(t)
	k.config.Operators = nil
	k.restart(t)
	k.channel("9", "moderator", "110", nil)
	k.req.Outside = true
	for _, line := range []string{
		"/subscribe 07:00 lagos", "/setup 7am lagos for Nigeria", "/settings language de", "/settings zone berlin", "/community create Hope",
		"/announce We meet.", "/moderators add 71", "/forget yes", "/unsubscribe all", "/schedule pause",
	} {
		if got := plain(k.say(line)); !strings.Contains(got, "I am not in this server") || k.last.Visibility != reply.ForAsker {
			t.Errorf("%s is answered\n%s", line, got)
		}
	}
	if got := plain(k.payload("1 setup time 07:00")); !strings.Contains(got, "I am not in this server") {
		t.Errorf("a button is answered\n%s", got)
	}
	if got := plain(k.say("/pray nigeria")); !strings.Contains(got, "Nigeria") {
		t.Errorf("reading is answered\n%s", got)
	}
	chat, err := k.store.Chat(t.Context(), record.ChatID{Platform: "discord", Key: "110"})
	if err != nil || chat.Revision != "" {
		t.Errorf("it is kept: %+v (%v)", chat, err)
	}
	// The same person, alone with the bot.
	k.req.Chat.Key, k.req.GroupID, k.req.Outside, k.req.Private = "500", "", false, true
	if got := plain(k.say("/subscribe 07:00 lagos")); !strings.Contains(got, "You will receive") {
		t.Errorf("in private it is answered\n%s", got)
	}
}
