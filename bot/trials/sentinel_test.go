package trials_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"prayerbot/bot/store"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
)

// watched is an environment whose store is watched by sentinels.
type watched struct{ *environment }

// What is promised with Sentinel and one replica: what a person was told to be
// done is there after the replica has taken over, because the store waits for
// the replica (WAIT) before the person is told.

func TestWhatWasConfirmedSurvivesAFailover(t *testing.T) {
	t.Parallel()
	w, g := guarded(t)
	b := w.start()
	w.awaitAnswer("/subscribe 07:00 Lagos", "07:00")
	g.Master.Kill()
	g.AwaitFailover()
	w.subscribed()
	w.await("the bot goes on with the new master", func() bool { return w.answersOnTelegram("/status", "07:00") })
	w.stop(b)
}

func TestWhatNoReplicaHasIsNotConfirmed(t *testing.T) {
	t.Parallel()
	w, g := guarded(t)
	b := w.start()
	w.awaitAnswer("/status", "Deliveries")
	g.Replica.Freeze()
	heard := len(w.telegram.Messages(ada))
	w.telegram.Say(ada, ada, "/subscribe 07:00 Lagos")
	w.await("there is an answer", func() bool { return len(w.telegram.Messages(ada)) > heard })
	said := w.telegram.Messages(ada)[heard].Text
	g.Master.Kill()
	g.Replica.Thaw()
	g.AwaitFailover()
	if strings.Contains(said, "You will receive") {
		w.subscribed()
	} else if !strings.Contains(said, politely) {
		t.Errorf("the answer was %q", said)
	}
	w.stop(b)
}

func TestAFailoverInTheMidstOfDeliveriesLosesNothingAndRepeatsNothing(t *testing.T) {
	t.Parallel()
	w, g := guarded(t)
	w.pace = "2"
	w.seed(trial.people)
	b := w.start()
	w.await("a part has gone out", func() bool { return w.accepted() > w.people/2 })
	g.Master.Kill()
	g.AwaitFailover()
	w.settled()
	w.exactlyOnce("telegram")
	w.exactlyOnce("discord")
	w.stop(b)
}

// guarded makes an environment on a master with a replica and a sentinel.
func guarded(t *testing.T) (watched, *redistest.Guarded) {
	t.Helper()
	g := redistest.StartGuarded(t, "--appendfsync", "always")
	return watched{onRedis(t, g.URL())}, g
}

// awaitAnswer says something on Telegram and waits for an answer with a text.
func (w watched) awaitAnswer(question, text string) {
	w.Helper()
	heard := len(w.telegram.Messages(ada))
	w.telegram.Say(ada, ada, question)
	w.await("the answer holds "+text, func() bool {
		all := w.telegram.Messages(ada)
		return len(all) > heard && strings.Contains(all[len(all)-1].Text, text)
	})
}

// subscribed checks that Ada's subscription is stored.
func (w watched) subscribed() {
	w.Helper()
	w.aside(func(ctx context.Context, kept store.Store) {
		var chat record.Chat
		err := w.insist(func() (err error) {
			chat, err = kept.Chat(ctx, record.ChatID{Platform: "telegram", Key: fmt.Sprint(ada)})
			return err
		})
		if n := len(chat.Subscriptions); err != nil || n != 1 {
			w.Errorf("what was confirmed is lost: there are %d subscriptions (%v)", n, err)
		}
	})
}
