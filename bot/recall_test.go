package bot_test

import (
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// recalling is a town in which what was delivered is taken back.
type recalling struct{ *town }

func TestAPointIsWithdrawnOnBothPlatforms(t *testing.T) { onBothStores(t, withdrawal) }

// withdrawal delivers a point to a chat on Telegram and a channel on Discord, and
// another to a group and a channel beside them. The operator withdraws the one;
// the bot is stopped before anything is taken back.
func withdrawal(t *testing.T, open func() store.Store) {
	w := recalling{newParish(t, open)}
	w.operators = []record.UserID{{Platform: "telegram", Key: "7"}}
	w.start()
	id, title, other := w.delivered()
	w.says(bola, bola, "/recall "+id, "Only the people who run this bot", bola)
	w.taps(ada, ada, "Withdraw it", "is withdrawn")
	w.stop()
	w.start()
	w.awaitTicking("the point is taken back", func() bool { return w.stands(title) == 0 && w.onDiscord(channel, title) == 0 })
	w.awaitTicking("it is counted", func() bool {
		w.says(ada, ada, "/recall "+id, "is withdrawn", ada)
		return w.holds(ada, "deleted 2, replaced 0, still to do 0")
	})
	if w.shown(group, other) != 1 || w.onDiscord(quiet, other) != 1 {
		t.Error("what others were sent is gone")
	}
	if m := w.uses(member, channel, "pray", nil, "="); strings.Contains(m.Title+m.Text, title) {
		t.Errorf("/pray still shows it: %s", m.Title)
	}
	w.clock.Set(time.Date(2026, 11, 25, 6, 0, 0, 0, time.UTC))
	w.awaitTicking("the next day's points", func() bool { return len(w.deliveries()) == 2 })
	for _, shown := range w.deliveries() {
		if strings.Contains(shown, title) {
			t.Errorf("it was sent again: %s", shown)
		}
	}
}

// delivered subscribes four chats and brings them the points of the 24th: the
// world's, whose id and title it returns, and Nigeria's, whose title is other.
func (w recalling) delivered() (id, title, other string) {
	w.Helper()
	w.subscribe()
	w.says(ada, group, "/subscribe 07:00 Lagos for nigeria", "07:00", group)
	w.uses(admin, quiet, "subscribe", map[string]string{"time": "07:00", "place": "Lagos", "for": "nigeria"}, "07:00")
	date := content.Date{Year: 2026, Month: 11, Day: 24}
	point := w.library.Daily(date, content.Selection{}, date)
	other = w.library.Daily(date, content.Selection{Countries: []string{"NG"}}, date).Title
	w.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	w.awaitTicking("the day's points", func() bool {
		return w.onTelegram(point.Title) == 1 && w.onDiscord(channel, point.Title) == 1 && w.shown(group, other) == 1 && w.onDiscord(quiet, other) == 1
	})
	// A delivery is settled a moment after it has arrived.
	w.awaitTicking("both are settled", func() bool {
		w.says(ada, ada, "/recall "+point.ID, "Withdraw "+point.ID, ada)
		return w.holds(ada, "In 2 chats")
	})
	return point.ID, point.Title, other
}

// stands counts Ada's messages that are the point of a title, and not a question
// about it.
func (w recalling) stands(title string) int {
	return w.onTelegram(title) - w.onTelegram("\""+title+"\" will not be sent")
}

// deliveries are the messages of the 25th to the two chats that follow the world.
func (w recalling) deliveries() (all []string) {
	for _, m := range w.telegram.Messages(ada) {
		if strings.Contains(m.Text, "Prayer point for Wednesday 25 November") {
			all = append(all, m.Text)
		}
	}
	for _, m := range w.discord.Messages(channel) {
		if text := m.Title + m.Text; m.Answers == "" && strings.Contains(text, "Prayer point for Wednesday 25 November") {
			all = append(all, text)
		}
	}
	return all
}

func TestAWithdrawnPointThatIsTooOldToDeleteIsReplaced(t *testing.T) { onBothStores(t, replacement) }

func replacement(t *testing.T, open func() store.Store) {
	w := recalling{newParish(t, open)}
	w.operators = []record.UserID{{Platform: "telegram", Key: "7"}}
	w.start()
	id, title, other := w.delivered()
	w.telegram.Age(48 * time.Hour) // by Telegram's clock
	w.says(ada, ada, "/recall yes "+id, "is withdrawn", ada)
	w.awaitTicking("the point is replaced", func() bool {
		return w.stands(title) == 0 && w.onTelegram("This message was withdrawn.") == 1 && w.onDiscord(channel, title) == 0
	})
	w.awaitTicking("it is counted", func() bool {
		w.says(ada, ada, "/recall "+id, "is withdrawn", ada)
		return w.holds(ada, "deleted 1, replaced 1, still to do 0")
	})
	if w.shown(group, other) != 1 || w.onDiscord(quiet, other) != 1 {
		t.Error("what others were sent is gone")
	}
}
