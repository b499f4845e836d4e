package commands

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// reshape changes a draft as its author asks, and shows it anew.
func (c *Core) reshape(ctx context.Context, a *ask, m move, draft Announcement) (Reply, error) {
	switch m.verb {
	case "show":
		return c.preview(ctx, a, draft, InPlace)
	case "edit":
		return a.askEdit(draft), nil
	case "when":
		return c.askWhen(ctx, a, draft)
	case "at":
		return c.scheduleAt(ctx, a, draft, m.more)
	case "soon":
		draft.At = time.Time{}
	case "notice":
		draft.Kind, draft.Country = KindNotice, ""
	case "urgent":
		country := a.lib.Country(m.more)
		if country == nil {
			return Reply{}, a.problem("problem.button")
		}
		draft.Kind, draft.Country = KindUrgent, country.Key
	case "ping":
		if draft.Ping = m.more == "on"; draft.Ping && !a.req.MayPing {
			return Reply{}, a.problem("problem.ping")
		}
	case "to":
		if err := c.choose(ctx, a, &draft, m.more); err != nil {
			return Reply{}, err
		}
	default:
		return Reply{}, a.problem("problem.button")
	}
	return c.next(ctx, a, draft)
}

// next stores a draft's next edition, to which nobody has agreed, and shows it.
func (c *Core) next(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	draft.Agreed = false
	if err := c.nextEdition(ctx, a, &draft); err != nil {
		return Reply{}, err
	}
	return c.preview(ctx, a, draft, InPlace)
}

// nextEdition stores a draft as its next edition.
func (c *Core) nextEdition(ctx context.Context, a *ask, draft *Announcement) error {
	draft.Edition++
	draft.Created = a.req.Now
	err := c.Store.SaveDraft(ctx, *draft)
	if errors.Is(err, ErrNone) {
		return a.problem("announce.gone")
	}
	if err != nil {
		return fmt.Errorf("keep a draft: %w", err)
	}
	return nil
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
	case text == "":
		return a.askEdit(draft), nil
	}
	if err := c.checkText(a, text); err != nil {
		return Reply{}, err
	}
	was := draft.State
	draft.Text, draft.State, draft.Agreed = text, StateDraft, false
	if err := c.nextEdition(ctx, a, &draft); err != nil {
		return Reply{}, err
	}
	if was == StateScheduled {
		if err := c.record(ctx, draft, DeedCancelled, a.person().String(), a.req.Now); err != nil {
			return Reply{}, err
		}
	}
	return c.preview(ctx, a, draft, Secret)
}

// cancel ends a draft.
func (c *Core) cancel(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	err := c.Store.Cancel(ctx, draft.ID, a.req.Now)
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
