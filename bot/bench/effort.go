package main

import (
	"fmt"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/redis/go-redis/v9"
)

// An effort is how long something took, and how much work it was for the
// processors: for this process and for the Redis server. On a machine that is
// shared with others the work is the steadier measure.
type effort struct{ took, own, redis time.Duration }

// measure runs something that returns how long it took.
func measure(r *rig, raw *redis.Client, run func() time.Duration) effort {
	own, redis := worked(r, raw)
	took := run()
	ownAfter, redisAfter := worked(r, raw)
	return effort{took, ownAfter - own, redisAfter - redis}
}

// worked is how much processor time was used until now.
func worked(r *rig, raw *redis.Client) (own, server time.Duration) {
	var used syscall.Rusage
	r.must(syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	info, err := raw.Info(r, "cpu").Result()
	r.must(err)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()), seconds(r, info, "used_cpu_user:") + seconds(r, info, "used_cpu_sys:")
}

func seconds(r *rig, info, field string) time.Duration {
	_, rest, _ := strings.Cut(info, field)
	number, _, _ := strings.Cut(rest, "\r\n")
	n, err := strconv.ParseFloat(number, 64)
	r.must(err)
	return time.Duration(n * float64(time.Second))
}

// effort keeps how fast a runner was, and how much work each of n things was.
func (r race) effort(runner string, n int, e effort) {
	r.note(runner, float64(n)/e.took.Seconds())
	each := func(d time.Duration) float64 { return float64(d) / float64(n) / float64(time.Microsecond) }
	r.note(runner+" own", each(e.own))
	r.note(runner+" redis", each(e.redis))
}

// told is how fast a runner was and how much work it was, in words.
func (r race) told(runner string) string {
	return fmt.Sprintf("%s a second, %.0f + %.0f µs of processor each", thousands(int(r.median(runner))), r.median(runner+" own"), r.median(runner+" redis"))
}
