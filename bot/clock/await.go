package clock

import "time"

// Await looks again and again whether something holds that happens in real time,
// for tests of processes and servers that nobody can be told about. It is false
// where that does not come within a time.
func Await(most, every time.Duration, holds func() bool) bool {
	ticks := time.NewTicker(every)
	defer ticks.Stop()
	for end := time.Now().Add(most); !holds(); <-ticks.C {
		if time.Now().After(end) {
			return false
		}
	}
	return true
}
