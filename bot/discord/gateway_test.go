package discord

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

func TestTheHeartBeatsAsHelloAsks(t *testing.T) {
	b := newBench(t)
	b.srv.Heartbeat(20 * time.Millisecond)
	b.run()
	b.await("five beats", func() bool { return b.srv.Beats() >= 5 })
	if begun, resumed := b.srv.Sessions(); begun != 1 || resumed != 0 {
		t.Errorf("a session that is acknowledged was begun %d times and resumed %d times", begun, resumed)
	}
}

func TestAHeartbeatThatIsAskedForComesAtOnce(t *testing.T) {
	b := newBench(t)
	b.srv.Heartbeat(time.Hour)
	b.run()
	before := b.srv.Beats()
	b.srv.AskForHeartbeat()
	b.await("a beat", func() bool { return b.srv.Beats() > before })
}

func TestASessionWhoseHeartIsNotHeardIsResumed(t *testing.T) {
	b := newBench(t)
	b.srv.Heartbeat(50 * time.Millisecond)
	b.srv.IgnoreHeartbeats()
	b.run()
	b.await("a resume", func() bool { _, resumed := b.srv.Sessions(); return resumed >= 1 })
	if begun, _ := b.srv.Sessions(); begun != 1 {
		t.Errorf("it was begun anew %d times", begun)
	}
}

func TestTheGatewayComesBackWhateverItIsTold(t *testing.T) {
	for _, tt := range []struct {
		what    string
		happen  func(b *bench)
		resumes bool
	}{
		{"the wire is cut", func(b *bench) { b.srv.DropGateway() }, true},
		{"it is asked to come again", func(b *bench) { b.srv.AskToReconnect() }, true},
		{"its session is over", func(b *bench) { b.srv.Invalidate() }, false},
		{"its session is over, it may resume", func(b *bench) { b.srv.Payload(`{"op":9,"d":true}`) }, true},
		{"the resume is answered with a wish to come again", func(b *bench) { b.srv.AnswerResume(7); b.srv.DropGateway() }, true},
		{"the resume is answered with the end of the session", func(b *bench) { b.srv.AnswerResume(9); b.srv.DropGateway() }, false},
		{"the resume is refused for its sequence", func(b *bench) { b.srv.Payload(`{"op":0,"s":9999,"t":"X","d":{}}`); b.srv.DropGateway() }, false},
	} {
		t.Run(tt.what, func(t *testing.T) {
			b := newBench(t, hurries)
			b.srv.Heartbeat(time.Second)
			b.run()
			tt.happen(b)
			b.await("another session", func() bool {
				begun, resumed := b.srv.Sessions()
				return b.srv.Connected() == 1 && (resumed > 0) == tt.resumes && (begun > 1) == !tt.resumes
			})
			b.command(member, channel, "pray", nil)
		})
	}
}

// A sleeper is a clock that stands still and tells for how long it was to be
// waited.
type sleeper struct {
	clock.System
	mu   sync.Mutex
	long []time.Duration
	wake chan struct{} // lets one long wait end
}

// Sleep waits for shorter times than a minute as the machine does.
func (s *sleeper) Sleep(ctx context.Context, d time.Duration) error {
	if d < time.Minute {
		return s.System.Sleep(ctx, min(d, 10*time.Millisecond))
	}
	s.mu.Lock()
	s.long = append(s.long, d)
	s.mu.Unlock()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-s.wake:
		return nil
	}
}

func (s *sleeper) waits() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.long)
}

func TestNoSessionIsBegunThatDiscordDoesNotAllow(t *testing.T) {
	still := &sleeper{wake: make(chan struct{})}
	b := newBench(t, func(cfg *Config) { cfg.Clock = still })
	b.srv.Heartbeat(time.Hour)
	b.srv.AllowStarts(0, 2*time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx, func() bool { return true }) }()
	b.soon("the wait", func() bool { return still.waits() == 1 })
	if begun, _ := b.srv.Sessions(); begun != 0 || still.long[0] != 2*time.Hour {
		t.Errorf("%d sessions were begun, and %s are waited", begun, still.long[0])
	}
	if err := b.Healthy(ctx); err == nil || !strings.Contains(err.Error(), "no further session") {
		t.Errorf("meanwhile its health is %v", err)
	}
	b.srv.AllowStarts(1, time.Hour)
	still.wake <- struct{}{}
	b.await("a session", func() bool { return b.srv.Connected() == 1 })
	if n := strings.Count(b.log.String(), "no further session"); n != 1 {
		t.Errorf("it was said %d times", n)
	}
	b.srv.Invalidate()
	b.soon("the next wait", func() bool { return still.waits() >= 2 })
	if b.srv.TokenLost() {
		t.Error("so many sessions were begun that the token is lost")
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestAResumedSessionTakesNoneOfThoseThatAreAllowed(t *testing.T) {
	b := newBench(t)
	b.srv.AllowStarts(1, time.Hour)
	b.run()
	b.srv.DropGateway()
	b.await("the session is resumed", func() bool { _, resumed := b.srv.Sessions(); return resumed == 1 && b.srv.Connected() == 1 })
}

func TestATokenThatIsReplacedIsTakenAtTheNextRun(t *testing.T) {
	const other = "other-token.other-token.other-token-000000"
	kept := discordtest.Token
	b := newBench(t, func(cfg *Config) { cfg.Renew = func() string { return kept } })
	done := make(chan error, 1)
	run := func(ctx context.Context) { done <- b.Run(ctx, func() bool { return true }) }
	go run(t.Context())
	b.await("a session", func() bool { return b.srv.Connected() == 1 })
	b.srv.Rotate(other)
	err := <-done
	var refusal *adapter.RefusalError
	if !errors.As(err, &refusal) || !refusal.Before || b.Rotated() {
		t.Fatalf("after the token was replaced: %v", err)
	}
	if err := b.Healthy(t.Context()); err == nil || !strings.Contains(err.Error(), "token was refused") {
		t.Errorf("its health is %v", err)
	}
	_, err = b.Send(t.Context(), delivery.Message{Chat: record.ChatID{Platform: "discord", Key: channel}, Reply: reply.Reply{Title: "Point"}, Nonce: "n"})
	var wait *delivery.RetryAfterError
	if !errors.As(err, &wait) || !wait.Everyone {
		t.Errorf("a delivery meanwhile: %v", err)
	}
	kept = other
	if !b.Rotated() {
		t.Error("the other token is not seen")
	}
	ctx, cancel := context.WithCancel(t.Context())
	go run(ctx)
	b.await("a session again", func() bool { return b.srv.Connected() == 1 })
	b.command(member, channel, "pray", nil)
	if err := b.Healthy(t.Context()); err != nil || b.Rotated() {
		t.Errorf("with the other token: %v", err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if text := b.log.String(); strings.Contains(text, other) || strings.Contains(text, discordtest.Token) {
		t.Error("the log shows a token")
	}
}

func TestAGatewayThatIsNotOneIsTriedAgain(t *testing.T) {
	for _, hello := range []string{`{"op":11}`, `{"op":10,"d":null}`, `{"op":10,"d":{"heartbeat_interval":0}}`, `{"op":10,"d":{"heartbeat_interval":"x"}}`, `[]`, `nonsense`, `null`} {
		b := newBench(t, hurries)
		b.srv.SayHello(hello)
		b.srv.Heartbeat(time.Second)
		b.run()
		b.command(member, channel, "pray", nil)
	}
}
