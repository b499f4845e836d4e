//go:build !trial

package testhooks

import "time"

// CrashAt does nothing.
func CrashAt(Point) {}

// PerSecond is the pace given.
func PerSecond(given float64) float64 { return given }

// ClockOffset is nothing: the clock shows what the machine's does.
func ClockOffset() time.Duration { return 0 }
