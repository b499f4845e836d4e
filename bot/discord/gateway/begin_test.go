package gateway_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/discord/gateway"
)

func TestWhatCannotPassEndsTheRunWithOneSentence(t *testing.T) {
	t.Parallel()
	for code, says := range map[int]string{4004: "token", 4010: "shard", 4011: "sharding", 4012: "version", 4013: "intent", 4014: "switch it on"} {
		b := newBench(t)
		b.srv.RefuseSessions(code)
		err := b.gw.Run(t.Context())
		var fatal *gateway.FatalError
		if !errors.As(err, &fatal) || fatal.Code != code || !strings.Contains(fatal.Reason, says) || strings.Contains(fatal.Reason, discordtest.Token) {
			t.Errorf("code %d: %v", code, err)
		}
		if errors.Is(err, gateway.ErrToken) != (code == 4004) {
			t.Errorf("code %d passes for a refused token, or that does not", code)
		}
	}
}

func TestASessionThatIsOpenCanEndForGood(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	done := make(chan error, 1)
	go func() { done <- b.gw.Run(context.Background()) }()
	b.await("a session", func() bool { return b.srv.Connected() == 1 })
	b.srv.Rotate("another")
	if err := <-done; !errors.Is(err, gateway.ErrToken) {
		t.Errorf("after the token was replaced: %v", err)
	}
}

func TestABotThatOutgrowsItsShardsBeginsWithMore(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	b := newBench(t, func(b *bench) {
		ask := b.cfg.Start
		b.cfg.Start = func(ctx context.Context) (gateway.Start, error) {
			if asked.Add(1) == 1 {
				b.srv.Shards(1)
			} else {
				defer b.srv.Shards(3)
			}
			return ask(ctx)
		}
	})
	b.begin()
	b.await("three sessions", func() bool { return b.srv.Connected() == 3 })
	b.soon("health", func() bool { return b.gw.Health() == nil })
}

func TestEachShardHasASessionAndItsTurn(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(b *bench) { b.cfg.Clock = clock.System{} })
	b.srv.Shards(4)
	b.srv.Concurrency(2)
	b.srv.EnforceLimits()
	b.begin()
	b.await("four sessions", func() bool { return b.srv.Connected() == 4 })
	if ids := b.srv.ShardsSeen(); !slices.Equal(ids, [][2]int{{0, 4}, {1, 4}, {2, 4}, {3, 4}}) {
		t.Errorf("the sessions are %v", ids)
	}
	b.soon("health", func() bool { return b.gw.Health() == nil })
	b.srv.DropGateway() // none waits for its turn, or all would take five seconds again
	began := time.Now()
	b.await("all are resumed", func() bool { _, resumed := b.srv.Sessions(); return resumed == 4 && b.srv.Connected() == 4 })
	t.Logf("four sessions were resumed after %s", time.Since(began).Round(time.Millisecond))
	b.blameless()
}

func TestTheLastSessionOfADayIsBegunOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Shards(8)
	b.srv.Concurrency(8)
	b.srv.AllowStarts(3, time.Hour)
	b.begin()
	b.await("three sessions", func() bool { return b.srv.Connected() == 3 })
	b.soon("the wait", func() bool { return slices.Contains(b.pauses.since(0), time.Hour) })
	if b.srv.TokenLost() {
		t.Error("so many sessions were begun that the token is lost")
	}
	if err := b.gw.Health(); err == nil || !strings.Contains(err.Error(), "no further session") {
		t.Errorf("its health is %v", err)
	}
	b.srv.AllowStarts(100, time.Hour)
	b.await("all sessions", func() bool { return b.srv.Connected() == 8 })
	if b.srv.TokenLost() {
		t.Error("so many sessions were begun that the token is lost")
	}
}

func TestASillyAnswerToHowSessionsBeginBreaksNothing(t *testing.T) {
	t.Parallel()
	silly := []gateway.Start{
		{}, {Shards: 1 << 40}, {Shards: -7}, {Concurrency: 1 << 40}, {Concurrency: -1}, {Limited: true, Remaining: -5, ResetAfter: -time.Hour},
		{Limited: true, ResetAfter: 1 << 62}, {URL: "x"}, {URL: "ws://127.0.0.1:1"}, {URL: "http://\x00"},
	}
	var turn atomic.Int32
	b := newBench(t, func(b *bench) {
		ask := b.cfg.Start
		b.cfg.Start = func(ctx context.Context) (gateway.Start, error) {
			right, err := ask(ctx)
			n := int(turn.Add(1)) - 1
			if n >= len(silly) {
				return right, err
			}
			s := silly[n]
			if s.URL == "" && n > 0 {
				s.URL = right.URL
			}
			return s, nil
		}
	})
	b.begin()
	b.soon("all answers", func() bool {
		b.srv.Invalidate()
		return int(turn.Load()) > len(silly)
	})
	b.await("a session", func() bool { return b.srv.Connected() == 1 })
	for _, d := range b.pauses.since(0) {
		if d > 24*time.Hour {
			t.Errorf("it paused for %s", d)
		}
	}
}

func TestWhoMayHaveNoSessionBeginsNone(t *testing.T) {
	t.Parallel()
	var open atomic.Bool
	b := newBench(t, func(b *bench) { b.cfg.Open = open.Load })
	b.begin()
	b.soon("a few looks", func() bool { return len(b.pauses.since(0)) > 5 })
	if begun, _ := b.srv.Sessions(); begun != 0 {
		t.Errorf("%d sessions were begun", begun)
	}
	open.Store(true)
	b.counts(1, 0)
}

func TestTheEndOfARunEndsTheSession(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run()
	b.stop()
	b.await("nobody is connected", func() bool { return b.srv.Connected() == 0 })
	if n := b.srv.Resumable(); n != 0 {
		t.Errorf("%d sessions are left", n)
	}
}

func TestAHandlerThatPanicsEndsNothing(t *testing.T) {
	t.Parallel()
	b := newBench(t, func(b *bench) {
		note := b.cfg.Handle
		b.cfg.Handle = func(e gateway.Event) {
			note(e)
			panic("the handler went wrong")
		}
		b.cfg.Opened = func() { panic("the opening went wrong") }
	})
	b.run()
	b.srv.Event("FIRST", `{"a":[1,null]}`)
	b.srv.Event("SECOND", ``)
	b.soon("both", func() bool { return len(b.names()) == 2 })
	if e := b.events[0]; e.Name != "FIRST" || string(e.Data) != `{"a":[1,null]}` {
		t.Errorf("it handed on %s %s", e.Name, e.Data)
	}
	if begun, resumed := b.srv.Sessions(); begun != 1 || resumed != 0 {
		t.Errorf("the session was begun %d times and resumed %d times", begun, resumed)
	}
}

// An answer may be on its way while a session begins that it does not count.
func TestAnAnswerThatIsLateBeginsNoSessionTooMany(t *testing.T) {
	t.Parallel()
	var asked atomic.Int32
	b := newBench(t, func(b *bench) {
		ask := b.cfg.Start
		b.cfg.Start = func(ctx context.Context) (gateway.Start, error) {
			start, err := ask(ctx)
			if asked.Add(1) == 3 { // after that of Run, and that of the shard that begins first
				b.soon("the other session", func() bool { return b.srv.Connected() == 1 })
			}
			return start, err
		}
	})
	b.srv.Shards(2)
	b.srv.Concurrency(2)
	b.srv.AllowStarts(1, time.Hour)
	b.begin()
	b.soon("the wait", func() bool { return slices.Contains(b.pauses.since(0), time.Hour) })
	if begun, _ := b.srv.Sessions(); begun != 1 || b.srv.TokenLost() {
		t.Errorf("%d sessions were begun where one was left, and the token is lost: %v", begun, b.srv.TokenLost())
	}
}
