package trials_test

import (
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/telegram/telegramtest"
)

// unhurried is how long all healthy deliveries may take, on a busy machine: at
// the platforms' pace it is a third of that, and one request that hangs would
// already take longer.
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
			w.start()
			w.await("the first goes out", func() bool { return w.accepted() > 0 })
			took := w.within(unhurried, "all others have theirs", func() bool {
				return w.phone.Accepted() >= healthy && w.hall.Accepted() >= healthy
			})
			t.Logf("all others had theirs within %s", took.Round(10*time.Millisecond))
		})
	}
}
