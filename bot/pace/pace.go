// Package pace keeps what one process sends to a platform at that platform's pace:
// answers and deliveries together, a reserve for answers, and each chat its own.
//
// It sends nothing and knows no platform. What it counts is in memory alone: after
// a crash it begins anew, and a pause that a platform asked for is the outbox's to
// remember.
package pace

import (
	"context"
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// Limits are how fast a platform takes messages.
type Limits struct {
	PerSecond  float64 // messages in any one second, answers and deliveries together; 0 is no limit
	Deliveries float64 // deliveries a second, less than PerSecond: the rest is for answers; 0 is no limit
	// Chat is the least time between two deliveries to a chat; nil is none.
	Chat func(record.ChatID) time.Duration
	// Window is what a chat takes of answers and deliveries together; nil is no limit.
	Window func(record.ChatID) Window
	// Place is the chat whose Window a chat shares, such as a topic that of its
	// group; nil is the chat itself.
	Place func(record.ChatID) record.ChatID
}

// A Pacer keeps all that one process sends to a platform at the platform's
// pace. Answers go first: they may run into debt, which deliveries then wait
// for. It is safe for concurrent use.
type Pacer struct {
	limits Limits
	clock  clock.Clock
	all    *rate.Limiter // answers and deliveries
	own    *rate.Limiter // deliveries

	mu       sync.Mutex
	reserved int                         // deliveries that are leased and have not been sent
	paused   time.Time                   // nothing goes out before
	last     map[record.ChatID]time.Time // the newest delivery to each chat, as long as it matters
	recent   recent
}

// slack is the share of a limit that may go out in one go: a bucket that fills
// at the limit less its slack lets no window of one second see more than the
// limit.
const slack = 10

// New is a pacer of nothing sent yet.
func New(l Limits, c clock.Clock) *Pacer {
	return &Pacer{
		limits: l, clock: c, last: map[record.ChatID]time.Time{}, recent: newRecent(),
		all: limiter(l.PerSecond-burst(l.PerSecond), burst(l.PerSecond)), own: limiter(l.Deliveries, burst(l.PerSecond)),
	}
}

// burst is how many messages may go out at once under a limit.
func burst(limit float64) float64 { return max(1, math.Floor(limit/slack)) }

func limiter(perSecond, burst float64) *rate.Limiter {
	if perSecond <= 0 {
		return rate.NewLimiter(rate.Inf, 0)
	}
	return rate.NewLimiter(rate.Limit(perSecond), int(burst))
}

// Answer takes an answer off the limit, and waits where answers alone have
// come to it.
func (p *Pacer) Answer(ctx context.Context) error {
	now := p.clock.Now()
	return p.clock.Sleep(ctx, p.all.ReserveN(now, 1).DelayFrom(now))
}

// Part takes a further part of a delivery's message off the limits and waits
// until the chat may have it.
func (p *Pacer) Part(ctx context.Context, chat record.ChatID) error {
	now := p.clock.Now()
	delay := p.further(now)
	p.mu.Lock()
	delay = max(delay, p.windowWait(chat, now))
	if p.limits.Chat != nil {
		delay = max(delay, p.limits.Chat(chat))
		p.last[chat] = now.Add(delay)
	}
	p.noteInWindow(chat, now.Add(delay))
	p.mu.Unlock()
	return p.turn(ctx, delay)
}

// Question takes a request that a delivery asks of the platform before its
// message off the limits, and waits for its turn.
func (p *Pacer) Question(ctx context.Context) error {
	return p.turn(ctx, p.further(p.clock.Now()))
}

// further takes a request that was not reserved off the limits, and says how
// long it has to wait.
func (p *Pacer) further(now time.Time) time.Duration {
	return max(p.all.ReserveN(now, 1).DelayFrom(now), p.own.ReserveN(now, 1).DelayFrom(now))
}

// turn waits for the turn of a request that was not reserved. Where the platform
// has asked everyone to wait meanwhile, the error is a
// delivery.RetryAfterError for the rest of that.
func (p *Pacer) turn(ctx context.Context, delay time.Duration) error {
	if err := p.clock.Sleep(ctx, delay); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if left := p.paused.Sub(p.clock.Now()); left > 0 {
		return &delivery.RetryAfterError{For: left, Everyone: true}
	}
	return nil
}

// Reserve says how many of at most n deliveries may go out now, and sets them
// aside: each is either sent or given back.
func (p *Pacer) Reserve(n int, now time.Time) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Before(p.paused) {
		return 0
	}
	p.forget(now)
	n = max(0, min(n, p.tokens(now)-p.reserved))
	p.reserved += n
	return n
}

// tokens is how many deliveries both limits would let out now.
func (p *Pacer) tokens(now time.Time) int {
	tokens := math.Inf(1)
	for _, l := range []*rate.Limiter{p.all, p.own} {
		if l.Limit() != rate.Inf {
			tokens = min(tokens, l.TokensAt(now))
		}
	}
	// A token that is a rounding error short of whole is whole.
	return int(min(tokens+1e-6, math.MaxInt32))
}

// GiveBack frees n deliveries that were reserved and are not sent.
func (p *Pacer) GiveBack(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.reserved -= n
}

// Sent takes a reserved delivery off the limits.
func (p *Pacer) Sent(now time.Time) {
	p.all.ReserveN(now, 1)
	p.own.ReserveN(now, 1)
	p.GiveBack(1)
}

// Wait is how long it takes until one more may be reserved; 0 is now.
func (p *Pacer) Wait(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.reservable(now)
}

// reservable is Wait, under the lock.
func (p *Pacer) reservable(now time.Time) time.Duration {
	if d := p.paused.Sub(now); d > 0 {
		return d
	}
	wait := 0.0
	for _, l := range []*rate.Limiter{p.all, p.own} {
		if l.Limit() != rate.Inf {
			wait = max(wait, (float64(p.reserved+1)-l.TokensAt(now))/float64(l.Limit()))
		}
	}
	return time.Duration(math.Ceil(wait * float64(time.Second)))
}

// ChatTurn is how long a delivery to a chat has to wait; 0 notes that it goes now.
func (p *Pacer) ChatTurn(id record.ChatID, now time.Time) time.Duration {
	if p.limits.Chat == nil {
		return 0
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	last, ok := p.last[id]
	if wait := p.limits.Chat(id) - now.Sub(last); ok && wait > 0 && wait < farAway {
		return wait
	}
	if wait := p.windowWait(id, now); wait > 0 {
		return wait
	}
	p.last[id] = now
	p.noteInWindow(id, now)
	return 0
}

// Pause lets no delivery out before a time; a later one that is known already
// stays.
func (p *Pacer) Pause(until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until.After(p.paused) {
		p.paused = until
	}
}

// farAway is longer than any chat has to wait: a time that lies further ahead
// is from before the clock was set back.
const farAway = time.Minute

// manyChats is how many chats are remembered before those whose time is over are
// dropped.
const manyChats = 1000

// forget drops the chats whose time is over, once there are many.
func (p *Pacer) forget(now time.Time) {
	if len(p.last) < manyChats {
		return
	}
	for id, last := range p.last {
		if now.Sub(last) > p.limits.Chat(id) || last.Sub(now) > farAway {
			delete(p.last, id)
		}
	}
}
