package gateway_test

import (
	"strings"
	"testing"
	"time"

	"prayerbot/bot/clock"
)

// beating is a bench with a session whose heart beats every minute, by a clock
// that stands still.
func beating(t *testing.T) (*bench, *clock.Manual) {
	wire := clock.NewManual(time.Unix(1_800_000_000, 0))
	b := newBench(t, func(b *bench) { b.cfg.Wire = wire })
	b.srv.Heartbeat(time.Minute)
	b.run()
	<-wire.Asleep()
	return b, wire
}

// turn moves the clock on until the next heartbeat has come, and its sender
// sleeps again.
func (b *bench) turn(wire *clock.Manual) {
	b.Helper()
	before := b.srv.Beats()
	wire.Advance(time.Minute)
	<-wire.Asleep()
	b.await("a heartbeat", func() bool { return b.srv.Beats() == before+1 })
}

// hear waits until all that the gateway has sent is taken in.
func (b *bench) hear() {
	b.Helper()
	before := len(b.names())
	b.srv.Event("BEHIND", `{}`)
	b.soon("the event behind", func() bool { return len(b.names()) > before })
}

func TestTheHeartBeatsAsHelloAsks(t *testing.T) {
	t.Parallel()
	b, wire := beating(t)
	for range 5 {
		b.turn(wire)
		b.hear()
	}
	if begun, resumed := b.srv.Sessions(); begun != 1 || resumed != 0 {
		t.Errorf("a session that is acknowledged was begun %d times and resumed %d times", begun, resumed)
	}
	b.blameless()
}

func TestASessionThatIsNotHeardByTheNextBeatIsResumed(t *testing.T) {
	t.Parallel()
	b, wire := beating(t)
	b.turn(wire)
	b.hear()
	b.srv.IgnoreHeartbeats()
	b.turn(wire)
	b.soon("the resume", func() bool {
		wire.Advance(10 * time.Second)
		_, resumed := b.srv.Sessions()
		return resumed == 1
	})
	if begun, _ := b.srv.Sessions(); begun != 1 {
		t.Errorf("it was begun anew %d times", begun)
	}
	if !strings.Contains(b.log.String(), "does not acknowledge") {
		t.Errorf("the log says %s", b.log)
	}
}

func TestAHeartbeatThatIsAskedForComesAtOnceButNotWithoutEnd(t *testing.T) {
	t.Parallel()
	b, wire := beating(t)
	before := b.srv.Beats()
	for range 500 {
		b.srv.AskForHeartbeat()
	}
	b.hear()
	b.await("a heartbeat", func() bool { return b.srv.Beats() > before })
	if n := b.srv.Beats() - before; n > 3 {
		t.Errorf("500 questions at once were answered with %d heartbeats", n)
	}
	b.hear()
	wire.Advance(2 * time.Second)
	before = b.srv.Beats()
	b.srv.AskForHeartbeat()
	b.await("a heartbeat", func() bool { return b.srv.Beats() > before })
	b.blameless()
}
