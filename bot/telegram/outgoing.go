package telegram

import (
	"context"
	"log/slog"
	"sync"

	"prayerbot/bot/guard"
)

// An outgoing holds what is said until its chat may have it: a lane for each chat,
// and one for each person who presses buttons there, whose presses are answered
// without a message and need not wait for one. A lane keeps its order and holds up
// no other. All of it is in memory: what a crash takes are answers, never what was
// changed.
type outgoing struct {
	log *slog.Logger

	mu      sync.Mutex
	lanes   map[lane][]func(context.Context) // what is being done, and what waits behind it
	waiting int                              // in all lanes
	all     sync.WaitGroup
}

// A lane is whose turn something waits for.
type lane struct {
	chat   int64
	person int64 // who has pressed a button; 0 is a message
	kind   laneKind
}

type laneKind int

const (
	messages laneKind = iota // what is sent to a chat
	presses                  // answers to presses, and marks on what was said
	searches                 // what is offered to who types the bot's name elsewhere
	refusals                 // presses that are answered by nothing but that there are too many
)

// What waits at most: in one lane, and in all of them, where it takes some
// kilobytes each.
const (
	maxLane    = 20
	maxWaiting = 4000
)

func newOutgoing(log *slog.Logger) *outgoing {
	return &outgoing{log: log, lanes: map[lane][]func(context.Context){}}
}

// add has something done in its turn; false where too much waits already.
func (o *outgoing) add(ctx context.Context, l lane, do func(context.Context)) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	before, busy := o.lanes[l]
	if len(before) >= maxLane || o.waiting >= maxWaiting {
		return false
	}
	o.waiting++
	if o.lanes[l] = append(before, do); !busy {
		o.all.Go(func() { o.work(ctx, l) })
	}
	return true
}

// work does what waits in a lane, until nothing does.
func (o *outgoing) work(ctx context.Context, l lane) {
	for do := o.first(l); do != nil; do = o.next(l) {
		guard.Do(func() { do(ctx) }).Log(o.log, "an answer could not be given")
	}
}

// first is what a lane is to do now; nil is nothing any more.
func (o *outgoing) first(l lane) func(context.Context) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.lanes[l]) == 0 {
		return nil
	}
	return o.lanes[l][0]
}

// next is what a lane is to do after what it has done; nil ends it.
func (o *outgoing) next(l lane) func(context.Context) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.waiting--
	left := o.lanes[l][1:]
	if len(left) == 0 {
		delete(o.lanes, l)
		return nil
	}
	o.lanes[l] = left
	return left[0]
}

// drain returns when nothing waits any more.
func (o *outgoing) drain() { o.all.Wait() }
