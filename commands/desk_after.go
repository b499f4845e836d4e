package commands

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// amend changes what was sent and notes who did.
func (c *Core) amend(ctx context.Context, a *ask, announcement Announcement, m Amendment, deed Deed) error {
	err := c.Store.Amend(ctx, announcement.ID, m, a.req.Now)
	if errors.Is(err, ErrNone) {
		return a.problem("announce.cannot")
	}
	if err != nil {
		return fmt.Errorf("amend an announcement: %w", err)
	}
	return c.record(ctx, announcement, deed, a.person().String(), a.req.Now)
}

// stopSending keeps what has not gone out from going out.
func (c *Core) stopSending(ctx context.Context, a *ask, announcement Announcement) (Reply, error) {
	if err := c.amend(ctx, a, announcement, Amendment{State: StateStopped}, DeedStopped); err != nil {
		return Reply{}, err
	}
	return a.doneReply(announcement, "announce.stopped"), nil
}

// doneReply says what happens now, with the way to see how far it is.
func (a *ask) doneReply(announcement Announcement, name string) Reply {
	reply := a.plainReply(name)
	reply.Buttons = [][]Button{{a.statusButton(announcement, "button.progress")}}
	return reply
}

// askRetract asks how an announcement shall be taken back.
func (a *ask) askRetract(announcement Announcement) Reply {
	return Reply{
		Title:  a.say("announce.retract"),
		Blocks: []Block{{Kind: Paragraph, Text: a.say("announce.retract_ask")}},
		Buttons: [][]Button{
			{{Label: a.say("button.delete_all"), Do: announcement.do("retract", "delete")}},
			{{Label: a.say("button.note_all"), Do: announcement.do("retract", "note")}},
			{a.statusButton(announcement, "button.keep_it")},
		},
		Show: InPlace,
	}
}

// retract takes an announcement back in every chat.
func (c *Core) retract(ctx context.Context, a *ask, announcement Announcement, note bool) (Reply, error) {
	if err := c.amend(ctx, a, announcement, Amendment{State: StateRetracted, Note: note}, DeedRetracted); err != nil {
		return Reply{}, err
	}
	return a.doneReply(announcement, "announce.retracting"), nil
}

// askCorrection asks for the right text.
func (a *ask) askCorrection(announcement Announcement) Reply {
	return Reply{
		Blocks: []Block{
			{Kind: Paragraph, Text: a.say("announce.correct_how")},
			{Kind: Paragraph, Text: "/announce correct " + announcement.ID},
		},
		Show: Secret,
		Ask:  a.form("announce correct "+announcement.ID, announcement.Text),
	}
}

// correct keeps a corrected text as a draft and shows it first.
func (c *Core) correct(ctx context.Context, a *ask, id, text string) (Reply, error) {
	announcement, err := c.found(ctx, a, id)
	if err != nil {
		return Reply{}, err
	}
	if err := c.maySteer(ctx, a, announcement); err != nil {
		return Reply{}, err
	}
	if text == "" {
		text = a.req.Quoted
	}
	switch {
	case a.req.Person == "":
		return Reply{}, a.problem("problem.anonymous")
	case !announcement.Phase(a.req.Now).Allows(EventCorrect):
		return Reply{}, a.problem("announce.cannot")
	case announcement.Revision >= MaxRevisions:
		return Reply{}, a.problem("problem.corrections")
	case text == "":
		return a.askCorrection(announcement), nil
	}
	if err := c.checkText(a, text); err != nil {
		return Reply{}, err
	}
	draft := announcement
	draft.ID, draft.Corrects, draft.Text, draft.State = c.newID(), announcement.ID, text, StateDraft
	draft.Person, draft.Edition, draft.Created, draft.Agreed = a.person().String(), 0, a.req.Now, false
	draft.At, draft.Confirmed, draft.Reach, draft.Revision, draft.Note = time.Time{}, time.Time{}, 0, 0, false
	if err := c.Store.SaveDraft(ctx, draft); err != nil {
		return Reply{}, fmt.Errorf("keep a draft: %w", err)
	}
	return c.preview(ctx, a, draft, Secret)
}

// sendCorrection needs what sending needs, for the audience that has the
// announcement.
func (c *Core) sendCorrection(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	announcement, err := c.found(ctx, a, draft.Corrects)
	if err != nil {
		return Reply{}, err
	}
	if err := c.mayManage(ctx, a, announcement); err != nil {
		return Reply{}, err
	}
	draft.To, draft.From, draft.Space, draft.Alone = announcement.To, announcement.From, announcement.Space, announcement.Alone
	v, err := c.cleared(ctx, a, draft)
	switch {
	case err != nil:
		return Reply{}, err
	case v != goes:
		return c.agree(ctx, a, draft, v)
	}
	return c.applyCorrection(ctx, a, announcement, draft)
}

// applyCorrection makes all copies say what a draft says. The draft ends first,
// so that it is this very edition, and nobody has taken it back.
func (c *Core) applyCorrection(ctx context.Context, a *ask, announcement, draft Announcement) (Reply, error) {
	err := c.Store.Cancel(ctx, draft.ID, draft.Edition, a.req.Now)
	if errors.Is(err, ErrNone) {
		return Reply{}, a.problem("announce.gone")
	}
	if err != nil {
		return Reply{}, fmt.Errorf("end a draft: %w", err)
	}
	m := Amendment{Text: draft.Text, Revision: announcement.Revision + 1}
	if announcement.Text == draft.Text {
		m.Revision = announcement.Revision
	}
	if err := c.amend(ctx, a, announcement, m, DeedCorrected); err != nil {
		return Reply{}, err
	}
	return a.doneReply(announcement, "announce.correcting"), nil
}
