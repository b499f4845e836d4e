package commands

import (
	"context"
	"fmt"
	"time"
)

// A Proclamation is what an operator wants announced from the machine.
type Proclamation struct {
	To      string // as ParseAudience reads it
	Urgent  bool   // asks for prayer for Country
	Country string // its name or code
	Text    string
	At      string         // "19:00", "tomorrow 19:00", "2026-12-24 19:00"; "" is at once
	Zone    *time.Location // whose clocks At means
}

// Compose makes a draft of a proclamation, which is not stored yet, and counts
// whom it reaches. What is wrong with it is a Problem.
func (c *Core) Compose(ctx context.Context, p Proclamation, now time.Time) (Announcement, int, error) {
	a := c.ask(Request{Now: now})
	draft := Announcement{ID: c.newID(), Text: cleaned(p.Text), State: StateDraft, Created: now}
	var err error
	if draft.To, err = c.ParseAudience(p.To); err != nil {
		return draft, 0, err
	}
	draft.Within = within(a.lib, draft.To)
	if err := c.checkProclaimed(a, draft.Text); err != nil {
		return draft, 0, err
	}
	if p.Urgent {
		country := a.named(p.Country)
		if country == nil {
			return draft, 0, a.problem("problem.urgent")
		}
		draft.Kind, draft.Country = KindUrgent, country.Key
	}
	if p.At != "" {
		if draft.At, err = a.parseMoment(p.At, p.Zone); err != nil {
			return draft, 0, err
		}
	}
	n, err := c.Store.Audience(ctx, draft)
	if err != nil {
		return draft, 0, fmt.Errorf("count the chats: %w", err)
	}
	return draft, n, nil
}

// checkProclaimed refuses what cannot be an announcement.
func (c *Core) checkProclaimed(a *ask, text string) error {
	switch {
	case text == "":
		return a.problem("problem.empty_announcement")
	case hidden(text, true):
		return a.problem("problem.characters")
	}
	return c.checkText(a, text)
}

// Proclaim sends a draft that Compose has made, or schedules it, in the name of
// the operator at the machine.
func (c *Core) Proclaim(ctx context.Context, draft Announcement, reach int, now time.Time) error {
	if draft.Reach = reach; !draft.At.IsZero() {
		draft.State = StateScheduled
	}
	if err := c.Store.SaveDraft(ctx, draft); err != nil {
		return fmt.Errorf("keep a draft: %w", err)
	}
	if draft.State == StateScheduled {
		return c.record(ctx, draft, DeedScheduled, "", now)
	}
	_, _, err := c.commit(ctx, draft, reach, "", now)
	return err
}
