package bot_test

import (
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store"
)

func TestWhatComesBackOnDiscord(t *testing.T) { onBothStores(t, comesBackOnDiscord) }

// comesBackOnDiscord writes, skips and ends it with the options of the command and
// with its form.
func comesBackOnDiscord(t *testing.T, open func() store.Store) {
	w := announcing{newParish(t, open)}
	w.discord.Member(guild, caller, 32)
	w.start()
	w.discord.Event("GUILD_CREATE", `{"id":"`+guild+`","name":"Grace Church"}`)
	w.uses(caller, channel, "subscribe", map[string]string{"time": "07:00", "place": "Lagos"}, "07:00")
	i, err := w.discord.Command(caller, channel, "announce", map[string]string{"when": "every wednesday 7pm until 2026-12-24"})
	if err != nil {
		t.Fatal(err)
	}
	w.await("a form", func() bool { return w.discord.Opened(i) != nil })
	sent, err := w.discord.Submit(w.discord.Opened(i), "every day is a gift:\nwe pray.")
	if err != nil {
		t.Fatal(err)
	}
	if m := w.answered(sent, "The last one is on Wednesday 23 December 2026."); !strings.Contains(m.Text, "From Grace Church") {
		t.Errorf("the preview is %q", m.Text)
	}
	w.press(caller, channel, "Send it at these times", "Next: Wednesday 25 November 2026.")
	w.clock.Set(time.Date(2026, 11, 25, 18, 0, 0, 0, time.UTC))
	w.awaitTicking("the first", func() bool { return w.onDiscord(channel, "we pray") == 1 })
	w.press(caller, channel, "Leave out 25 November", "It does not come on Wednesday 25 November 2026")
	w.uses(caller, channel, "announce", map[string]string{"do": "status"}, "How far it has come")
	w.press(caller, channel, "What comes back", "Next: Wednesday 2 December 2026.")
	w.press(caller, channel, "Leave out 2 December", "Next: Wednesday 9 December 2026.")
	id := w.idOf(channel)
	w.uses(caller, channel, "announce", map[string]string{"do": "skip", "which": id, "when": "16.12."}, "Wednesday 16 December 2026")
	w.uses(member, channel, "announce", map[string]string{"do": "end", "which": id}, "Only a moderator")
	w.uses(caller, channel, "announce", map[string]string{"do": "end", "which": id}, "It was ended")
}

// idOf is the id of what comes back that was shown last in a channel.
func (w announcing) idOf(where string) string {
	all := w.discord.Messages(where)
	for i := len(all) - 1; i >= 0; i-- {
		if _, rest, is := strings.Cut(all[i].Text, "/announce skip "); is {
			return rest[:8]
		}
	}
	return ""
}

func TestAnAnnouncementThatComesBack(t *testing.T) { onBothStores(t, comesBack) }

// comesBack lets an announcement to both platforms come back every Wednesday, over
// restarts, a change and an end.
func comesBack(t *testing.T, open func() store.Store) {
	w := gathered(t, open)
	w.says(ada, group, "/announce to:community every wednesday 19:00 until 24.12. We meet to pray.", "Next: Wednesday 25 November 2026.", ada)
	w.taps(ada, ada, "Send it at these times", "Each time it goes to the chats of that time, 2 by now")
	here := func(text string, n int) func() bool {
		return func() bool { return w.shown(group, text) == n && w.onDiscord(channel, text) == n }
	}
	w.stop()
	w.start()
	w.clock.Set(time.Date(2026, 11, 25, 18, 0, 0, 0, time.UTC))
	w.awaitTicking("the first", here("We meet to pray", 1))

	// What is changed is for those to come, and nothing comes while nobody agreed.
	w.says(ada, group, "/announce status", "How far it has come", ada)
	w.taps(ada, ada, "What comes back", "Next: Wednesday 2 December 2026.")
	id := strings.Fields(w.payload(ada, "End it"))[3]
	w.says(ada, ada, "/announce edit "+id+" We meet upstairs.", "does not come back any more until you send this draft", ada)
	w.taps(ada, ada, "Send it at these times", "/announce edit "+id+" and the new text")
	w.says(ada, ada, "/announce skip "+id, "Left out: Wednesday 2 December 2026", ada)
	w.stop()
	w.start()
	w.clock.Set(time.Date(2026, 12, 9, 18, 0, 0, 0, time.UTC))
	w.awaitTicking("the one after it", here("We meet upstairs", 1))
	if !here("We meet to pray", 1)() {
		t.Error("what was sent was changed, or came twice")
	}
	w.taps(ada, ada, "End it", "It will not come back any more")
	w.taps(ada, ada, "Yes, end it", "It was ended")
	w.clock.Set(time.Date(2026, 12, 16, 18, 0, 0, 0, time.UTC))
	w.uses(admin, channel, "subscribe", map[string]string{"time": "20:00", "place": "Lagos"}, "20:00")
	w.clock.Set(time.Date(2026, 12, 16, 19, 1, 0, 0, time.UTC))
	if !here("We meet upstairs", 1)() {
		t.Error("what was ended came back")
	}
}
