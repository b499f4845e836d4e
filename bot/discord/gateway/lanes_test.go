package gateway_test

import (
	"bytes"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/discord/gateway"
)

func TestWorkOfOneLaneIsDoneInItsOrder(t *testing.T) {
	t.Parallel()
	l := gateway.NewLanes(slog.New(slog.DiscardHandler), 4, 1000)
	var mu sync.Mutex
	done := map[string][]int{}
	for n := range 100 {
		for _, key := range []string{"a", "b", "c"} {
			if !l.Do(key, "x", func() {
				mu.Lock()
				defer mu.Unlock()
				done[key] = append(done[key], n)
			}) {
				t.Fatal("it was not taken in")
			}
		}
	}
	if left := l.Drain(time.Minute); left != 0 {
		t.Fatalf("%d are left", left)
	}
	for key, order := range done {
		if len(order) != 100 || !slices.IsSorted(order) {
			t.Errorf("in lane %s it was done as %v", key, order)
		}
	}
}

func TestALaneThatHangsHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	l := gateway.NewLanes(slog.New(slog.DiscardHandler), 2, 3)
	release, other := make(chan struct{}), make(chan struct{})
	l.Do("hangs", "x", func() { <-release })
	l.Do("hangs", "x", func() {})
	if !l.Do("other", "x", func() { close(other) }) {
		t.Fatal("a place is free, and it was not taken in")
	}
	<-other
	for l.Drain(0) > 2 { // the third gives its place back after its work
	}
	if !l.Do("other", "x", func() {}) {
		t.Error("the place of what is done is not free again")
	}
	close(release)
	if left := l.Drain(time.Minute); left != 0 {
		t.Errorf("%d are left", left)
	}
}

func TestWhatIsTooMuchIsNotTakenIn(t *testing.T) {
	t.Parallel()
	l := gateway.NewLanes(slog.New(slog.DiscardHandler), 1, 2)
	release := make(chan struct{})
	for _, key := range []string{"a", "b"} {
		if !l.Do(key, "x", func() { <-release }) {
			t.Fatal("it was not taken in")
		}
	}
	if l.Do("c", "x", func() {}) {
		t.Error("a third was taken in where two may be inside")
	}
	if left := l.Drain(time.Millisecond); left != 2 {
		t.Errorf("%d are left of two that wait", left)
	}
	close(release)
	if left := l.Drain(time.Minute); left != 0 {
		t.Errorf("%d are left", left)
	}
}

func TestAPanicEndsNoLane(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	l := gateway.NewLanes(slog.New(slog.NewTextHandler(&log, nil)), 1, 10)
	after := false
	l.Do("a", "the deletion", func() { panic("it went wrong") })
	l.Do("a", "the next", func() { after = true })
	if left := l.Drain(time.Minute); left != 0 || !after {
		t.Errorf("%d are left, and the next was done: %v", left, after)
	}
	if text := log.String(); !strings.Contains(text, "the deletion") || !strings.Contains(text, "it went wrong") {
		t.Errorf("the log says %q", text)
	}
}
