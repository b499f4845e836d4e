package bot_test

import (
	"testing"
	"time"

	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// The owner of Hope is administrator of its groups no more. The leaders of two, one on
// each platform, take it over; what every group is told has a button that stops it.
func TestATakeOverOnBothPlatforms(t *testing.T) { onBothStores(t, takeOver) }

func takeOver(t *testing.T, open func() store.Store) {
	w := newParish(t, open)
	w.start()
	groups, _ := w.create()
	w.joins(groups)
	w.telegram.Admin(group, bola)
	w.does(admin, channel, "takeover", "", "has not belonged to the community for 30 days")
	w.clock.Advance(record.LongBelonging)
	w.does(admin, channel, "takeover", "", "still leads one of its groups")
	w.telegram.Demote(group, ada)
	w.clock.Advance(2 * time.Minute) // a "no" is remembered for a minute

	runs := func(times int) {
		t.Helper()
		w.says(bola, group, "/community takeover ask", "A leader of another group", group)
		w.does(admin, channel, "takeover", "", "a leader of another group asks to own it")
		w.press(admin, channel, "Agree", "Every group of Hope is told")
		w.awaitTicking("the word to every group", func() bool {
			const told = "Its owner leads none of its groups any more"
			return w.shown(group, told) == times && w.onDiscord(channel, told) == times
		})
	}
	runs(1)
	w.does(member, channel, "takeover", "stop", "Only a moderator")
	w.press(admin, channel, "Stop it", "Hope stays with its owner")
	w.awaitTicking("that it is stopped", func() bool {
		return w.shown(group, "Hope stays with its owner") == 1 && w.onDiscord(channel, "Hope stays with its owner") == 1
	})
	runs(2)
	w.stop() // a crash in between loses nothing
	w.start()
	w.clock.Advance(record.TakeOverSpan)
	w.says(bola, group, "/community takeover finish", "You are now the owner of Hope", group)
	w.awaitTicking("the word to every group", func() bool {
		return w.shown(group, "Hope has another owner") == 1 && w.onDiscord(channel, "Hope has another owner") == 1
	})
	w.says(ada, group, "/community rename Mine", "Only the owner of this community", group)
	w.says(bola, group, "/community rename Faith", "is now called Faith", group)
}
