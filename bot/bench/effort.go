package main

import (
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/redis/go-redis/v9"
)

// An effort is how long something took, and how much work it was for the
// processors: that of this process and of the Redis server together. On a
// machine that is shared with others the work is the steadier measure.
type effort struct{ took, work time.Duration }

// measure runs something that returns how long it took.
func (r *rig) measure(raw *redis.Client, run func() time.Duration) effort {
	before := r.worked(raw)
	took := run()
	return effort{took, r.worked(raw) - before}
}

// worked is how much processor time was used until now.
func (r *rig) worked(raw *redis.Client) time.Duration {
	var own syscall.Rusage
	r.must(syscall.Getrusage(syscall.RUSAGE_SELF, &own))
	info, err := raw.Info(r, "cpu").Result()
	r.must(err)
	return time.Duration(own.Utime.Nano()+own.Stime.Nano()) + r.seconds(info, "used_cpu_user:") + r.seconds(info, "used_cpu_sys:")
}

func (r *rig) seconds(info, field string) time.Duration {
	_, rest, _ := strings.Cut(info, field)
	number, _, _ := strings.Cut(rest, "\r\n")
	n, err := strconv.ParseFloat(number, 64)
	r.must(err)
	return time.Duration(n * float64(time.Second))
}

// effort keeps how fast a runner was, and how much work each of n things was.
func (r race) effort(runner string, n int, e effort) {
	r.note(runner, float64(n)/e.took.Seconds())
	r.note(runner+" work", float64(e.work)/float64(n)/float64(time.Microsecond))
}

// told is how fast a runner was and how much work it was, in words.
func (r race) told(runner string) string {
	return thousands(int(r.median(runner))) + " a second, " + strconv.Itoa(int(r.median(runner+" work"))) + " µs of processor each"
}
