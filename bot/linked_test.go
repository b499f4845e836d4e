package bot_test

import (
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// TestADiscussionGroupReadsAPointOnce has the same come to a channel of Telegram and to its
// discussion group, to which Telegram brings what the channel posts.
func TestADiscussionGroupReadsAPointOnce(t *testing.T) { onBothStores(t, linked) }

func linked(t *testing.T, open func() store.Store) {
	w := strangers{newParish(t, open)}
	w.telegram.Channel(wide, ada, bola)
	w.start()
	w.says(ada, group, "/subscribe 07:00 Lagos", "You will receive", group)
	w.telegram.Link(wide, group)
	w.telegram.Post(wide, "/subscribe 07:00 Lagos")
	w.newMessage(wide, 0, "You will receive")
	w.says(ada, group, "/status", "comes with the posts of the channel", group)
	points := func(where int64) (own, brought int) {
		for _, m := range w.telegram.Messages(where) {
			switch {
			case strings.Contains(m.Text, "Prayer point for") && m.Forwarded != 0:
				brought++
			case strings.Contains(m.Text, "Prayer point for"):
				own++
			}
		}
		return own, brought
	}
	w.clock.Set(time.Date(2026, 11, 24, 6, 0, 1, 0, time.UTC))
	w.await("the point in the channel", func() bool { own, _ := points(wide); return own == 1 })
	w.says(ada, group, "/help", "What I can do", group) // what was due together is through
	w.await("the end of the group's slot", func() bool {
		m := w.says(ada, group, "/status", "Next", group)
		return strings.Contains(m.Text, "25 November")
	})
	if own, brought := points(group); own != 0 || brought != 1 {
		t.Errorf("the group reads %d points of its own and %d of the channel", own, brought)
	}
	w.telegram.Unlink(wide)
	w.clock.Set(time.Date(2026, 11, 25, 6, 0, 1, 0, time.UTC))
	w.await("the group's own point", func() bool { own, _ := points(group); return own == 1 })
}

// TestADiscussionGroupReadsAnAnnouncementOnce sends the same to a channel of Telegram and to
// its discussion group, and then to the two when they are joined no more.
func TestADiscussionGroupReadsAnAnnouncementOnce(t *testing.T) { onBothStores(t, linkedAnnouncement) }

func linkedAnnouncement(t *testing.T, open func() store.Store) {
	w := strangers{newParish(t, open)}
	w.operators = []record.UserID{{Platform: "telegram", Key: "7"}}
	w.telegram.Channel(wide, ada, bola)
	w.start()
	w.says(ada, group, "/subscribe 07:00 Lagos", "You will receive", group)
	w.telegram.Link(wide, group)
	w.telegram.Post(wide, "/subscribe 07:00 Lagos")
	w.newMessage(wide, 0, "You will receive")
	reads := func(text string) (own, brought int) {
		for _, m := range w.telegram.Messages(group) {
			switch {
			case strings.Contains(m.Text, text) && m.Forwarded != 0:
				brought++
			case strings.Contains(m.Text, text):
				own++
			}
		}
		return own, brought
	}
	w.everyone("Bells ring.")
	if own, brought := reads("Bells ring."); own != 0 || brought != 1 {
		t.Errorf("the group reads %d of its own and %d of the channel", own, brought)
	}
	w.telegram.Unlink(wide)
	w.everyone("They ring again.")
	if own, brought := reads("They ring again."); own != 1 || brought != 0 {
		t.Errorf("joined no more, the group reads %d of its own and %d of the channel", own, brought)
	}
}

// everyone announces a text to the channel and the group, and waits until it is through.
func (w strangers) everyone(text string) {
	w.Helper()
	w.says(ada, ada, "/announce to: everyone "+text, "Preview", ada)
	w.taps(ada, ada, "Send to 2 chats", "It is on its way")
	w.awaitTicking("both copies", func() bool {
		return strings.Contains(w.says(ada, ada, "/announce status", text, ada).Text, "Sent: 2")
	})
}
