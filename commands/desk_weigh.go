package commands

import (
	"context"
	"fmt"
)

// weigh is whether a draft may go out when the asker, whom mayDecide has let
// through, presses its button at this moment.
func (c *Core) weigh(ctx context.Context, a *ask, draft Announcement) (verdict, error) {
	mine, err := c.standing(ctx, a, draft)
	if err != nil {
		return refusesAuthor, err
	}
	w := clearance{author: mine}
	if a.person().String() != draft.Person {
		w.agreed, w.second = true, mine
		if w.author, err = c.standingOf(ctx, draft, draft.Person); err != nil {
			return refusesAuthor, err
		}
	}
	return c.verdict(ctx, draft, w)
}

// weighDue is whether something that was scheduled may go out when its time has
// come: those who agreed are asked about anew.
func (c *Core) weighDue(ctx context.Context, due Announcement) (verdict, error) {
	author, err := c.standingOf(ctx, due, due.Person)
	if err != nil {
		return refusesAuthor, err
	}
	w := clearance{author: author}
	second, err := c.secondOf(ctx, due)
	if err != nil {
		return refusesAuthor, err
	}
	if w.agreed = second != ""; w.agreed {
		if w.second, err = c.standingOf(ctx, due, second); err != nil {
			return refusesAuthor, err
		}
	}
	return c.verdict(ctx, due, w)
}

// verdict adds to a clearance what its audience asks for now.
func (c *Core) verdict(ctx context.Context, draft Announcement, w clearance) (verdict, error) {
	if draft.To.Kind != ToCommunity {
		return w.verdict(), nil
	}
	var err error
	if w.two, err = c.twoPeople(ctx, draft.To); err != nil {
		return refusesAuthor, fmt.Errorf("ask for the rule of two people: %w", err)
	}
	if draft.Corrects == "" {
		chat, err := c.Store.Chat(ctx, draft.From)
		if err != nil {
			return refusesAuthor, fmt.Errorf("read the chat: %w", err)
		}
		w.left = chat.Community != draft.To.Key
	}
	return w.verdict(), nil
}

// maxTrail is how many lines of an audience's trail are searched: more than the
// limit of an hour lets come in TrailLife, each with all that can be done.
const maxTrail = 50_000

// secondOf is the person who agreed to something that is scheduled, and by that
// scheduled it, as the trail knows it; "" where its author did so alone.
func (c *Core) secondOf(ctx context.Context, due Announcement) (string, error) {
	if !due.Agreed {
		return "", nil
	}
	acts, err := c.Store.Trail(ctx, due.To, due.Created, maxTrail)
	if err != nil {
		return "", fmt.Errorf("read the trail: %w", err)
	}
	for _, act := range acts {
		if act.Announcement == due.ID && act.Deed == DeedScheduled {
			if act.Person == due.Person {
				return "", nil
			}
			return act.Person, nil
		}
	}
	return "", nil
}

// refusal is what somebody is told whose press sends nothing: "" where it goes
// out, or waits for somebody whom the asker can ask.
func (a *ask) refusal(v verdict, draft Announcement) error {
	switch v {
	case refusesAuthor:
		return a.problem("problem.author_right")
	case refusesSecond:
		return a.problem("problem.second_right")
	case refusesPlace:
		return a.problem("problem.left")
	case waitsForOwner:
		if a.person().String() != draft.Person {
			return a.problem("problem.owner_agrees")
		}
	}
	return nil
}
