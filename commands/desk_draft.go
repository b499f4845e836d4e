package commands

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// reshape changes a draft as its author asks, and shows it anew. A correction
// goes where the announcement has gone, at once, and changes nothing but the
// text.
func (c *Core) reshape(ctx context.Context, a *ask, m move, draft Announcement) (Reply, error) {
	switch {
	case m.verb == "show":
		return c.preview(ctx, a, draft, InPlace)
	case m.verb == "edit":
		return a.askEdit(draft), nil
	case draft.Corrects != "":
		return Reply{}, a.problem("problem.button")
	case m.verb == "when":
		return c.askWhen(ctx, a, draft)
	case m.verb == "at":
		return c.scheduleAt(ctx, a, draft, m.more)
	}
	next, err := c.reshaped(ctx, a, m, draft)
	if err != nil {
		return Reply{}, err
	}
	return c.changeDraft(ctx, a, draft, next, InPlace)
}

// reshaped is what a button makes of a draft.
func (c *Core) reshaped(ctx context.Context, a *ask, m move, draft Announcement) (Announcement, error) {
	switch m.verb {
	case "soon":
		draft.At = time.Time{}
	case "notice":
		draft.Kind, draft.Country = KindNotice, ""
	case "urgent":
		country := a.lib.Country(m.more)
		if country == nil {
			return draft, a.problem("problem.button")
		}
		draft.Kind, draft.Country = KindUrgent, country.Key
	case "ping":
		if draft.Ping = m.more == "on"; draft.Ping && !a.req.MayPing {
			return draft, a.problem("problem.ping")
		}
	case "to":
		if err := c.choose(ctx, a, &draft, m.more); err != nil {
			return draft, err
		}
	default:
		return draft, a.problem("problem.button")
	}
	return draft, nil
}

// changeDraft stores what became of a draft, to which nobody has agreed, and shows
// it.
func (c *Core) changeDraft(ctx context.Context, a *ask, was, next Announcement, show Show) (Reply, error) {
	next, err := c.keep(ctx, a, was, next.edition(EventChange, a.req.Now))
	if err != nil {
		return Reply{}, err
	}
	reply, err := c.preview(ctx, a, next, show)
	return a.unscheduled(was, reply), err
}

// keep stores the next edition of a draft. Where another edition was stored
// meanwhile, the error is ErrOlder.
func (c *Core) keep(ctx context.Context, a *ask, was, next Announcement) (Announcement, error) {
	err := c.Store.SaveDraft(ctx, next)
	if errors.Is(err, ErrNone) {
		return next, a.problem("announce.gone")
	}
	if err != nil {
		return next, fmt.Errorf("keep a draft: %w", err)
	}
	if was.State == StateScheduled && next.State == StateDraft {
		err = c.record(ctx, next, DeedCancelled, a.person().String(), a.req.Now)
	}
	return next, err
}

// unscheduled adds to a reply that a draft is not scheduled any more, where it
// was.
func (a *ask) unscheduled(was Announcement, reply Reply) Reply {
	if was.State == StateScheduled {
		reply.Blocks = append([]Block{{Kind: Paragraph, Text: a.say("announce.unscheduled")}}, reply.Blocks...)
	}
	return reply
}

// askEdit asks for a new text.
func (a *ask) askEdit(draft Announcement) Reply {
	return Reply{
		Blocks: []Block{
			{Kind: Paragraph, Text: a.say("announce.edit_how")},
			{Kind: Paragraph, Text: "/announce edit " + draft.ID},
		},
		Show: Secret,
		Ask:  a.form("announce edit "+draft.ID, draft.Text),
	}
}

// edit replaces the text of a draft.
func (c *Core) edit(ctx context.Context, a *ask, id, text string) (Reply, error) {
	draft, err := c.found(ctx, a, id)
	if err != nil {
		return Reply{}, err
	}
	if err := c.mayDecide(ctx, a, draft); err != nil {
		return Reply{}, err
	}
	if text == "" {
		text = a.req.Quoted
	}
	switch {
	case a.person().String() != draft.Person:
		return Reply{}, a.problem("problem.not_yours")
	case draft.Sent():
		return Reply{}, a.problem("announce.sent_before")
	case draft.State == StateCancelled:
		return Reply{}, a.problem("announce.gone")
	case text == "":
		return a.askEdit(draft), nil
	}
	if err := c.checkText(a, text); err != nil {
		return Reply{}, err
	}
	next := draft
	next.Text = text
	return c.changeDraft(ctx, a, draft, next, Secret)
}

// cancel ends a draft, or what is scheduled.
func (c *Core) cancel(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	err := c.Store.Cancel(ctx, draft.ID, draft.Edition, a.req.Now)
	if errors.Is(err, ErrNone) {
		return Reply{}, a.problem("announce.gone")
	}
	if err != nil {
		return Reply{}, fmt.Errorf("cancel a draft: %w", err)
	}
	if draft.State == StateScheduled {
		err = c.record(ctx, draft, DeedCancelled, a.person().String(), a.req.Now)
	}
	return a.plainReply("announce.cancelled"), err
}
