package outbox

import (
	"context"
	"fmt"
	"time"

	"prayerbot/bot/testhooks"
	"prayerbot/commands/record"
)

// distribution brings announcements into the queue, a step at a time.
type distribution struct{ cfg *Config }

// fanOut confirms what was scheduled for now, and does the next step of every
// announcement for all chats of the platform: one delivery a chat. It may be
// interrupted anywhere; the next one begins the step again, and what was
// done before is passed over.
func (c *distribution) fanOut(ctx context.Context) error {
	if !c.cfg.Held() {
		return nil
	}
	if err := c.cfg.Core.Release(ctx, c.cfg.Platform, c.cfg.Clock.Now()); err != nil {
		return fmt.Errorf("release what was scheduled: %w", err)
	}
	waiting, err := c.cfg.Store.PendingFanOuts(ctx, c.cfg.Platform, c.cfg.Clock.Now())
	if err != nil {
		return fmt.Errorf("look for announcements: %w", err)
	}
	for _, s := range waiting {
		if s.Step == StepRecallAgain && c.cfg.Clock.Now().Before(s.Confirmed.Add(recallAgain)) {
			continue
		}
		if err := c.fanOutOne(ctx, s); err != nil {
			return fmt.Errorf("fan out an announcement: %w", err)
		}
	}
	return nil
}

// recallAgain is how long after something was withdrawn the courier looks once
// more for chats that have it. What was on its way then has been settled: other
// processes know of it within seconds, and a lease is a minute.
const recallAgain = 2*leaseFor + time.Minute

// fanOutOne does one step, a page of chats at a time. Where the announcement
// was stopped meanwhile, what is still fanned out is not sent.
func (c *distribution) fanOutOne(ctx context.Context, s FanOut) error {
	cursor := ""
	for {
		next, err := c.page(ctx, s, cursor)
		if err != nil {
			return err
		}
		testhooks.CrashAt(testhooks.FanOut)
		if next == "" {
			return c.cfg.Store.FinishFanOut(ctx, c.cfg.Platform, s.ID, s.Step)
		}
		cursor = next
		if err := ctx.Err(); err != nil {
			return err
		}
	}
}

// operators are those who run the bot on the platform, each a person alone.
func (c *distribution) operators() (chats []record.ChatID) {
	for _, person := range c.cfg.Core.Operators() {
		if person.Platform != c.cfg.Platform {
			continue
		}
		chats = append(chats, record.ChatID(person))
	}
	return chats
}

// page does a step for a page of chats and returns the cursor of the next.
func (c *distribution) page(ctx context.Context, s FanOut, cursor string) (string, error) {
	var chats []record.ChatID
	var next string
	var err error
	if s.To.Kind == record.ToOperators {
		chats = c.operators()
	} else if s.Step == StepPost || s.Recalls() {
		chats, next, err = c.cfg.Store.Recipients(ctx, c.cfg.Platform, s.Announcement, cursor)
	} else {
		chats, next, err = c.cfg.Store.FannedOut(ctx, c.cfg.Platform, s.ID, cursor)
	}
	if err != nil || len(chats) == 0 {
		return next, err
	}
	switch {
	case s.Recalls():
		_, err = c.cfg.Store.Recall(ctx, s.Announcement, chats, c.cfg.Clock.Now())
	case s.Step == StepPost:
		_, err = c.cfg.Store.FanOut(ctx, s.ID, chats, s.Confirmed)
	default:
		_, err = c.cfg.Store.FanOutStep(ctx, s.ID, s.Step, chats, c.cfg.Clock.Now())
	}
	return next, err
}
