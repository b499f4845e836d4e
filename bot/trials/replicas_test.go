package trials_test

import (
	"testing"
	"time"
)

// replicated is an environment with several replicas of the bot.
type replicated struct{ *environment }

// takeover is how long it may take until a standby goes on.
const takeover = 15 * time.Second

// What the platforms allow within any second (https://core.telegram.org/bots/faq,
// https://discord.com/developers/docs/topics/rate-limits).
const (
	telegramMost = 30
	discordMost  = 50
)

// TestReplicas runs apart from all else, because it looks at single seconds.
func TestReplicas(t *testing.T) {
	t.Run("of two bots, one takes over when the other is killed", oneTakesOver)
	t.Run("a bot that wakes sends nothing that another has taken", oneWakes)
}

func oneTakesOver(t *testing.T) {
	t.Parallel()
	w := replicated{onRedis(t, server(t).URL())}
	w.telegram.Slow(20 * time.Millisecond)
	w.discord.Slow(20 * time.Millisecond)
	w.seed(trial.crowd)
	first := w.startFirst()
	second := w.startAs("b")
	w.await("a part has gone out", func() bool { return w.telegram.Accepted() > trial.crowd/6 })
	first.kill()
	w.taken(first.killed)
	w.settled()
	w.exactlyOnce("discord")
	w.nearlyOnce("telegram", first.outage())
	w.paced()
	if n := w.conflicts("a", "b"); n != 0 {
		t.Errorf("two polled at the same time, %d times", n)
	}
	w.stop(second)
}

func oneWakes(t *testing.T) {
	t.Parallel()
	w := replicated{onRedis(t, server(t).URL())}
	w.telegram.Slow(20 * time.Millisecond)
	w.discord.Slow(20 * time.Millisecond)
	w.seed(trial.crowd)
	first := w.startFirst()
	others := []*bot{w.startAs("b"), w.startAs("c")}
	w.await("a part has gone out", func() bool { return w.telegram.Accepted() > trial.crowd/6 })
	first.freeze()
	frozen := time.Now()
	w.taken(frozen)
	lasts(time.Until(frozen.Add(trial.botIce)))
	first.thaw()
	woken := time.Now()
	w.settled()
	w.exactlyOnce("discord")
	w.nearlyOnce("telegram", outage{first.listener, frozen})
	w.paced()
	if sent := w.ledger().through("a", woken); len(sent) > 0 {
		t.Errorf("the one who woke sent %d messages, the first to %v %s later", len(sent), sent[0].chat, sent[0].at.Sub(woken))
	}
	if n := w.conflicts("b", "c"); n != 0 {
		t.Errorf("the one who woke disturbed the poller %d times", n)
	}
	if _, polled, _ := w.telegram.Polls("a"); polled.After(woken) {
		t.Errorf("the one who woke polled %s later", polled.Sub(woken))
	}
	w.await("one session on Discord is left", func() bool { return w.discord.Connected() == 1 })
	for _, b := range append(others, first) {
		w.stop(b)
	}
}

// startFirst starts a bot through the listener a, and returns when it serves both
// platforms.
func (w replicated) startFirst() *bot {
	w.Helper()
	b := w.startAs("a")
	w.await("the first bot serves both platforms", func() bool { return w.serves(time.Time{}, "a") })
	return b
}

// taken checks that others serve both platforms soon after the first was gone.
func (w replicated) taken(gone time.Time) {
	w.Helper()
	most := time.Until(gone.Add(takeover))
	took := w.within(most, "others take over on both platforms", func() bool { return w.serves(gone, "b", "c") })
	w.Logf("others had taken over after %s", (takeover - most + took).Round(10*time.Millisecond))
}

// serves tells whether somebody behind the listeners has polled and has sent on
// both platforms after a time.
func (w replicated) serves(after time.Time, listeners ...string) bool {
	onTelegram, onDiscord, polls := false, false, false
	l := w.ledger()
	for _, listener := range listeners {
		for _, s := range l.through(listener, after) {
			onTelegram, onDiscord = onTelegram || s.chat.Platform == "telegram", onDiscord || s.chat.Platform == "discord"
		}
		_, polled, _ := w.telegram.Polls(listener)
		polls = polls || polled.After(after)
	}
	return onTelegram && onDiscord && polls
}

// conflicts counts how often those behind the listeners were told that another
// polls too.
func (w replicated) conflicts(listeners ...string) (n int) {
	for _, listener := range listeners {
		_, _, told := w.telegram.Polls(listener)
		n += told
	}
	return n
}

// jitter is how long a machine may hold a request up on its way, besides the longest
// time that the trial itself has waited for the processor: what came within a second
// less that was sent within a second.
const jitter = 100 * time.Millisecond

// paced checks that in no second more was sent than the platforms allow.
func (w replicated) paced() {
	w.Helper()
	waited := time.Duration(w.waited.Load())
	w.Logf("the busiest second saw %d messages on Telegram and %d on Discord, the longest wait for the processor was %s",
		w.telegram.Busiest(time.Second), w.discord.Busiest(time.Second), waited.Round(time.Millisecond))
	sure := time.Second - jitter - min(waited, time.Second/2)
	if n := w.telegram.Busiest(sure); n > telegramMost {
		w.Errorf("Telegram got %d within a second, and allows %d", n, telegramMost)
	}
	if n := w.discord.Busiest(sure); n > discordMost {
		w.Errorf("Discord got %d within a second, and allows %d", n, discordMost)
	}
}
