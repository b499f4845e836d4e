package commands

import (
	"context"
	"errors"
	"fmt"

	"prayerbot/commands/words"
)

// mostInAnHour is how many announcements one audience may get in an hour: more
// is an accident or an abuse.
const mostInAnHour = 5

// send confirms a draft, or its second person's agreement.
func (c *Core) send(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	if draft.Corrects != "" {
		return c.applyCorrection(ctx, a, draft)
	}
	waits, err := c.needsSecond(ctx, a, draft)
	if err != nil || waits {
		if err != nil {
			return Reply{}, err
		}
		return c.agree(ctx, a, draft)
	}
	if err := c.allow(ctx, a, draft); err != nil {
		return Reply{}, err
	}
	if !draft.At.IsZero() && draft.State == StateDraft {
		return c.book(ctx, a, draft)
	}
	return c.confirm(ctx, a, draft)
}

func (c *Core) confirm(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	n, err := c.Store.Audience(ctx, draft)
	if err != nil {
		return Reply{}, fmt.Errorf("count the chats: %w", err)
	}
	sent, first, err := c.commit(ctx, draft, n, a.person().String(), a.req.Now)
	switch {
	case errors.Is(err, ErrNone), errors.Is(err, ErrOlder):
		return Reply{}, a.problem("announce.gone")
	case err != nil:
		return Reply{}, err
	case !first:
		return c.tooLate(ctx, a, sent)
	}
	return Reply{
		Blocks:  []Block{{Kind: Paragraph, Text: a.count("announce.sent", n)}},
		Buttons: [][]Button{{a.statusButton(sent, "button.progress"), {Label: a.say("button.stop"), Do: sent.do("stop")}}},
		Show:    InPlace,
	}, nil
}

// tooLate answers a button of a draft that was sent, aside: pressed twice, the
// answer to the first press stays.
func (c *Core) tooLate(ctx context.Context, a *ask, sent Announcement) (Reply, error) {
	reply := a.plainReply("announce.sent_before")
	reply.Buttons, reply.Show = [][]Button{{a.statusButton(sent, "button.progress")}}, Whisper
	return reply, nil
}

// allow refuses one announcement too many in an hour. Operators know what they
// do.
func (c *Core) allow(ctx context.Context, a *ask, draft Announcement) error {
	if a.operator() || draft.Wide() {
		return nil
	}
	again, err := c.Store.Allow(ctx, draft, mostInAnHour, a.req.Now)
	if err != nil {
		return fmt.Errorf("count the announcements of the hour: %w", err)
	}
	if again.IsZero() {
		return nil
	}
	zone, err := c.zoneOf(ctx, draft)
	if err != nil {
		return err
	}
	return a.problem("problem.hurry", words.With{"Most": mostInAnHour, "Time": again.In(zone).Format("15:04"), "Zone": zone.String()})
}

// needsSecond tells whether somebody else has to agree before a draft is sent:
// where the audience asks for two people, and it is its author who confirms.
func (c *Core) needsSecond(ctx context.Context, a *ask, draft Announcement) (bool, error) {
	if a.person().String() != draft.Person {
		return false, nil
	}
	two, err := c.twoPeople(ctx, draft.To)
	if err != nil {
		return false, fmt.Errorf("ask for the rule of two people: %w", err)
	}
	return two, nil
}

// agree notes that the author has confirmed, and says how the second person
// does.
func (c *Core) agree(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	if !draft.Agreed {
		draft.Agreed = true
		if err := c.nextEdition(ctx, a, &draft); err != nil {
			return Reply{}, err
		}
		if err := c.record(ctx, draft, DeedAgreed, a.person().String(), a.req.Now); err != nil {
			return Reply{}, err
		}
	}
	return Reply{
		Blocks: []Block{
			{Kind: Paragraph, Text: a.say("announce.second")},
			{Kind: Paragraph, Text: "/announce approve " + draft.ID},
		},
		Buttons: [][]Button{{{Label: a.say("button.cancel"), Do: draft.do("cancel")}}},
		Show:    InPlace,
	}, nil
}

// approve shows a draft to the second person.
func (c *Core) approve(ctx context.Context, a *ask, id string) (Reply, error) {
	draft, err := c.found(ctx, a, id)
	switch {
	case err != nil:
		return Reply{}, err
	case draft.Sent():
		return Reply{}, a.problem("announce.sent_before")
	case !draft.Agreed:
		return Reply{}, a.problem("announce.gone")
	case a.person().String() == draft.Person:
		return Reply{}, a.problem("problem.second")
	}
	if err := c.mayDecide(ctx, a, draft); err != nil {
		return Reply{}, err
	}
	return c.preview(ctx, a, draft, Secret)
}
