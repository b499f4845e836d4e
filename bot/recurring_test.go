package bot_test

import (
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store"
)

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
	w.says(ada, ada, "/announce status", "Nothing was announced here", ada)
	w.says(ada, group, "/announce status", "Next: Wednesday 2 December 2026.", ada)
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
