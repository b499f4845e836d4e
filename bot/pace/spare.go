package pace

import (
	"context"
	"time"

	"prayerbot/commands/record"
)

// spareLook is how often it is looked whether there is something to spare: what
// takes it is never in a hurry, and many chats may wait for it at once.
const spareLook = time.Second

// Spare waits until a chat may have one more message, or a change that counts as
// one, for which nobody waits, and takes it off all limits. It takes only what
// deliveries and answers leave: where they have come to a limit, it waits for as
// long as they do. An error is the context's.
func (p *Pacer) Spare(ctx context.Context, chat record.ChatID) error {
	for {
		wait := p.takeSpare(chat, p.clock.Now())
		if wait <= 0 {
			return ctx.Err()
		}
		if err := p.clock.Sleep(ctx, max(wait, spareLook)); err != nil {
			return err
		}
	}
}

// takeSpare is how long to wait for what is left; 0 or less notes that it is taken.
func (p *Pacer) takeSpare(chat record.ChatID, now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	wait := max(p.reservable(now), p.windowWait(chat, now))
	if wait <= 0 {
		p.further(now)
		p.noteInWindow(chat, now)
	}
	return wait
}
