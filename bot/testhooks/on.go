//go:build trial

package testhooks

import (
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"time"
)

// passes counts how often the point of PRAYERBOT_TRIAL_CRASH was passed.
var passes atomic.Int64

// CrashAt kills the process at the n-th pass of the point that
// PRAYERBOT_TRIAL_CRASH names, such as "accepted:3".
func CrashAt(p Point) {
	name, number, _ := strings.Cut(os.Getenv("PRAYERBOT_TRIAL_CRASH"), ":")
	n, _ := strconv.ParseInt(number, 10, 64)
	if name == string(p) && passes.Add(1) == n {
		syscall.Kill(os.Getpid(), syscall.SIGKILL)
	}
}

// PerSecond is the pace given, times PRAYERBOT_TRIAL_PACE where it is set.
func PerSecond(given float64) float64 {
	if times, err := strconv.ParseFloat(os.Getenv("PRAYERBOT_TRIAL_PACE"), 64); err == nil {
		return given * times
	}
	return given
}

// ClockOffset is what PRAYERBOT_TRIAL_CLOCK adds to the machine's clock, such
// as "-2h".
func ClockOffset() time.Duration {
	d, _ := time.ParseDuration(os.Getenv("PRAYERBOT_TRIAL_CLOCK"))
	return d
}
