package trials_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// The points at which a bot kills itself while it delivers: bot/testhooks names
// them.
var points = []string{"leased", "attempted", "accepted", "settled"}

// crashAt makes a bot kill itself at the n-th pass of a point.
func crashAt(point string, n int) string { return fmt.Sprintf("PRAYERBOT_TRIAL_CRASH=%s:%d", point, n) }

// stores are those on which a crash is tried. On Redis the next bot has to wait
// for the lock of the one that crashed, so the short form leaves that out.
func stores() []string {
	if trial.all {
		return []string{"redis", "file"}
	}
	return []string{"file"}
}

// onStore makes an environment on one of the stores.
func onStore(t *testing.T, name string) *environment {
	t.Helper()
	w := onFile(t)
	if name == "redis" {
		w.redis = server(t).URL()
	}
	return w
}

func TestACrashBetweenAnyTwoStepsLosesNothing(t *testing.T) {
	t.Parallel()
	for _, where := range stores() {
		for _, inDoubt := range []string{"resend", "drop"} {
			for _, point := range points {
				t.Run(where+" "+inDoubt+" "+point, func(t *testing.T) {
					t.Parallel()
					w := onStore(t, where)
					w.inDoubt = inDoubt
					w.seed(15)
					b := w.start(crashAt(point, 1+w.random.IntN(4)))
					if code := b.awaitEnd(); code != -1 {
						t.Fatalf("the bot ended with %d instead of crashing", code)
					}
					w.finish()
					w.exactlyOnce("discord")
					if inDoubt == "drop" {
						w.neverTwice("telegram", b.outage())
					} else {
						w.nearlyOnce("telegram", b.outage())
					}
				})
			}
		}
	}
}

func TestACrashWhileAnAnnouncementIsSpreadLosesNothing(t *testing.T) {
	t.Parallel()
	for _, where := range stores() {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			w := onStore(t, where)
			const text = "We meet at the church on Friday."
			w.seedAt(30, time.Now().Add(2*time.Hour)) // so that nothing else is due
			w.announce(text)
			if code := w.start(crashAt("fanout", 1)).awaitEnd(); code != -1 {
				t.Fatalf("the bot ended with %d instead of crashing", code)
			}
			w.forget()
			b := w.start(clockMoved(afterLease))
			w.await("everybody has the announcement", func() bool { return w.ledger().heard(text) >= 60 })
			w.stop(b)
			l := w.ledger()
			for _, id := range l.expected[:60] {
				if n := saying(l.by[id], text); n != 1 {
					t.Errorf("%v got the announcement %d times", id, n)
				}
			}
		})
	}
}

// heard counts the chats that have a text.
func (l ledger) heard(text string) (n int) {
	for _, all := range l.by {
		if saying(all, text) > 0 {
			n++
		}
	}
	return n
}

// saying counts the messages that hold a text.
func saying(all []sending, text string) (n int) {
	for _, s := range all {
		if strings.Contains(s.text, text) {
			n++
		}
	}
	return n
}

// announce confirms an announcement to everyone.
func (w *environment) announce(text string) {
	w.Helper()
	w.aside(func(ctx context.Context, kept store.Store) {
		now := time.Now()
		a := record.Announcement{
			ID: "abcdefgh", From: person(0), To: record.Audience{Kind: record.ToEveryone}, Person: person(0).String(), Text: text,
			State: record.StateDraft, Created: now,
		}
		if err := kept.SaveDraft(ctx, a); err != nil {
			w.Fatal(err)
		}
		if _, _, err := kept.Confirm(ctx, a.ID, a.Edition, w.people, now); err != nil {
			w.Fatal(err)
		}
	})
}

func TestACrashAfterAnUpdateWasHandledHandlesItAgainWithoutHarm(t *testing.T) {
	t.Parallel()
	for _, where := range stores() {
		t.Run(where, func(t *testing.T) {
			t.Parallel()
			w := onStore(t, where)
			b := w.start(crashAt("handled", 1))
			w.telegram.Say(ada, ada, "/subscribe 07:00 Lagos")
			if code := b.awaitEnd(); code != -1 {
				t.Fatalf("the bot ended with %d instead of crashing", code)
			}
			if w.telegram.Unacknowledged() == 0 {
				t.Error("the update was acknowledged before it was settled")
			}
			b = w.start()
			w.await("the update is acknowledged", func() bool { return w.telegram.Unacknowledged() == 0 })
			w.stop(b)
			w.aside(func(ctx context.Context, kept store.Store) {
				chat, err := kept.Chat(ctx, record.ChatID{Platform: "telegram", Key: fmt.Sprint(ada)})
				if n := len(chat.Subscriptions); err != nil || n != 1 {
					t.Errorf("there are %d subscriptions (%v)", n, err)
				}
			})
		})
	}
}
