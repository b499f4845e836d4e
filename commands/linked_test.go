package commands_test

import (
	"testing"
	"time"

	"prayerbot/commands/record"
)

// linkedPair is a channel and its discussion group, each with a point at 07:00 in Lagos.
func linkedPair(t *testing.T) (k *talk, group func() record.Chat) {
	t.Helper()
	k = newTalk(t)
	k.groups["-100"] = "-100"
	k.group("7", "moderator")
	k.say("/subscribe 07:00 lagos")
	k.broadcast()
	k.say("/subscribe 07:00 lagos")
	return k, func() record.Chat {
		t.Helper()
		chat, err := k.store.Chat(t.Context(), record.ChatID{Platform: "telegram", Key: "-100"})
		if err != nil {
			t.Fatal(err)
		}
		return chat
	}
}

// brings tells whether the bot itself brings the group its next point.
func (k *talk) brings(t *testing.T, chat record.Chat) bool {
	t.Helper()
	slot, _ := chat.Subscriptions[0].Next(k.req.Now)
	r, err := k.core.Daily(t.Context(), chat, chat.Subscriptions[0], slot, slot.Due.Add(time.Second))
	if err != nil {
		t.Fatal(err)
	}
	return !r.Empty()
}

func TestWhatComesFromTheChannelByItselfIsNotSentAgain(t *testing.T) {
	k, group := linkedPair(t)
	if !k.brings(t, group()) {
		t.Fatal("the two are not joined, and nothing comes")
	}
	// Telegram joins them, and the bot sees a post that was brought to the group.
	k.linked["-300"], k.linked["-100"] = "-100", "-300"
	channel := record.ChatID{Platform: "telegram", Key: "-300"}
	if err := k.core.Forwards(t.Context(), channel, group().ID, k.req.Now); err != nil {
		t.Fatal(err)
	}
	if chat := group(); chat.Linked != "-300" || k.brings(t, chat) {
		t.Error("the same comes to the group twice")
	}
	for what, change := range map[string]func(channel *record.Chat){
		"is paused":               func(c *record.Chat) { c.Subscriptions[0].Paused = true },
		"cannot be written to":    func(c *record.Chat) { c.Stopped = record.StopForbidden },
		"is for another country":  func(c *record.Chat) { c.Subscriptions[0].Selection.Countries = []string{"NG"} },
		"is for other days":       func(c *record.Chat) { c.Subscriptions[0].Days = record.Days(0).With(time.Monday) },
		"is in another language":  func(c *record.Chat) { c.Language = "fr" },
		"is discreet":             func(c *record.Chat) { c.Choose(record.SettingDiscreet, record.On) },
		"is of another community": func(c *record.Chat) { c.Community = "abc" },
		"has nothing":             func(c *record.Chat) { c.Subscriptions = nil },
	} {
		there := group()
		there.Language = "en"
		from, err := k.store.Chat(t.Context(), channel)
		if err != nil {
			t.Fatal(err)
		}
		from.Language = "en"
		if !from.Brings(there, there.Subscriptions[0], k.date()) {
			t.Fatal("they are the same")
		}
		change(&from)
		if from.Brings(there, there.Subscriptions[0], k.date().Add(4-int(k.date().Weekday()))) {
			t.Errorf("the group goes without where the channel %s", what)
		}
	}
	// The group is taken away from the channel, of which no bot is told.
	delete(k.linked, "-100")
	if !k.brings(t, group()) {
		t.Error("nothing comes to a group that has no channel any more")
	}
	k.linked["-100"] = "-300"
	k.world.Rights = mute{}
	if !k.brings(t, group()) {
		t.Error("nothing comes where nobody says whether the two are joined")
	}
}
