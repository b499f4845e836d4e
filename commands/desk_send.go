package commands

import (
	"context"
	"errors"
	"fmt"
	"time"

	"prayerbot/commands/words"
)

// mostInAnHour is how many announcements one audience may get in an hour: more
// is an accident or an abuse.
const mostInAnHour = 5

// send is the agreement of its author to a draft, or that of somebody else:
// where it is the last that is needed, the draft goes out, is scheduled, or
// corrects what was sent.
func (c *Core) send(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	if draft.Corrects != "" {
		return c.sendCorrection(ctx, a, draft)
	}
	v, err := c.cleared(ctx, a, draft)
	switch {
	case err != nil:
		return Reply{}, err
	case v != goes:
		return c.agree(ctx, a, draft, v)
	case !draft.At.IsZero():
		return c.book(ctx, a, draft, draft)
	}
	return c.confirm(ctx, a, draft)
}

// sendNow sends something that is scheduled at once. That is another time than
// the one that was agreed, so whoever has to agree does so anew.
func (c *Core) sendNow(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	v, err := c.cleared(ctx, a, draft)
	if err != nil {
		return Reply{}, err
	}
	if v == goes {
		return c.confirm(ctx, a, draft)
	}
	next := draft
	next.At = time.Time{}
	return c.askAgreement(ctx, a, draft, next, v)
}

// cleared weighs a draft that its author, or a second person, lets out now. A
// Problem says what forbids it; where it goes, it is counted among those of the
// hour.
func (c *Core) cleared(ctx context.Context, a *ask, draft Announcement) (verdict, error) {
	v, err := c.weigh(ctx, a, draft)
	if err == nil {
		err = a.refusal(v, draft)
	}
	if err == nil && v == goes {
		err = c.allow(ctx, a, draft)
	}
	return v, err
}

func (c *Core) confirm(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	n, err := c.Store.Audience(ctx, draft)
	if err != nil {
		return Reply{}, fmt.Errorf("count the chats: %w", err)
	}
	if n == 0 {
		return Reply{}, a.problem("announce.preview_none")
	}
	sent, first, err := c.commit(ctx, draft, n, a.person().String(), a.req.Now)
	switch {
	case errors.Is(err, ErrNone):
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
	again, err := c.Store.Allow(ctx, counted(draft), mostInAnHour, a.req.Now)
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

// counted is what a draft counts as: a correction as the announcement that it
// corrects, which within the hour was counted already.
func counted(draft Announcement) Announcement {
	if draft.Corrects != "" {
		draft.ID = draft.Corrects
	}
	return draft
}

// agree notes that the author has agreed, and says how the one who is missing
// does. Pressed again, it says the same.
func (c *Core) agree(ctx context.Context, a *ask, draft Announcement, v verdict) (Reply, error) {
	if draft.Agreed {
		return a.askedReply(draft, v), nil
	}
	return c.askAgreement(ctx, a, draft, draft, v)
}

// askAgreement stores what became of a draft as one that waits for somebody
// else. Who needs the owner's word asks no more often than they may announce in
// their own place.
func (c *Core) askAgreement(ctx context.Context, a *ask, was, next Announcement, v verdict) (Reply, error) {
	if v == waitsForOwner {
		own := next
		own.To = own.place()
		if err := c.allow(ctx, a, own); err != nil {
			return Reply{}, err
		}
	}
	next, err := c.keep(ctx, a, was, next.edition(EventAsk, a.req.Now))
	if err != nil {
		return Reply{}, err
	}
	if err := c.record(ctx, next, DeedAgreed, a.person().String(), a.req.Now); err != nil {
		return Reply{}, err
	}
	return a.unscheduled(was, a.askedReply(next, v)), nil
}

// askedReply says how the one whose agreement is missing agrees.
func (a *ask) askedReply(draft Announcement, v verdict) Reply {
	text := a.say("announce.second")
	if v == waitsForOwner {
		text = a.say("announce.owner")
	}
	return Reply{
		Blocks: []Block{
			{Kind: Paragraph, Text: text},
			{Kind: Paragraph, Text: "/announce approve " + draft.ID},
		},
		Buttons: [][]Button{{{Label: a.say("button.cancel"), Do: draft.do("cancel")}}},
		Show:    InPlace,
	}
}

// approve shows a draft to the second person.
func (c *Core) approve(ctx context.Context, a *ask, id string) (Reply, error) {
	draft, err := c.found(ctx, a, id)
	switch {
	case err != nil:
		return Reply{}, err
	case draft.Sent():
		return Reply{}, a.problem("announce.sent_before")
	case !draft.Agreed || draft.State == StateCancelled:
		return Reply{}, a.problem("announce.gone")
	case a.person().String() == draft.Person:
		return Reply{}, a.problem("problem.second")
	}
	if err := c.mayDecide(ctx, a, draft); err != nil {
		return Reply{}, err
	}
	v, err := c.weigh(ctx, a, draft)
	if err == nil {
		err = a.refusal(v, draft)
	}
	if err != nil {
		return Reply{}, err
	}
	return c.draftReply(ctx, a, draft, Secret)
}
