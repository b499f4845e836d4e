package pace

import (
	"context"
	"errors"
	"time"

	"prayerbot/commands/record"
)

// A Window is how many messages a chat takes within a span of time, and the least
// time between two of them.
type Window struct {
	Gap  time.Duration
	Most int // within Span; 0 is no limit
	Span time.Duration
}

// recent is what went to chats of late, and how long some of them have to be left
// alone. All of it is in memory.
type recent struct {
	sent map[record.ChatID][]time.Time // the oldest first
	held map[record.ChatID]time.Time   // nothing goes there before
}

func newRecent() recent {
	return recent{sent: map[record.ChatID][]time.Time{}, held: map[record.ChatID]time.Time{}}
}

// wait is how long a chat has to wait for its next message; 0 is not at all. A
// time that lies further ahead than any chat has to wait is from before the clock
// was set back.
func (r *recent) wait(id record.ChatID, w Window, now time.Time) time.Duration {
	wait := max(0, r.held[id].Sub(now))
	sent := within(r.sent[id], now, max(w.Gap, w.Span))
	if len(sent) == 0 {
		delete(r.sent, id)
		return wait
	}
	r.sent[id] = sent
	wait = max(wait, w.Gap-now.Sub(sent[len(sent)-1]))
	if w.Most > 0 && len(sent) >= w.Most {
		wait = max(wait, w.Span-now.Sub(sent[len(sent)-w.Most]))
	}
	return wait
}

// within are the times of the span that ends now.
func within(times []time.Time, now time.Time, span time.Duration) []time.Time {
	for len(times) > 0 && (now.Sub(times[0]) >= span || times[0].Sub(now) > farAway) {
		times = times[1:]
	}
	return times
}

// note remembers that a message goes to a chat.
func (r *recent) note(id record.ChatID, now time.Time) { r.sent[id] = append(r.sent[id], now) }

// landed moves the newest message of a chat to the time at which the platform has
// taken it.
func (r *recent) landed(id record.ChatID, now time.Time) {
	if sent := r.sent[id]; len(sent) > 0 && now.After(sent[len(sent)-1]) {
		sent[len(sent)-1] = now
	}
}

// forget drops the chats to which nothing went for a span, and what is over.
func (r *recent) forget(window func(record.ChatID) Window, now time.Time) {
	for id, sent := range r.sent {
		if w := window(id); len(within(sent, now, max(w.Gap, w.Span))) == 0 {
			delete(r.sent, id)
		}
	}
	for id, until := range r.held {
		if !now.Before(until) {
			delete(r.held, id)
		}
	}
}

// ErrLate says that a chat would have to wait longer than is of use.
var ErrLate = errors.New("the chat has to wait too long")

// Turn waits until a chat may have one more message that answers somebody, and
// takes it off all limits. Where that would take longer than most, it is ErrLate,
// and nothing is taken.
func (p *Pacer) Turn(ctx context.Context, chat record.ChatID, most time.Duration) error {
	if err := p.await(ctx, most, func(now time.Time) time.Duration { return p.take(chat, now) }); err != nil {
		return err
	}
	return p.Answer(ctx)
}

// Touch is Turn for what is no message of its own, such as a change of one: it
// waits only where the platform has asked for it, and takes nothing off the limits.
func (p *Pacer) Touch(ctx context.Context, chat record.ChatID, most time.Duration) error {
	return p.await(ctx, most, func(now time.Time) time.Duration {
		p.mu.Lock()
		defer p.mu.Unlock()
		return max(p.recent.held[p.place(chat)].Sub(now), p.paused.Sub(now))
	})
}

// await waits as long as wait says, at most so long.
func (p *Pacer) await(ctx context.Context, most time.Duration, wait func(now time.Time) time.Duration) error {
	end := p.clock.Now().Add(most)
	for {
		now := p.clock.Now()
		left := wait(now)
		switch {
		case left <= 0:
			return ctx.Err()
		case now.Add(left).After(end):
			return ErrLate
		}
		if err := p.clock.Sleep(ctx, left); err != nil {
			return err
		}
	}
}

// take is how long an answer to a chat has to wait; 0 or less notes that it goes
// now.
func (p *Pacer) take(chat record.ChatID, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	wait := max(p.paused.Sub(now), p.windowWait(chat, now))
	if wait <= 0 {
		p.noteInWindow(chat, now)
	}
	return wait
}

// windowWait is how long the window of a chat asks to wait.
func (p *Pacer) windowWait(chat record.ChatID, now time.Time) time.Duration {
	if p.limits.Window == nil {
		return p.recent.held[p.place(chat)].Sub(now)
	}
	return p.recent.wait(p.place(chat), p.limits.Window(chat), now)
}

// noteInWindow remembers a message to a chat where that matters.
func (p *Pacer) noteInWindow(chat record.ChatID, now time.Time) {
	if p.limits.Window == nil {
		return
	}
	if len(p.recent.sent) >= manyChats {
		p.recent.forget(p.limits.Window, now)
	}
	p.recent.note(p.place(chat), now)
}

// Landed says that the platform has taken or refused the newest message to a chat:
// its time counts from now, whatever was on the way.
func (p *Pacer) Landed(chat record.ChatID) {
	now := p.clock.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.recent.landed(p.place(chat), now)
}

// Hold lets nothing go to a chat before a time, as the platform has asked for it;
// a later one that is known already stays.
func (p *Pacer) Hold(chat record.ChatID, until time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if place := p.place(chat); until.After(p.recent.held[place]) {
		p.recent.held[place] = until
	}
}

// Holds tells whether the platform has asked a chat, or everyone, to wait.
func (p *Pacer) Holds(chat record.ChatID) bool {
	now := p.clock.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	return now.Before(p.paused) || now.Before(p.recent.held[p.place(chat)])
}

// place is the chat whose limits a chat shares.
func (p *Pacer) place(chat record.ChatID) record.ChatID {
	if p.limits.Place == nil {
		return chat
	}
	return p.limits.Place(chat)
}
