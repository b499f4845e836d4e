package record

import "time"

// StopCause is why the platform refuses to deliver to a chat.
type StopCause string

// The causes that adapters tell apart.
const (
	StopBlocked   StopCause = "blocked"   // the person blocked the bot, or it was removed
	StopDeleted   StopCause = "deleted"   // the chat does not exist any more
	StopForbidden StopCause = "forbidden" // the bot lacks the right to write there
	StopClosed    StopCause = "closed"    // the topic or thread is closed, and the bot lacks the right to write there all the same
	StopUntagged  StopCause = "untagged"  // the forum asks for a tag with every post, and has none that fits
)

// Stop notes that nothing can be sent to a chat; false where that is noted already.
func (c *Chat) Stop(cause StopCause, now time.Time) bool {
	if c.Stopped == cause {
		return false
	}
	if c.Stopped == "" {
		c.StoppedAt = now
	}
	c.Stopped = cause
	return true
}

// Revive makes a chat count as reachable again: somebody there has just asked
// for deliveries. What fell due while it was stopped does not come.
func (c *Chat) Revive(now time.Time) {
	if c.Stopped == "" {
		return
	}
	c.Resume()
	for i := range c.Subscriptions {
		c.Subscriptions[i].Since = now
	}
}

// Resume makes a chat count as reachable again, by itself: what fell due last while it
// was stopped still comes, where it is not too late.
func (c *Chat) Resume() { c.Stopped, c.StoppedAt = "", time.Time{} }

// A Gap is what has not come to a chat while it was stopped.
type Gap struct {
	Missed int       // points that do not come any more
	Now    bool      // one still comes
	Next   time.Time // when the next one comes after that; zero is never
}

// Gap counts what has not come since the chat was stopped. Digests of the news are not
// counted: the next one tells what the others would have told.
func (c *Chat) Gap(now time.Time) (g Gap) {
	if c.Stopped == "" {
		return g
	}
	for _, s := range c.Subscriptions {
		if s.News {
			continue
		}
		missed, last := s.due(c.StoppedAt.Add(-CatchUp), now)
		if g.Missed += missed; missed > 0 && now.Sub(last) <= CatchUp {
			g.Missed--
			g.Now = true
		}
		if slot, ok := s.Next(now); ok && (g.Next.IsZero() || slot.Due.Before(g.Next)) {
			g.Next = slot.Due
		}
	}
	return g
}

// mostMissed bounds how many are counted: a daily point of three years.
const mostMissed = 1100

// due counts the slots that fell due between two instants and are not finished, and
// says when the last of them did.
func (s Subscription) due(from, to time.Time) (n int, last time.Time) {
	for ; n < mostMissed; n++ {
		slot, ok := s.Next(from)
		if !ok || slot.Due.After(to) {
			break
		}
		from, last = slot.Due, slot.Due
	}
	return n, last
}
