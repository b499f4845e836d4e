package discord

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/discord/discordtest"
)

// ask makes a crowd use a command at once.
func (b *bench) ask(crowd int) []*discordtest.Interaction {
	b.t.Helper()
	all := make([]*discordtest.Interaction, crowd)
	for n := range all {
		i, err := b.srv.Command(member, channel, "pray", map[string]string{"country": fmt.Sprint(n)})
		if err != nil {
			b.t.Fatal(err)
		}
		all[n] = i
	}
	return all
}

func TestWhoeverIsOnTheWayHoldsNoWorker(t *testing.T) {
	b := newBench(t)
	b.run()
	release := b.srv.HoldAnswers()
	b.ask(400)
	b.await("all are on their way", func() bool { return b.srv.Holding() == 400 })
	release()
}

// crowds is how many crowds are tried: a machine that others use may be late for
// one, but a bot that lets people wait in line is late for each.
const crowds = 5

func TestACrowdIsAnsweredInTime(t *testing.T) {
	b := newBench(t)
	b.srv.SlowAnswers(75 * time.Millisecond) // and back
	b.run()
	fastest := time.Hour
	for range crowds {
		began := time.Now()
		for _, i := range b.ask(400) {
			b.answer(i)
		}
		if fastest = min(fastest, time.Since(began)); fastest < answerWithin {
			return
		}
	}
	t.Errorf("400 were answered within %s at best, and Discord waits %s", fastest, answerWithin)
}

func TestWhatComesTooLateIsDropped(t *testing.T) {
	b := newBench(t)
	b.run()
	b.command(member, channel, "pray", nil)
	b.srv.Late(b.receiver.answerer.within + time.Second)
	late := b.ask(1)[0]
	b.soon("it is said", func() bool { return strings.Contains(b.log.String(), "too late") })
	b.srv.Late(0)
	b.command(member, channel, "pray", nil)
	if b.srv.Answer(late) != nil || b.srv.Calls("/"+late.ID+"/"+late.Token+"/callback") != 0 || len(b.core.Asked()) != 2 {
		t.Error("it was dealt with")
	}
}

func TestTheMachinesClockMayBeWrong(t *testing.T) {
	for _, wrong := range []time.Duration{-time.Hour, -5 * time.Second, 0, 5 * time.Second, time.Hour} {
		b := newBench(t)
		b.waits(time.Minute)
		b.client.wire = clock.System{Offset: wrong}
		b.run()
		b.command(member, channel, "pray", nil)
	}
}

func TestTheTimeOfANumber(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		id   string
		want time.Time
		ok   bool
	}{
		{"175928847299117063", time.Date(2016, 4, 30, 11, 18, 25, 796_000_000, time.UTC), false},
		{fmt.Sprint((now.UnixMilli()-discordEpoch)<<22 | 12345), now, true},
		{"1001", time.Time{}, false},
		{"99999999999999999999", time.Time{}, false},
		{"", time.Time{}, false},
	} {
		at, ok := madeAt(tt.id)
		if ok != tt.ok || !tt.want.IsZero() && !at.Equal(tt.want) {
			t.Errorf("%s: %s, %v", tt.id, at.UTC(), ok)
		}
	}
}

func TestAClockIsCorrectedOnlyWhereItIsWrong(t *testing.T) {
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct{ ahead, most time.Duration }{
		{0, 0}, {time.Second, 0}, {-time.Second, 0}, {10 * time.Second, time.Second}, {-10 * time.Second, time.Second},
	} {
		var o offset
		o.note(&http.Response{Header: http.Header{"Date": {now.Add(-tt.ahead).Format(http.TimeFormat)}}}, now)
		want := tt.ahead
		if tt.most == 0 {
			want = 0
		}
		if off := (o.by() - want).Abs(); off > tt.most {
			t.Errorf("%s ahead is taken for %s", tt.ahead, o.by())
		}
		o.note(&http.Response{Header: http.Header{"Date": {"yesterday"}}}, now)
		if (o.by() - want).Abs() > tt.most {
			t.Error("a time that cannot be read is taken")
		}
	}
}

// A counted clock stands still and tells how long somebody was to wait.
type counted struct {
	clock.System
	now  time.Time
	wait time.Duration
}

func (c *counted) Now() time.Time { return c.now }

func (c *counted) Sleep(ctx context.Context, d time.Duration) error {
	c.wait += max(0, d)
	return ctx.Err()
}

func TestAnswersTakeNothingFromThePace(t *testing.T) {
	b := newBench(t)
	still := &counted{now: time.Now()}
	p, err := New(Config{Token: discordtest.Token, URL: b.srv.URL(), Core: b.core, Clock: still, Log: b.client.log})
	if err != nil {
		t.Fatal(err)
	}
	b.client.pacer = p.client.pacer
	b.run()
	for _, i := range b.ask(200) {
		b.answer(i)
	}
	if p.client.pacer.Answer(t.Context()); still.wait != 0 {
		t.Errorf("after 200 answers the next message waits %s", still.wait)
	}
}
