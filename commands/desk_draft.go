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
func reshape(ctx context.Context, s *Session, m deskPress, draft Announcement) (Reply, error) {
	switch {
	case m.verb == "show":
		return preview(ctx, s, draft, InPlace)
	case m.verb == "edit":
		return askEdit(s, draft), nil
	case draft.Corrects != "":
		return Reply{}, s.Problem("problem.button")
	case m.verb == "when":
		return askWhen(ctx, s, draft)
	case m.verb == "at":
		return scheduleAt(ctx, s, draft, m.more)
	}
	next, err := reshaped(ctx, s, m, draft)
	if err != nil {
		return Reply{}, err
	}
	return changeDraft(ctx, s, draft, next, InPlace)
}

// reshaped is what a button makes of a draft.
func reshaped(ctx context.Context, s *Session, m deskPress, draft Announcement) (Announcement, error) {
	switch m.verb {
	case "soon":
		draft.At = time.Time{}
	case "notice":
		draft.Kind, draft.Country = KindNotice, ""
	case "urgent":
		country := s.Library.Country(m.more)
		if country == nil {
			return draft, s.Problem("problem.button")
		}
		draft.Kind, draft.Country = KindUrgent, country.Key
	case "ping":
		if draft.Ping = m.more == "on"; draft.Ping && !s.Request.MayPing {
			return draft, s.Problem("problem.ping")
		}
	case "to":
		if err := choose(ctx, s, &draft, m.more); err != nil {
			return draft, err
		}
	default:
		return draft, s.Problem("problem.button")
	}
	return draft, nil
}

// changeDraft stores what became of a draft, to which nobody has agreed, and shows
// it.
func changeDraft(ctx context.Context, s *Session, was, next Announcement, show Show) (Reply, error) {
	next, err := keep(ctx, s, was, next.NextEdition(EventChange, s.Request.Now))
	if err != nil {
		return Reply{}, err
	}
	answer, err := preview(ctx, s, next, show)
	return unscheduled(s, was, answer), err
}

// keep stores the next edition of a draft. Where another edition was stored
// meanwhile, the error is ErrOlder.
func keep(ctx context.Context, s *Session, was, next Announcement) (Announcement, error) {
	err := s.Store().SaveDraft(ctx, next)
	if errors.Is(err, ErrNotFound) {
		return next, s.Problem("announce.gone")
	}
	if err != nil {
		return next, fmt.Errorf("keep a draft: %w", err)
	}
	if was.State == StateScheduled && next.State == StateDraft {
		err = appendAudit(ctx, s.Env, next, DeedCancelled, s.User().String(), s.Request.Now)
	}
	return next, err
}

// unscheduled adds to a reply that a draft is not scheduled any more, where it
// was.
func unscheduled(s *Session, was Announcement, answer Reply) Reply {
	if was.State == StateScheduled {
		answer.Blocks = append([]Block{{Kind: Paragraph, Text: s.Say("announce.unscheduled")}}, answer.Blocks...)
	}
	return answer
}

// askEdit asks for a new text.
func askEdit(s *Session, draft Announcement) Reply {
	return Reply{
		Blocks: []Block{
			{Kind: Paragraph, Text: s.Say("announce.edit_how")},
			{Kind: Paragraph, Text: "/announce edit " + draft.ID},
		},
		Show: Secret,
		Ask:  form(s, "announce edit "+draft.ID, draft.Text),
	}
}

// edit replaces the text of a draft.
func edit(ctx context.Context, s *Session, id, text string) (Reply, error) {
	draft, err := found(ctx, s, id)
	if err != nil {
		return Reply{}, err
	}
	if err := mayDecide(ctx, s, draft); err != nil {
		return Reply{}, err
	}
	if text == "" {
		text = s.Request.Quoted
	}
	switch {
	case s.User().String() != draft.Person:
		return Reply{}, s.Problem("problem.not_yours")
	case draft.Sent():
		return Reply{}, s.Problem("announce.sent_before")
	case draft.State == StateCancelled:
		return Reply{}, s.Problem("announce.gone")
	case text == "":
		return askEdit(s, draft), nil
	}
	if err := checkText(s, text); err != nil {
		return Reply{}, err
	}
	next := draft
	next.Text = text
	return changeDraft(ctx, s, draft, next, Secret)
}

// cancel ends a draft, or what is scheduled.
func cancel(ctx context.Context, s *Session, draft Announcement) (Reply, error) {
	err := s.Store().Cancel(ctx, draft.ID, draft.Edition, s.Request.Now)
	if errors.Is(err, ErrNotFound) {
		return Reply{}, s.Problem("announce.gone")
	}
	if err != nil {
		return Reply{}, fmt.Errorf("cancel a draft: %w", err)
	}
	if draft.State == StateScheduled {
		err = appendAudit(ctx, s.Env, draft, DeedCancelled, s.User().String(), s.Request.Now)
	}
	return s.Replace("announce.cancelled"), err
}
