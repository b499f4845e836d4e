package commands

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// amend changes what was sent and notes who did.
func amend(ctx context.Context, s *Session, announcement Announcement, m Amendment, deed Deed) error {
	err := s.Store().Amend(ctx, announcement.ID, m, s.Request.Now)
	if errors.Is(err, ErrNotFound) {
		return s.Problem("announce.cannot")
	}
	if err != nil {
		return fmt.Errorf("amend an announcement: %w", err)
	}
	return appendAudit(ctx, s.Env, announcement, deed, s.User().String(), s.Request.Now)
}

// stopSending keeps what has not gone out from going out.
func stopSending(ctx context.Context, s *Session, announcement Announcement) (Reply, error) {
	if err := amend(ctx, s, announcement, Amendment{State: StateStopped}, DeedStopped); err != nil {
		return Reply{}, err
	}
	return doneReply(s, announcement, "announce.stopped"), nil
}

// doneReply says what happens now, with the way to see how far it is.
func doneReply(s *Session, announcement Announcement, name string) Reply {
	answer := s.Replace(name)
	answer.Buttons = [][]Button{{statusButton(s, announcement, "button.progress")}}
	return answer
}

// askRetract asks how an announcement shall be taken back.
func askRetract(s *Session, announcement Announcement) Reply {
	return Reply{
		Title:  s.Say("announce.retract"),
		Blocks: []Block{{Kind: Paragraph, Text: s.Say("announce.retract_ask")}},
		Buttons: [][]Button{
			{{Label: s.Say("button.delete_all"), Do: pressLine(announcement, "retract", "delete")}},
			{{Label: s.Say("button.note_all"), Do: pressLine(announcement, "retract", "note")}},
			{statusButton(s, announcement, "button.keep_it")},
		},
		Show: InPlace,
	}
}

// retract takes an announcement back in every chat.
func retract(ctx context.Context, s *Session, announcement Announcement, note bool) (Reply, error) {
	if err := amend(ctx, s, announcement, Amendment{State: StateRetracted, Note: note}, DeedRetracted); err != nil {
		return Reply{}, err
	}
	return doneReply(s, announcement, "announce.retracting"), nil
}

// askCorrection asks for the right text.
func askCorrection(s *Session, announcement Announcement) Reply {
	return Reply{
		Blocks: []Block{
			{Kind: Paragraph, Text: s.Say("announce.correct_how")},
			{Kind: Paragraph, Text: "/announce correct " + announcement.ID},
		},
		Show: Secret,
		Ask:  form(s, "announce correct "+announcement.ID, announcement.Text),
	}
}

// correct keeps a corrected text as a draft and shows it first.
func correct(ctx context.Context, s *Session, id, text string) (Reply, error) {
	announcement, err := found(ctx, s, id)
	if err != nil {
		return Reply{}, err
	}
	if err := maySteer(ctx, s, announcement); err != nil {
		return Reply{}, err
	}
	if text == "" {
		text = s.Request.Quoted
	}
	switch {
	case s.Request.Person == "":
		return Reply{}, s.Problem("problem.anonymous")
	case !announcement.Phase(s.Request.Now).Allows(EventCorrect):
		return Reply{}, s.Problem("announce.cannot")
	case announcement.Revision >= MaxRevisions:
		return Reply{}, s.Problem("problem.corrections")
	case text == "":
		return askCorrection(s, announcement), nil
	}
	if err := checkText(s, text); err != nil {
		return Reply{}, err
	}
	draft := announcement
	draft.ID, draft.Corrects, draft.Text, draft.State = newID(s.Env), announcement.ID, text, StateDraft
	draft.Person, draft.Edition, draft.Created, draft.Agreed = s.User().String(), 0, s.Request.Now, false
	draft.At, draft.Confirmed, draft.Reach, draft.Revision, draft.Note = time.Time{}, time.Time{}, 0, 0, false
	if err := s.Store().SaveDraft(ctx, draft); err != nil {
		return Reply{}, fmt.Errorf("keep a draft: %w", err)
	}
	return preview(ctx, s, draft, Secret)
}

// sendCorrection needs what sending needs, for the audience that has the
// announcement.
func sendCorrection(ctx context.Context, s *Session, draft Announcement) (Reply, error) {
	announcement, err := found(ctx, s, draft.Corrects)
	if err != nil {
		return Reply{}, err
	}
	if err := mayManage(ctx, s, announcement); err != nil {
		return Reply{}, err
	}
	draft.To, draft.From, draft.Space, draft.Alone = announcement.To, announcement.From, announcement.Space, announcement.Alone
	v, err := cleared(ctx, s, draft)
	switch {
	case err != nil:
		return Reply{}, err
	case v != goes:
		return agree(ctx, s, draft, v)
	}
	return applyCorrection(ctx, s, announcement, draft)
}

// applyCorrection makes all copies say what a draft says. The draft ends first,
// so that it is this very edition, and nobody has taken it back.
func applyCorrection(ctx context.Context, s *Session, announcement, draft Announcement) (Reply, error) {
	err := s.Store().Cancel(ctx, draft.ID, draft.Edition, s.Request.Now)
	if errors.Is(err, ErrNotFound) {
		return Reply{}, s.Problem("announce.gone")
	}
	if err != nil {
		return Reply{}, fmt.Errorf("end a draft: %w", err)
	}
	m := Amendment{Text: draft.Text, Revision: announcement.Revision + 1}
	if announcement.Text == draft.Text {
		m.Revision = announcement.Revision
	}
	if err := amend(ctx, s, announcement, m, DeedCorrected); err != nil {
		return Reply{}, err
	}
	return doneReply(s, announcement, "announce.correcting"), nil
}
