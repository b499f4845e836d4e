package trials_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/telegram/telegramtest"
)

// politely is the beginning of what people are told where the store is silent.
const politely = "Something went wrong on my side"

// answerWithin is how long a person waits for an answer at most, as Discord
// does; slack is for a busy machine, which Discord does not grant.
const (
	answerWithin = 3 * time.Second
	slack        = time.Second / 2
)

// flat is how many megabytes a bot may have more after a trial than before.
const flat = 60

func TestAStoreThatDiesLosesNothingAndRepeatsNothing(t *testing.T) {
	t.Parallel()
	s := server(t)
	w := onRedis(t, s.URL())
	w.pace = "2"
	w.telegram.Slow(20 * time.Millisecond)
	w.discord.Slow(20 * time.Millisecond)
	w.seed(trial.people)
	b := w.start()
	w.await("the first goes out", func() bool { return w.accepted() > 0 })
	before := b.memory()
	for n := range trial.storeKills {
		goal := 2 * w.people * (n + 1) / (trial.storeKills + 2)
		w.await("more goes out", func() bool { return w.accepted() >= goal })
		s.Kill()
		lasts(time.Second + time.Duration(w.random.Int64N(int64(2*time.Second)))) // how long the store is away
		s.Restart()
	}
	w.settled()
	w.exactlyOnce("telegram")
	w.exactlyOnce("discord")
	if after := b.memory(); after > before+flat {
		t.Errorf("the bot grew from %d MB to %d MB", before, after)
	}
	w.stop(b)
}

func TestAFrozenStoreLosesNothingAndPeopleAreToldPolitely(t *testing.T) {
	t.Parallel()
	s := server(t)
	w := onRedis(t, s.URL())
	w.telegram.Slow(20 * time.Millisecond)
	w.discord.Slow(20 * time.Millisecond)
	w.seed(trial.people / 2)
	b := w.start()
	w.await("a session is open and a part has gone out", func() bool { return w.discord.Connected() > 0 && w.accepted() > w.people/2 })
	before := b.memory()
	s.Freeze()
	thaw := time.Now().Add(trial.storeIce)
	for time.Now().Add(answerWithin).Before(thaw) {
		w.askBoth(politely)
	}
	lasts(time.Until(thaw))
	s.Thaw()
	w.await("people are answered again", func() bool { return w.answersOnTelegram("/status", "Deliveries") })
	w.settled()
	w.exactlyOnce("telegram")
	w.exactlyOnce("discord")
	if after := b.memory(); after > before+flat {
		t.Errorf("the bot grew from %d MB to %d MB", before, after)
	}
	w.stop(b)
}

// askBoth asks for the status on both platforms, and checks that the answer
// comes in time and holds a text.
func (w *environment) askBoth(text string) {
	w.Helper()
	heard := len(w.telegram.Messages(ada))
	asked := time.Now()
	w.telegram.Say(ada, ada, "/status")
	i, err := w.discord.Command(owner, "110", "status", nil)
	if err != nil {
		w.Fatal(err)
	}
	w.within(answerWithin+slack, "both are answered", func() bool {
		return w.discord.Answer(i) != nil && len(w.telegram.Messages(ada)) > heard
	})
	w.Logf("both were answered within %s", time.Since(asked).Round(time.Millisecond))
	if said := w.discord.Answer(i); !strings.Contains(said.Title+said.Text, text) {
		w.Errorf("Discord: %q %q", said.Title, said.Text)
	}
	if said := w.telegram.Messages(ada); !strings.Contains(said[len(said)-1].Text, text) {
		w.Errorf("Telegram: %q", said[len(said)-1].Text)
	}
}

// answersOnTelegram asks something and tells whether an answer with a text came
// in time.
func (w *environment) answersOnTelegram(question, text string) bool {
	heard := len(w.telegram.Messages(ada))
	w.telegram.Say(ada, ada, question)
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin+slack)
	defer cancel()
	return w.telegram.Await(ctx, func() bool {
		return slices.ContainsFunc(w.telegram.Messages(ada)[heard:], func(m telegramtest.Message) bool { return strings.Contains(m.Text, text) })
	}) == nil
}
