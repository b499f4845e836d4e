package fake_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"prayerbot/bot/adapter/fake"
)

// A server counts what arrives.
type server struct {
	*fake.Listeners
	*fake.Holder
	state    *fake.State
	delay    time.Duration // that a message takes on its way
	accepted atomic.Int32
}

func newServer(t *testing.T, delay time.Duration) *server {
	s := &server{state: fake.NewState(), delay: delay}
	s.Listeners, s.Holder = fake.NewListeners(s.state, s.serve), fake.NewHolder(s.state)
	t.Cleanup(func() {
		s.Release(true) // what is held would keep the listeners open
		s.Listeners.Close()
	})
	return s
}

func (s *server) serve(http.ResponseWriter, *http.Request) {
	<-time.After(s.delay) // what is simulated: a message that is on its way
	if s.Arrives() {
		s.accepted.Add(1)
	}
}

// sendAndEnd sends a message and ends before the answer, as a process does that
// is killed.
func sendAndEnd(t *testing.T, url string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nPoint")
	conn.Close()
}

// bounded is a context for what has to come within a minute.
func bounded(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

func TestOnceIdleNothingComesThroughAListenerAnyMore(t *testing.T) {
	const all = 50
	s := newServer(t, 20*time.Millisecond)
	url := s.Listener("a")
	for range all {
		sendAndEnd(t, url)
	}
	if err := s.AwaitIdle(bounded(t), "a"); err != nil {
		t.Fatal(err)
	}
	if n := s.accepted.Load(); n != all {
		t.Errorf("%d of %d have come", n, all)
	}
}

func TestWhatIsHeldArrivesOrIsLost(t *testing.T) {
	for lost, want := range map[bool]int32{false: 5, true: 2} {
		s := newServer(t, 0)
		s.Hold(2)
		url := s.Listener("a")
		for range 5 {
			sendAndEnd(t, url)
		}
		ctx := bounded(t)
		holds := func() bool { passed, kept := s.Held(); return passed == 2 && kept == 3 }
		if err := s.state.Await(ctx, holds); err != nil {
			t.Fatal(err)
		}
		s.Release(lost)
		if err := s.AwaitIdle(ctx, "a"); err != nil {
			t.Fatal(err)
		}
		if n := s.accepted.Load(); n != want {
			t.Errorf("lost %t: %d have come, want %d", lost, n, want)
		}
	}
}
