package bot_test

import (
	"testing"

	"prayerbot/bot/store"
)

// TestWhoShowsNoNameAnnouncesFromPrivate follows the link that an administrator who writes
// in the name of the group gets, to where the group is announced to.
func TestWhoShowsNoNameAnnouncesFromPrivate(t *testing.T) { onBothStores(t, nameless) }

func nameless(t *testing.T, open func() store.Store) {
	w := strangers{newParish(t, open)}
	w.start()
	w.says(ada, group, "/subscribe 07:00 Lagos", "You will receive", group)
	before := len(w.telegram.Messages(group))
	w.telegram.SayAnonymously(group, "/announce We meet on Friday.")
	w.newMessage(group, before, "I cannot see who you are")
	all := w.telegram.Messages(group)
	address := all[len(all)-1].Buttons[0][0].URL
	for _, person := range []struct {
		id   int64
		want string
	}{{bola, "I cannot set this up with you"}, {ada, "what the group shall read"}} {
		before := len(w.telegram.Messages(person.id))
		if err := w.telegram.Follow(person.id, address); err != nil {
			t.Fatal(err)
		}
		w.newMessage(person.id, before, person.want)
	}
	w.says(ada, ada, "We meet on Friday.", "Preview", ada)
	before = len(w.telegram.Messages(group))
	w.taps(ada, ada, "Send to 1 chat", "on its way")
	w.newMessage(group, before, "We meet on Friday.")
	w.newMessage(group, before, "From the moderators")
}
