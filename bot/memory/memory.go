// Package memory gives back to the system what the bot needs no more: what a start, a
// busy minute or many servers took.
//
// It never does so while there is much to do, for it looks through all that is kept, and
// never where little was taken since the last time. Nothing is lost by it: pages of the
// program's file are read again when they are needed. It stores nothing.
package memory

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"prayerbot/bot/clock"
)

// Interval is how long it waits between two looks.
const Interval = 20 * time.Second

const (
	// busy is how many bytes are taken within an Interval where there is much to do:
	// what is kept is then looked through so often anyway that once more is no use.
	busy = 256 << 20
	// worth is how many bytes are taken, at least, until giving back is worth its
	// work: some 20 ms of a processor.
	worth = 4 << 20
)

// A machine says what the program has taken, and takes it back.
type machine interface {
	taken() uint64 // bytes since the start, those that are free again too
	giveBack()
}

// Run looks until the context ends.
func Run(ctx context.Context, c clock.Clock) { run(ctx, c, process{}) }

func run(ctx context.Context, c clock.Clock, m machine) {
	var look looks
	for c.Sleep(ctx, Interval) == nil {
		if look.due(m.taken()) {
			m.giveBack()
		}
	}
}

// looks are what the looks before have seen.
type looks struct {
	last uint64 // taken at the last one
	back uint64 // and when it was last given back
}

// due tells, by the bytes that are taken, whether it is time to give back.
func (l *looks) due(taken uint64) bool {
	calm := taken-l.last < busy
	l.last = taken
	if !calm || taken-l.back < worth {
		return false
	}
	l.back = taken
	return true
}

// A process is the one that runs.
type process struct{}

func (process) taken() uint64 {
	all := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(all)
	return all[0].Value.Uint64()
}

func (process) giveBack() {
	debug.FreeOSMemory()
	dropPages()
}
