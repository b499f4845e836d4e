package outbox

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"prayerbot/commands"
)

// Pace is how fast a platform takes deliveries.
type Pace struct {
	PerSecond float64       // deliveries overall; 0 is no limit
	PerChat   time.Duration // the least time between two deliveries to one chat; 0 is no limit
}

// A pacer keeps a courier to its platform's pace.
type pacer struct {
	pace  Pace
	limit *rate.Limiter

	mu     sync.Mutex
	paused time.Time                     // nothing goes out before
	last   map[commands.ChatID]time.Time // the newest delivery to each chat, as long as it matters
}

// burstShare: at most a fifth of a second's deliveries go out in one go, so
// that no window of one second sees more than 1.2 times the pace. Telegram's 25
// then stay within its 30.
const burstShare = 5

func newPacer(p Pace) *pacer {
	limit := rate.NewLimiter(rate.Inf, 0)
	if p.PerSecond > 0 {
		limit = rate.NewLimiter(rate.Limit(p.PerSecond), max(1, int(p.PerSecond/burstShare)))
	}
	return &pacer{pace: p, limit: limit, last: map[commands.ChatID]time.Time{}}
}

// free is how many deliveries may go out at once now; it never is more than
// the overall limit allows in a second.
func (p *pacer) free(now time.Time) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Before(p.paused) {
		return 0
	}
	p.forget(now)
	if p.pace.PerSecond <= 0 {
		return math.MaxInt32
	}
	return int(p.limit.TokensAt(now))
}

// wait is how long it takes until free is more than nothing.
func (p *pacer) wait(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	if d := p.paused.Sub(now); d > 0 {
		return min(d, idle)
	}
	return time.Duration(float64(time.Second) / p.pace.PerSecond)
}

// chat tells whether one more delivery may go to a chat now.
func (p *pacer) chat(id commands.ChatID, now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	last, ok := p.last[id]
	if ok && now.Sub(last) < p.pace.PerChat && !now.Before(last) {
		return false
	}
	p.last[id] = now
	return true
}

// sent takes a delivery off the overall limit.
func (p *pacer) sent(now time.Time) { p.limit.AllowN(now, 1) }

// pause lets nothing out before a time.
func (p *pacer) pause(until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until.After(p.paused) {
		p.paused = until
	}
}

// forget drops the chats whose pause is over, once there are many.
func (p *pacer) forget(now time.Time) {
	if len(p.last) < 1000 {
		return
	}
	for id, last := range p.last {
		if now.Sub(last) > p.pace.PerChat || now.Before(last) {
			delete(p.last, id)
		}
	}
}
