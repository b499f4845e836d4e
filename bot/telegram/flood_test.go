package telegram

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/reply"
)

// newPacedBench is a bench in a time of its own, with a Telegram that keeps to its
// limits.
func newPacedBench(t *testing.T) (*bench, *clock.Manual) {
	t.Helper()
	c := clock.NewManual(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	b := newBench(t, func(cfg *Config) { cfg.Clock, cfg.Limits = c, nil })
	b.srv.KeepTime(c.Now)
	b.srv.EnforceLimits()
	return b, c
}

// passes lets time pass until something holds, at most so much, and says how much
// it was.
func (b *bench) passes(what string, c *clock.Manual, most time.Duration, holds func() bool) time.Duration {
	b.t.Helper()
	const step = 200 * time.Millisecond
	began := c.Now()
	for !clock.Await(4*time.Millisecond, time.Millisecond, holds) {
		if c.Now().Sub(began) > most {
			b.t.Fatalf("%s: not within %s", what, most)
		}
		c.Advance(step)
	}
	return c.Now().Sub(began)
}

func TestOneBusyChatIsNotFeltByAnother(t *testing.T) {
	b, c := newPacedBench(t)
	b.srv.Person(bola)
	b.run()
	const lines = 18
	for i := range lines {
		b.srv.Say(ada, ada, fmt.Sprintf("/line%d", i))
	}
	b.srv.Say(bola, bola, "/pray")
	b.await("the other's answer, while no time passes", func() bool { return len(b.srv.Messages(bola)) == 1 })
	b.await("everything is handled", func() bool { return b.srv.Unacknowledged() == 0 && len(b.core.Asked()) == lines+1 })
	if n := len(b.srv.Messages(ada)); n > 2 {
		t.Errorf("%d answers came at once", n)
	}
	b.passes("all answers", c, time.Minute, func() bool { return len(b.srv.Messages(ada)) == lines })
	for i, m := range b.srv.Messages(ada) {
		if want := fmt.Sprintf("You asked line%d", i); !strings.HasPrefix(m.Text, want) {
			t.Errorf("answer %d is %q", i, m.Text)
		}
	}
}

func TestManyLinesInAGroupKeepItsPace(t *testing.T) {
	b, c := newPacedBench(t)
	b.srv.Person(bola)
	b.run()
	const lines = 40
	for i := range lines {
		b.srv.Say(group, ada, fmt.Sprintf("/line%d", i))
	}
	b.srv.Say(bola, bola, "/pray")
	b.await("the other's answer, while no time passes", func() bool { return len(b.srv.Messages(bola)) == 1 })
	b.await("everything is handled", func() bool { return b.srv.Unacknowledged() == 0 && len(b.core.Asked()) == lines+1 })
	b.passes("as many as wait", c, 5*time.Minute, func() bool { return len(b.srv.Messages(group)) >= maxLane })
	if n := len(b.srv.Messages(group)); n > maxLane+1 {
		t.Errorf("%d of %d were answered, at most %d wait", n, lines, maxLane)
	}
}

func TestManyTapsInAGroupAreAllAnswered(t *testing.T) {
	b, c := newPacedBench(t)
	const taps = 30
	for i := range int64(taps) {
		b.srv.Person(100 + i)
	}
	b.core.Answer("menu", reply.Reply{Title: "Menu", Buttons: [][]reply.Button{{{Label: "Go", Do: "go"}, {Label: "In place", Do: "place"}, {Label: "Secret", Do: "secret"}}}})
	b.core.Answer("1 go", reply.Reply{Title: "Schedule", Visibility: reply.ForAsker})
	b.core.Answer("1 place", reply.Reply{Title: "Report", Visibility: reply.InPlace, Start: "c_NG", Buttons: [][]reply.Button{{{Label: "Go", Do: "go"}}}})
	b.core.Answer("1 secret", reply.Reply{Title: "Codes", Visibility: reply.Private, Aside: "Told.", AsideFailed: "Start me first."})
	b.run()
	b.srv.Say(group, ada, "/menu")
	m := b.awaitText(group, "Menu")
	for i := range int64(taps) {
		b.srv.PressOf(100+i, m, []string{"1 go", "1 place", "1 secret"}[i%3])
	}
	b.passes("all answers", c, time.Minute, func() bool { return len(b.core.Asked()) == taps+1 && b.srv.Unanswered() == 0 })
	if toasts := b.srv.Toasts(); len(toasts) != taps {
		t.Errorf("%d of %d presses were answered", len(toasts), taps)
	}
}

func TestWhoPressesTooFastIsTold(t *testing.T) {
	b, c := newPacedBench(t)
	b.core.Answer("menu", reply.Reply{Title: "Menu", Buttons: [][]reply.Button{{{Label: "Go", Do: "go"}}}})
	b.run()
	b.srv.Say(ada, ada, "/menu")
	m := b.awaitText(ada, "Menu")
	for range maxLane + 10 {
		b.srv.PressOf(ada, m, "1 go")
	}
	b.await("all presses are answered", func() bool { return len(b.core.Asked()) == maxLane+11 && b.srv.Unanswered() == 0 })
	told := 0
	for _, toast := range b.srv.Toasts() {
		if toast == "Too fast." {
			told++
		}
	}
	if told < 8 || told > 11 { // 10, or one more where the menu itself still holds its place
		t.Errorf("%d were told that it is too fast", told)
	}
	b.passes("the rest", c, 2*time.Minute, func() bool { return len(b.srv.Messages(ada)) == maxLane+11-told })
}

func TestAChatThatHasToWaitHoldsUpNoOther(t *testing.T) {
	b, c := newPacedBench(t)
	b.srv.Person(bola)
	b.srv.Fail("sendMessage", tooMany(group, 30))
	b.run()
	b.srv.Say(group, ada, "/first")
	b.await("the refusal", func() bool { return b.srv.Calls("sendMessage") == 1 })
	b.srv.Say(group, ada, "/second")
	b.srv.Say(bola, bola, "/pray")
	b.await("the other's answer, while no time passes", func() bool { return len(b.srv.Messages(bola)) == 1 })
	if n := b.srv.Calls("sendMessage"); n != 2 {
		t.Errorf("the chat that has to wait was written to again (%d requests)", n)
	}
	took := b.passes("both answers", c, time.Minute, func() bool { return len(b.srv.Messages(group)) == 2 })
	if took < 28*time.Second {
		t.Errorf("they came after %s", took)
	}
}

func TestASlowQuestionHoldsUpNobodysUpdates(t *testing.T) {
	b := newBench(t)
	b.srv.Person(bola)
	b.run()
	goOn := b.slowly("slow")
	b.srv.Say(ada, ada, "/slow")
	b.handling("slow")
	b.srv.Say(bola, bola, "/pray")
	b.awaitText(bola, "asked pray")
	if b.srv.Unacknowledged() == 0 {
		t.Error("an update is acknowledged that is not handled")
	}
	goOn()
	b.awaitText(ada, "asked slow")
	b.await("everything is acknowledged", func() bool { return b.srv.Unacknowledged() == 0 })
	if n := len(b.core.Asked()); n != 2 {
		t.Errorf("two updates were handled %d times", n)
	}
}

// tooMany makes a chat's next message be refused for a number of seconds.
func tooMany(chat int64, seconds int) telegramtest.Fault {
	return telegramtest.Fault{Chat: chat, Status: 429, RetryAfter: seconds}
}

// slowly makes a command take until goOn is called, at the latest at the end of the
// test.
func (b *bench) slowly(command string) (goOn func()) {
	slow := make(chan struct{})
	goOn = sync.OnceFunc(func() { close(slow) })
	b.t.Cleanup(goOn)
	b.core.Await(command, slow)
	return goOn
}

// handling waits until a command is being handled.
func (b *bench) handling(command string) {
	b.t.Helper()
	if !clock.Await(time.Minute, time.Millisecond, func() bool { return b.core.Last().Command == command }) {
		b.t.Fatalf("%s is not handled", command)
	}
}
