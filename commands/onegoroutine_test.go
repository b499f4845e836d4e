package commands_test

import "testing"

// oneGoroutine marks a long test that does everything in its own goroutine, so
// that the race detector, with which it takes ten times as long, has nothing to
// find in it. make unit runs it in a line of its own, without the detector.
func oneGoroutine(t *testing.T) {
	t.Helper()
	if raced {
		t.Skip("run without the race detector")
	}
}
