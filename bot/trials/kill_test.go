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
	for _, tt := range []struct{ store, unsure string }{
		{"redis", "resend"}, {"redis", "drop"}, {"file", "resend"}, {"file", "drop"},
	} {
		t.Run(tt.store+" "+tt.unsure, func(t *testing.T) {
			t.Parallel()
			w := onFile(t)
			if tt.store == "redis" {
				w.redis = server(t).URL()
			}
			w.unsure, w.pace = tt.unsure, "4"
			kills := killAgainAndAgain(w)
			w.exactlyOnce("discord")
			if w.unsure == "drop" {
				w.neverTwice("telegram", kills)
			} else {
				w.nearlyOnce("telegram", kills)
			}
		})
	}
}

// killAgainAndAgain kills bot after bot in the midst of deliveries, lets the
// last one end the work, and returns when each was killed.
func killAgainAndAgain(w *town) (kills []time.Time) {
	w.Helper()
	w.phone.Slow(40 * time.Millisecond)
	w.hall.Slow(40 * time.Millisecond)
	w.seed(trial.people)
	for range trial.kills {
		b := w.start()
		goal := w.accepted() + 1 + w.random.IntN(2*w.people/trial.kills)
		w.await("more goes out", func() bool { return w.accepted() >= goal || w.everybody() })
		time.Sleep(time.Duration(w.random.Int64N(int64(40 * time.Millisecond)))) // any moment of a request
		b.kill()
		kills = append(kills, b.killed)
	}
	w.finish()
	return kills
}

// finish lets a last bot bring whatever is left, and checks that it ends as it
// should. Its clock is past all leases, unless time is taken to wait for them.
func (w *town) finish() {
	w.Helper()
	if trial.wait && w.redis != "" {
		w.finishAt(0)
		return
	}
	w.hall.Forget()
	w.finishAt(afterLease)
}

func (w *town) finishAt(by time.Duration) {
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
		return len(w.phone.Messages(int64(firstPerson+w.people-1)))*len(w.hall.Messages(channel(w.people-1).Key)) > 0
	})
	w.stop(b)
}

// stop ends a bot as an operator does, and checks that it goes well.
func (w *town) stop(b *bot) {
	w.Helper()
	if code, took := b.stop(); code != 0 || took > stopWithin {
		w.Errorf("%s ended with %d after %s", b.name, code, took)
	}
}

// stopWithin is how long a bot that is told to stop may take.
const stopWithin = 20 * time.Second
