package trials_test

import (
	"testing"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/telegram/telegramtest"
)

// TestWhatIsInDoubtAfterACrash lets a bot crash whose requests arrive after its
// death, and Discord forget all nonces. What the next one asks is refused for
// a while in one way or another.
func TestWhatIsInDoubtAfterACrash(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		what   string
		people int
		refuse func(*environment)
	}{
		{"each channel has to wait when it is read", 24, func(w *environment) {
			for i := range w.people {
				w.discord.Fail(discordtest.Fault{Path: "/channels/" + channel(i).Key + "/messages", Method: "GET", Status: 429, RetryAfter: 2})
				w.telegram.Fail("sendMessage", telegramtest.Fault{Chat: int64(firstPerson + i), Status: 429, RetryAfter: 1})
			}
		}},
		{"the channels cannot be read for a moment", 24, func(w *environment) {
			for i := range w.people {
				w.discord.Fail(discordtest.Fault{Path: "/channels/" + channel(i).Key + "/messages", Method: "GET", Status: 502, Body: page})
			}
		}},
		{"the platforms hold the bot to their limits", 100, func(w *environment) {
			w.discord.EnforceLimits()
			w.telegram.EnforceLimits()
		}},
	} {
		for _, where := range stores() {
			for _, inDoubt := range []string{"resend", "drop"} {
				t.Run(tt.what+", "+where+" "+inDoubt, func(t *testing.T) {
					t.Parallel()
					w := onStore(t, where)
					w.inDoubt = inDoubt
					w.seed(tt.people)
					b := w.killedAtTheDoor()
					tt.refuse(w)
					w.finish()
					w.exactlyOnce("discord")
					if inDoubt == "drop" {
						w.neverTwice("telegram", b.outage())
						w.recorded("telegram")
					} else {
						w.nearlyOnce("telegram", b.outage())
						w.recorded("")
					}
				})
			}
		}
	}
}

// killedAtTheDoor is a bot that was killed when most of its messages were on their
// way, which arrive after its death. It is quick, so that no request is given up
// before that.
func (w *environment) killedAtTheDoor() *bot {
	w.Helper()
	w.telegram.Hold(0)
	w.discord.Hold(0)
	pace := w.pace
	w.pace = "4"
	b := w.start()
	w.pace = pace
	w.await("most messages are on their way", func() bool {
		_, onTelegram := w.telegram.Held()
		_, onDiscord := w.discord.Held()
		return min(onTelegram, onDiscord) > w.people*2/3
	})
	b.kill()
	w.telegram.Release(false)
	w.discord.Release(false)
	w.awaitIdle(b)
	return b
}
