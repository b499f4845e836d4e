package trials_test

import (
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/telegram/telegramtest"
)

// unhurried is how long all healthy deliveries may take: at the platforms' pace it
// is a third of that, and one request that hangs would already take longer. On a
// machine where a bot that meets no failure takes long too, it is twice as long
// as that one takes beside it.
const unhurried = 25 * time.Second

func TestADeliveryThatAlwaysFailsDelaysNoOther(t *testing.T) {
	t.Parallel()
	const healthy = 200
	for _, tt := range []struct {
		what  string
		phone telegramtest.Fault
		hall  discordtest.Fault
	}{
		{"it hangs", telegramtest.Fault{Hang: 5 * time.Minute}, discordtest.Fault{Hang: 5 * time.Minute}},
		{"it is refused with 500", telegramtest.Fault{Status: 500}, discordtest.Fault{Status: 500}},
		{"it is refused with 400", telegramtest.Fault{Status: 400}, discordtest.Fault{Status: 400, Code: 50035}},
		{"its connection is cut", telegramtest.Fault{Reset: true}, discordtest.Fault{Reset: true}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			w := onFile(t)
			// Those that fail are due first.
			w.seedAt(1, time.Now().Add(-2*time.Minute))
			w.seed(healthy)
			tt.phone.Chat, tt.phone.Lasting = firstPerson, true
			tt.hall.Path, tt.hall.Lasting = "/channels/"+channel(0).Key+"/messages", true
			w.phone.Fail("sendMessage", tt.phone)
			w.hall.Fail(tt.hall)
			beside := onFile(t)
			beside.seed(healthy)
			w.start()
			beside.start()
			w.await("the first goes out of both", func() bool { return w.accepted() > 0 && beside.accepted() > 0 })
			took, undisturbed := w.race(beside, healthy)
			t.Logf("all others had theirs within %s, and in the town beside within %s", took.Round(10*time.Millisecond), undisturbed.Round(10*time.Millisecond))
		})
	}
}

// race waits until so many on each platform have theirs in a town and in the one
// beside it, and returns how long each took. It fails where the first takes longer
// than it may.
func (w *town) race(beside *town, people int) (took, undisturbed time.Duration) {
	w.Helper()
	all := func(w *town) bool { return w.phone.Accepted() >= people && w.hall.Accepted() >= people }
	began := time.Now()
	w.await("all healthy ones have theirs in both towns", func() bool {
		since := time.Since(began)
		if took == 0 && all(w) {
			took = since
		}
		if undisturbed == 0 && all(beside) {
			undisturbed = since
		}
		return took > 0 && undisturbed > 0
	})
	if most := max(unhurried, 2*undisturbed); took > most {
		w.Errorf("all others had theirs within %s, and may take %s", took, most)
	}
	return took, undisturbed
}
