package trials_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/adapter/fake"
)

// What is spoilt on each platform: so many, by a seed that is always the same,
// with a neighbour who asks after every span.
const (
	mutations    = 2000
	mutationSeed = 14
	neighbours   = 100
)

// fixture reads what a platform really sends.
func fixture(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// spoilt is the JSON of a document with some of its parts spoilt.
func spoilt(t *testing.T, m *fake.Mutator, document any) string {
	t.Helper()
	data, err := json.Marshal(m.Mutate(document))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// unharmed fails where the bot has ended, or where something has panicked in it.
func (w *environment) unharmed(b *bot) {
	w.Helper()
	select {
	case <-b.ended:
		w.Fatalf("the process has ended:\n%s", last(b.said(), 4000))
	default:
	}
	if said := b.said(); strings.Contains(said, "panic") {
		_, after, _ := strings.Cut(said, "panic")
		w.Fatalf("something has panicked: %.3000s", after)
	}
}

func TestNoSpoiltEventEndsTheProcessOrHoldsUpAnother(t *testing.T) {
	t.Parallel()
	var events []struct {
		Name string
		Data any
	}
	fixture(t, "discord_events.json", &events)
	w := onFile(t)
	w.spoils = true
	b := w.start()
	w.within(reopened, "the first question is answered", w.answersOnDiscord)
	m := fake.NewMutator(mutationSeed)
	var longest time.Duration
	for n := range mutations {
		e := events[n%len(events)]
		i := w.discord.Interaction("110", owner)
		data := strings.NewReplacer("{{ID}}", i.ID, "{{TOKEN}}", i.Token).Replace(spoilt(t, m, e.Data))
		w.discord.Event(e.Name, data)
		if n%neighbours == neighbours-1 {
			longest = max(longest, w.within(reopened, "a neighbour is answered", w.answersOnDiscord))
			w.unharmed(b)
		}
	}
	begun, resumed := w.discord.Sessions()
	t.Logf("after %d spoilt events, %d sessions begun and %d resumed, the longest that a neighbour has waited was %s", mutations, begun, resumed, longest.Round(time.Millisecond))
	if o := w.discord.Offences(); len(o) > 0 {
		t.Errorf("the gateway has complained: %v", o)
	}
	w.stop(b)
}

func TestNoSpoiltUpdateEndsTheProcessOrHoldsUpAnother(t *testing.T) {
	t.Parallel()
	var updates []any
	fixture(t, "telegram_updates.json", &updates)
	w := onFile(t)
	b := w.start()
	asked := 0
	answered := func() bool {
		asked++
		person := int64(1000 + asked) // another one each time: nobody asks too often
		w.telegram.Person(person)
		w.telegram.Say(person, person, "/pray nigeria")
		ctx, cancel := context.WithTimeout(t.Context(), answerWithin)
		defer cancel()
		return w.telegram.Await(ctx, func() bool { return len(w.telegram.Messages(person)) > 0 }) == nil
	}
	w.within(reopened, "the first question is answered", answered)
	m := fake.NewMutator(mutationSeed)
	var longest time.Duration
	for n := range mutations {
		data := spoilt(t, m, updates[n%len(updates)])
		if !strings.HasPrefix(data, "{\"") {
			data = fmt.Sprintf(`{"message":%s}`, data)
		}
		w.telegram.RawText(`{"update_id":%d,` + strings.ReplaceAll(data[1:], "%d", "%"))
		if n%neighbours == neighbours-1 {
			longest = max(longest, w.within(reopened, "a neighbour is answered", answered))
			w.unharmed(b)
		}
	}
	w.await("all is acknowledged", func() bool { return w.telegram.Unacknowledged() == 0 })
	t.Logf("after %d spoilt updates, the longest of %d neighbours has waited %s", mutations, asked, longest.Round(time.Millisecond))
	w.unharmed(b)
	w.stop(b)
}
