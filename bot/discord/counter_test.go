package discord

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/commands/reply"
)

// A crowd changes a message seldom, and its last number is shown.
func TestAMessageCountsWhoPrays(t *testing.T) {
	now := clock.NewManual(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	b := newBench(t, func(c *Config) { c.Clock = now })
	b.run()
	m := point()
	m.Reply.Buttons = [][]reply.Button{{{Label: "I prayed", Do: "prayed kp-one"}, {Label: "Report", Do: "country =KP"}}, {{Label: "Read", Link: "https://example.org"}}}
	b.deliver(m)
	sent := b.srv.Messages(channel)[0]
	prayed := sent.Buttons[0][0].ID
	press := func(n int) {
		t.Helper()
		b.core.Answer(prayed, reply.Reply{Blocks: []reply.Block{{Text: fmt.Sprint("Thank you, ", n)}}, Visibility: reply.ForAsker, Counted: n})
		i, err := b.srv.PressOf(member, sent, prayed)
		if err != nil {
			t.Fatal(err)
		}
		if thanks := b.answer(i); thanks.Text != fmt.Sprint("Thank you, ", n) || thanks.Flags != ephemeral {
			t.Errorf("press %d is answered with %+v", n, thanks)
		}
	}
	labels := func() (all []string) {
		for _, row := range b.srv.Messages(channel)[0].Buttons {
			for _, button := range row {
				all = append(all, button.Label)
			}
		}
		return all
	}
	press(3)
	if got := labels(); !slices.Equal(got, []string{"I prayed · 3", "Report", "Read"}) {
		t.Errorf("after the first press it shows %q", got)
	}
	for n := 4; n <= 20; n++ {
		press(n)
	}
	if got := labels()[0]; got != "I prayed · 3" {
		t.Errorf("within two seconds it shows %q", got)
	}
	b.soon("somebody who waits", func() bool {
		select {
		case <-now.Asleep():
			return true
		default:
			return false
		}
	})
	now.Advance(countEvery)
	b.await("the last number", func() bool { return labels()[0] == "I prayed · 20" })
	if n := b.srv.Messages(channel)[0].Edited; n != 2 {
		t.Errorf("it was changed %d times", n)
	}
	now.Advance(countEvery)
	press(21)
	if got := labels()[0]; got != "I prayed · 21" {
		t.Errorf("later it shows %q", got)
	}
}

// breaks is a connection that panics at one request, once it is told to.
type breaks struct {
	next http.RoundTripper
	soon atomic.Bool
}

func (b *breaks) RoundTrip(req *http.Request) (*http.Response, error) {
	if strings.HasSuffix(req.URL.Path, "/callback") && b.soon.CompareAndSwap(true, false) {
		panic("a broken connection")
	}
	return b.next.RoundTrip(req)
}

// A press whose answer panics keeps no later number from being shown.
func TestAMessageCountsOnAfterAPanic(t *testing.T) {
	now := clock.NewManual(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	b := newBench(t, func(c *Config) { c.Clock = now })
	wire := &breaks{next: b.client.http.Transport}
	b.client.http.Transport = wire
	b.run()
	m := point()
	m.Reply.Buttons = [][]reply.Button{{{Label: "I prayed", Do: "prayed kp-one"}}}
	b.deliver(m)
	sent := b.srv.Messages(channel)[0]
	prayed := sent.Buttons[0][0].ID
	for n := range 3 {
		wire.soon.Store(n == 1)
		b.core.Answer(prayed, reply.Reply{Title: "Thank you", Visibility: reply.ForAsker, Counted: n + 1})
		i, err := b.srv.PressOf(member, sent, prayed)
		if err != nil {
			t.Fatal(err)
		}
		b.answer(i)
	}
	b.soon("somebody who waits", func() bool {
		select {
		case <-now.Asleep():
			return true
		default:
			return false
		}
	})
	now.Advance(countEvery)
	b.await("the last number", func() bool { return b.srv.Messages(channel)[0].Buttons[0][0].Label == "I prayed · 3" })
}

// What a message was recalled or corrected to keeps its own buttons, whatever number was
// due.
func TestNoLateNumberComesAfterAMessageWasChanged(t *testing.T) {
	for what, thread := range map[string]bool{"alone": false, "with a thread": true} {
		t.Run(what, func(t *testing.T) {
			now := clock.NewManual(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
			b := newBench(t, func(c *Config) { c.Clock = now })
			b.run()
			m := point()
			m.Thread, m.Reply.Buttons = thread, [][]reply.Button{{{Label: "I prayed", Do: "prayed kp-one"}}}
			ids := b.deliver(m)
			sent := b.srv.Messages(channel)[0]
			prayed := sent.Buttons[0][0].ID
			press := func(n int) {
				t.Helper()
				b.core.Answer(prayed, reply.Reply{Title: "Thank you", Visibility: reply.ForAsker, Counted: n})
				i, err := b.srv.PressOf(member, sent, prayed)
				if err != nil {
					t.Fatal(err)
				}
				b.answer(i)
			}
			press(1)
			press(2)
			b.soon("somebody who waits", func() bool {
				select {
				case <-now.Asleep():
					return true
				default:
					return false
				}
			})
			m.Reply = reply.Reply{Title: "Taken back"}
			if err := b.Edit(t.Context(), m, ids); err != nil {
				t.Fatal(err)
			}
			now.Advance(countEvery)
			b.receiver.answerer.drain()
			if got := b.srv.Messages(channel)[0]; got.Title != "Taken back" || len(got.Buttons) > 0 {
				t.Errorf("it is %+v", got)
			}
		})
	}
}

// While a message is being changed no number of it is shown; afterwards they are.
func TestANumberIsNotShownWhileItsMessageIsChanged(t *testing.T) {
	c := newCounter(clock.NewManual(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)))
	done := c.hold([]string{"7+", "5/6"})
	for message, want := range map[string]countTurn{"7": countOthers, "6": countOthers, "5": countNow} {
		if _, turn, _ := c.note(message, 1); turn != want {
			t.Errorf("the turn of %s is %d", message, turn)
		}
	}
	done()
	for _, message := range []string{"7", "6"} {
		if _, turn, _ := c.note(message, 2); turn != countNow {
			t.Errorf("the turn of %s is %d", message, turn)
		}
	}
}

// What is no message of the bot's own, or has no such button, is left as it is.
func TestOnlyTheButtonThatWasPressedCounts(t *testing.T) {
	rows := `[{"type":1,"components":[{"type":2,"style":1,"label":"I prayed · 7","custom_id":"a"},{"type":2,"label":"B","custom_id":"b"}]}]`
	for _, tt := range []struct{ rows, pressed, want string }{
		{rows, "a", "I prayed · 8"}, {rows, "c", ""}, {`[]`, "a", ""}, {`{}`, "a", ""}, {``, "a", ""},
		{`[{"type":1,"components":[null,7,{"custom_id":"a"}]}]`, "a", ""}, {`[null]`, "a", ""},
	} {
		shown, ok := withCount([]byte(tt.rows), tt.pressed, 8)
		if ok != (tt.want != "") {
			t.Errorf("%s: %t", tt.rows, ok)
		}
		if ok {
			if first := shown.Components[0]["components"].([]any)[0].(map[string]any)["label"]; first != tt.want {
				t.Errorf("%s: %v", tt.rows, first)
			}
		}
	}
}

func TestManyMessagesAreNotRememberedForEver(t *testing.T) {
	now := clock.NewManual(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	c := &counter{clock: now, shown: map[string]*count{}}
	for n := range 10 * maxCounts {
		c.note(fmt.Sprint(n), 3)
		now.Advance(time.Second)
	}
	if len(c.shown) > maxCounts {
		t.Errorf("%d are remembered", len(c.shown))
	}
}
