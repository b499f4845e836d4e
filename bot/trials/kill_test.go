package trials_test

import (
	"testing"
	"time"
)

// afterLease is a clock on which every lease of before has run out, Discord has
// forgotten every nonce, and what comes now says that it is late.
const afterLease = 10 * time.Minute

func TestAKilledBotLosesNothing(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ store, inDoubt string }{
		{"redis", "resend"}, {"redis", "drop"}, {"file", "resend"}, {"file", "drop"},
	} {
		t.Run(tt.store+" "+tt.inDoubt, func(t *testing.T) {
			t.Parallel()
			w := onFile(t)
			if tt.store == "redis" {
				w.redis = server(t).URL()
			}
			w.inDoubt, w.pace = tt.inDoubt, "4"
			outages := killAgainAndAgain(w)
			w.exactlyOnce("discord")
			if w.inDoubt == "drop" {
				w.neverTwice("telegram", outages...)
				w.recorded("telegram")
			} else {
				w.nearlyOnce("telegram", outages...)
				w.recorded("")
			}
		})
	}
}

// killAgainAndAgain kills bot after bot in the midst of deliveries, lets the
// last one end the work, and returns the outages.
func killAgainAndAgain(w *environment) (outages []outage) {
	w.Helper()
	w.telegram.Slow(40 * time.Millisecond)
	w.discord.Slow(40 * time.Millisecond)
	for range trial.kills {
		w.seed(trial.people / trial.kills)
		b := w.killed()
		outages = append(outages, b.outage())
	}
	w.finish()
	return outages
}

// killed is a bot that was killed in the midst of its deliveries to those who
// were seeded last. However late the kill comes, the bot is not idle by then:
// past a part of its messages the platforms hold the others on their way. What
// was held arrives after the death, or never.
func (w *environment) killed() *bot {
	w.Helper()
	fresh := trial.people / trial.kills
	onTelegram, onDiscord := 1+w.random.IntN(fresh/2), 1+w.random.IntN(fresh/2)
	w.telegram.Hold(onTelegram)
	w.discord.Hold(onDiscord)
	goal := 1 + w.random.IntN(onTelegram+onDiscord)
	b := w.start()
	w.await("more goes out", func() bool { return w.passed() >= goal })
	lasts(time.Duration(w.random.Int64N(int64(40 * time.Millisecond)))) // any moment of a request
	b.kill()
	if w.haveTheirs(w.people-fresh, w.people) {
		w.Error("the bot was idle when it was killed")
	}
	w.telegram.Release(w.random.IntN(2) == 0)
	w.discord.Release(w.random.IntN(2) == 0)
	w.awaitIdle(b)
	return b
}

// passed counts the messages that have come since the platforms hold some.
func (w *environment) passed() int {
	onTelegram, _ := w.telegram.Held()
	onDiscord, _ := w.discord.Held()
	return onTelegram + onDiscord
}

// finish lets a last bot bring whatever is left, and checks that it ends as it
// should. Its clock is past all leases, unless time is taken to wait for them.
func (w *environment) finish() {
	w.Helper()
	if trial.wait && w.redis != "" {
		w.finishAt(0)
		return
	}
	w.forget()
	w.finishAt(afterLease)
	for w.due(time.Now().Add(afterLease+time.Minute)) > 0 {
		w.finishAt(afterLease) // what had to wait, or was put back when the last bot stopped
	}
}

func (w *environment) finishAt(by time.Duration) {
	w.Helper()
	if w.redis != "" {
		b := w.start(clockMoved(by))
		w.settled()
		w.stop(b)
		return
	}
	// Only the bot itself can look into the embedded store: somebody whose turn
	// comes last shows that everybody's has come.
	w.seedAt(1, time.Now().Add(by))
	b := w.start(clockMoved(by))
	w.await("the last in the queue has something", func() bool {
		return len(w.telegram.Messages(int64(firstPerson+w.people-1)))*len(w.discord.Messages(channel(w.people-1).Key)) > 0
	})
	w.stop(b)
}

// stop ends a bot as an operator does, and checks that it goes well.
func (w *environment) stop(b *bot) {
	w.Helper()
	if code, took := b.stop(); code != 0 || took > stopWithin {
		w.Errorf("%s ended with %d after %s", b.name, code, took)
	}
}

// stopWithin is how long a bot that is told to stop may take.
const stopWithin = 20 * time.Second
