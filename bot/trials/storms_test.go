package trials_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/record"
)

// stormy is an environment whose platforms refuse for a while.
type stormy struct{ *environment }

// A storm is a platform that asks everybody to wait.
type storm struct {
	what       string
	telegram   telegramtest.Fault
	discord    discordtest.Fault
	onTelegram time.Duration // how long Telegram asks for
	onDiscord  time.Duration
}

// pages tells whether it is a page that comes instead of answers: such a storm
// is told once.
func (s storm) pages() bool { return s.telegram.Body+s.discord.Body != "" }

// steadily is the longest pause between two deliveries where nobody asks for
// one: a busy machine or disk makes one, but whoever is held up by the other
// platform pauses for the 4 s that it was asked for. On its way a delivery has to
// wait for the processor a few times more, each as long as the trial itself had to.
const (
	steadily = 3500 * time.Millisecond
	turns    = 4
)

func TestAPlatformThatAsksEverybodyToWaitIsObeyedAndHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	for _, tt := range []storm{
		{"Discord, globally", telegramtest.Fault{}, discordtest.Fault{Status: 429, RetryAfter: 4, Global: true}, 0, 4 * time.Second},
		{"Telegram", telegramtest.Fault{Status: 429, RetryAfter: 4}, discordtest.Fault{}, 4 * time.Second, 0},
		{"Discord, with a page", telegramtest.Fault{}, discordtest.Fault{Status: 429, Body: page}, 0, 4 * time.Second},
		{"Telegram, with a page", telegramtest.Fault{Status: 429, Body: page}, discordtest.Fault{}, 4 * time.Second, 0},
		{"Discord, with a page that forbids", telegramtest.Fault{}, discordtest.Fault{Status: 403, Body: page}, 0, 4 * time.Second},
		{"Telegram, with a page that forbids", telegramtest.Fault{Status: 403, Body: page}, discordtest.Fault{}, 4 * time.Second, 0},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			w := stormy{onFile(t)}
			w.seed(150)
			b := w.start()
			accepted := w.discord.Accepted
			if tt.onTelegram > 0 {
				accepted = w.telegram.Accepted
			}
			w.await("deliveries go out where the storm comes", func() bool { return accepted() > 20 })
			for range 4 {
				if tt.onTelegram > 0 {
					w.telegram.Fail("sendMessage", tt.telegram)
				} else {
					tt.discord.Path = "/messages"
					w.discord.Fail(tt.discord)
				}
			}
			w.await("everybody has theirs", w.everybody)
			w.stop(b)
			w.exactlyOnce("")
			w.pausedFor("telegram", tt.onTelegram)
			w.pausedFor("discord", tt.onDiscord)
			if told := strings.Count(b.said(), "turns the bot away"); tt.pages() != (told == 1) || told > 1 {
				t.Errorf("it is told %d times:\n%s", told, b.said())
			}
		})
	}
}

// pausedFor checks the longest pause between two messages of a platform.
func (w stormy) pausedFor(platform string, asked time.Duration) {
	w.Helper()
	var times []time.Time
	if platform == "telegram" {
		for _, m := range w.telegram.Ledger() {
			times = append(times, m.At)
		}
	} else {
		for _, m := range w.discord.Ledger() {
			times = append(times, m.At)
		}
	}
	longest := time.Duration(0)
	for i := 1; i < len(times); i++ {
		longest = max(longest, times[i].Sub(times[i-1]))
	}
	waited := time.Duration(w.waited.Load())
	w.Logf("%s: the longest pause was %s, the longest wait for the processor %s", platform, longest.Round(10*time.Millisecond), waited.Round(time.Millisecond))
	most := 3*asked + steadily + turns*waited
	// What was on its way when the platform asked to wait arrives as late as the
	// processor lets it, and cuts the pause by that.
	least := asked - time.Second/2 - turns*waited
	if longest > most || longest < least {
		w.Errorf("%s paused for %s, and was asked for %s", platform, longest, asked)
	}
}

func TestAGroupThatHasToWaitHoldsUpNobodyElse(t *testing.T) {
	t.Parallel()
	const group, asked = int64(-1005001), 30 * time.Second
	w := stormy{onFile(t)}
	w.telegram.Group(group, ada)
	id := record.ChatID{Platform: "telegram", Key: fmt.Sprint(group)}
	w.save(daily(id, id.Key, time.Now().Add(-time.Minute))) // so that it is the first
	w.seed(150)
	w.telegram.Fail("sendMessage", telegramtest.Fault{Chat: group, Status: 429, RetryAfter: int(asked / time.Second)})
	b := w.start()
	w.await("the first goes out", func() bool { return w.telegram.Accepted() > 0 })
	began := time.Now()
	w.await("the group has its point", func() bool { return len(w.telegram.Messages(group)) > 0 })
	if early := time.Since(began); early < asked-time.Second {
		t.Errorf("the group got it after %s, and was asked to wait %s", early, asked)
	}
	w.await("everybody has theirs", w.everybody)
	w.stop(b)
	sent := w.telegram.Ledger()
	if last := sent[len(sent)-1]; last.Chat != group {
		t.Errorf("others waited with the group: the last one was %d", last.Chat)
	}
	w.exactlyOnce("")
}

func TestAPauseIsKeptByTheOneWhoTakesOver(t *testing.T) {
	t.Parallel()
	const asked = 25 * time.Second
	w := stormy{onRedis(t, server(t).URL())}
	w.seed(40)
	w.telegram.Fail("sendMessage", telegramtest.Fault{Status: 429, RetryAfter: int(asked / time.Second), Lasting: true})
	first := w.startAs("a")
	w.await("Telegram has asked to wait", func() bool { return w.telegram.Calls("sendMessage") > 0 })
	since := time.Now()
	w.aside(func(ctx context.Context, kept store.Store) {
		w.await("the first one has told the store", func() bool {
			until, err := kept.Paused(ctx, "telegram")
			return err == nil && until.After(since)
		})
	})
	first.kill()
	w.telegram.ClearFaults("sendMessage")
	second := w.startAs("b")
	w.await("everybody has theirs", w.everybody)
	if early := w.telegram.Ledger()[0].At.Sub(since); early < asked-time.Second {
		t.Errorf("the second sent %s after Telegram had asked for %s", early, asked)
	}
	w.stop(second)
	w.exactlyOnce("")
}
