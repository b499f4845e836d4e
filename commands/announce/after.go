package announce

import (
	"context"
	"errors"
	"fmt"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// amend changes what was sent and notes who did.
func amend(ctx context.Context, s *session.Session, announcement record.Announcement, m record.Amendment, action record.Action) error {
	err := s.Store().Amend(ctx, announcement.ID, m, s.Request.Now)
	if errors.Is(err, record.ErrNotFound) {
		return s.Problem("announce.cannot")
	}
	if err != nil {
		return fmt.Errorf("amend an announcement: %w", err)
	}
	return appendAudit(ctx, s.Env, announcement, action, s.User().String(), s.Request.Now)
}

// stopSending keeps what has not gone out from going out.
func stopSending(ctx context.Context, s *session.Session, announcement record.Announcement) (reply.Reply, error) {
	if err := amend(ctx, s, announcement, record.Amendment{State: record.StateStopped}, record.ActionStopped); err != nil {
		return reply.Reply{}, err
	}
	return doneReply(s, announcement, "announce.stopped"), nil
}

// doneReply says what happens now, with the way to see how far it is.
func doneReply(s *session.Session, announcement record.Announcement, name string) reply.Reply {
	answer := s.Replace(name)
	answer.Buttons = [][]reply.Button{{statusButton(s, announcement, "button.progress")}}
	return answer
}

// askRetract asks how an announcement shall be taken back.
func askRetract(s *session.Session, announcement record.Announcement) reply.Reply {
	return reply.Reply{
		Title:  s.Say("announce.retract"),
		Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say("announce.retract_ask")}},
		Buttons: [][]reply.Button{
			{{Label: s.Say("button.delete_all"), Do: pressLine(announcement, pressRetract, "delete")}},
			{{Label: s.Say("button.note_all"), Do: pressLine(announcement, pressRetract, "note")}},
			{statusButton(s, announcement, "button.keep_it")},
		},
		Visibility: reply.InPlace,
	}
}

// retract takes an announcement back in every chat.
func retract(ctx context.Context, s *session.Session, announcement record.Announcement, note bool) (reply.Reply, error) {
	if err := amend(ctx, s, announcement, record.Amendment{State: record.StateRetracted, Note: note}, record.ActionRetracted); err != nil {
		return reply.Reply{}, err
	}
	return doneReply(s, announcement, "announce.retracting"), nil
}

// askCorrection asks for the right text.
func askCorrection(ctx context.Context, s *session.Session, announcement record.Announcement) reply.Reply {
	return askWording(ctx, s, announcement, wording{"correct", "announce.form_correct", "announce.correct_how", "announce.correct_ask"})
}

// correct keeps a corrected text as a draft and shows it first.
func correct(ctx context.Context, s *session.Session) (reply.Reply, error) {
	announcement, err := found(ctx, s, s.Arg(argWhich))
	if err != nil {
		return reply.Reply{}, err
	}
	if announcement.State == record.StateRecurring { // what is to come is a draft again
		return edited(ctx, s)
	}
	if err := maySteer(ctx, s, announcement); err != nil {
		return reply.Reply{}, err
	}
	text := written(s.Arg(argText))
	if text == "" {
		text = written(s.Request.Quoted)
	}
	switch {
	case s.Request.Person == "":
		return reply.Reply{}, s.Named("")
	case !announcement.Phase(s.Request.Now).Allows(record.EventCorrect):
		return reply.Reply{}, s.Problem("announce.cannot")
	case announcement.Revision >= record.MaxRevisions:
		return reply.Reply{}, s.Problem("problem.corrections")
	case text == "":
		return askCorrection(ctx, s, announcement), nil
	}
	if err := checkText(s, text); err != nil {
		return reply.Reply{}, err
	}
	draft := announcement
	draft.ID, draft.Corrects, draft.Text, draft.State = newID(s.Env), announcement.ID, text, record.StateDraft
	draft.Person, draft.Edition, draft.Created, draft.Agreed = s.User().String(), 0, s.Request.Now, false
	draft.Second, draft.Of = "", record.Occurrence{}
	draft.At, draft.Confirmed, draft.Reach, draft.Revision, draft.Note = time.Time{}, time.Time{}, 0, 0, false
	if err := s.Store().SaveDraft(ctx, draft); err != nil {
		return reply.Reply{}, fmt.Errorf("keep a draft: %w", err)
	}
	return preview(ctx, s, draft, reply.Private)
}

// sendCorrection needs what sending needs, for the audience that has the
// announcement.
func sendCorrection(ctx context.Context, s *session.Session, draft record.Announcement) (reply.Reply, error) {
	announcement, err := found(ctx, s, draft.Corrects)
	if err != nil {
		return reply.Reply{}, err
	}
	if err := mayManage(ctx, s, announcement); err != nil {
		return reply.Reply{}, err
	}
	draft.To, draft.From, draft.GroupID, draft.Alone = announcement.To, announcement.From, announcement.GroupID, announcement.Alone
	v, err := cleared(ctx, s, draft)
	switch {
	case err != nil:
		return reply.Reply{}, err
	case v != goes:
		return agree(ctx, s, draft, v)
	}
	return applyCorrection(ctx, s, announcement, draft)
}

// applyCorrection makes all copies say what a draft says. The draft ends first,
// so that it is this very edition, and nobody has taken it back.
func applyCorrection(ctx context.Context, s *session.Session, announcement, draft record.Announcement) (reply.Reply, error) {
	err := s.Store().Cancel(ctx, draft.ID, draft.Edition, s.Request.Now)
	if errors.Is(err, record.ErrNotFound) {
		return reply.Reply{}, s.Problem("announce.gone")
	}
	if err != nil {
		return reply.Reply{}, fmt.Errorf("end a draft: %w", err)
	}
	m := record.Amendment{Text: draft.Text, Revision: announcement.Revision + 1}
	if announcement.Text == draft.Text {
		m.Revision = announcement.Revision
	}
	if err := amend(ctx, s, announcement, m, record.ActionCorrected); err != nil {
		return reply.Reply{}, err
	}
	return doneReply(s, announcement, "announce.correcting"), nil
}
