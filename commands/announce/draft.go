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

// reshape changes a draft as its author asks, and shows it anew. A correction
// goes where the announcement has gone, at once, and changes nothing but the
// text.
func reshape(ctx context.Context, s *session.Session, m deskPress, draft record.Announcement) (reply.Reply, error) {
	switch {
	case m.verb == pressShow:
		return preview(ctx, s, draft, reply.InPlace)
	case m.verb == pressEdit:
		return askEdit(ctx, s, draft), nil
	case draft.Corrects != "":
		return reply.Reply{}, s.Problem("problem.button")
	case m.verb == pressCountry:
		return countryForm(s, draft), nil
	case m.verb == pressAskWhen:
		return askWhen(ctx, s, draft)
	case m.verb == pressAt:
		return scheduleAt(ctx, s, draft, m.more)
	case m.verb == pressEvery:
		return every(ctx, s, draft, m.more)
	case m.verb == pressUntil:
		return ending(ctx, s, draft, m.more)
	}
	next, err := reshaped(ctx, s, m, draft)
	if err != nil {
		return reply.Reply{}, err
	}
	return changeDraft(ctx, s, draft, next, reply.InPlace)
}

// reshaped is what a button makes of a draft.
func reshaped(ctx context.Context, s *session.Session, m deskPress, draft record.Announcement) (record.Announcement, error) {
	switch m.verb {
	case pressAtOnce:
		draft.At, draft.Repeat = time.Time{}, record.Repeat{}
	case pressNotice:
		draft.Kind, draft.Country = record.KindNotice, ""
	case pressUrgent, pressAlert:
		country := s.Library.Country(m.more)
		if country == nil {
			return draft, s.Problem("problem.button")
		}
		if m.verb == pressAlert {
			return alertFor(draft, country), nil
		}
		draft.Kind, draft.Country = record.KindUrgent, country.Key
	case pressPing:
		if err := pings(s, &draft, m.more == record.On); err != nil {
			return draft, err
		}
	case pressTo:
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
func changeDraft(ctx context.Context, s *session.Session, was, next record.Announcement, show reply.Visibility) (reply.Reply, error) {
	next, err := keep(ctx, s, was, next.NextEdition(record.EventChange, s.Request.Now))
	if err != nil {
		return reply.Reply{}, err
	}
	answer, err := preview(ctx, s, next, show)
	return unscheduled(s, was, answer), err
}

// keep stores the next edition of a draft. Where another edition was stored
// meanwhile, the error is ErrStale.
func keep(ctx context.Context, s *session.Session, was, next record.Announcement) (record.Announcement, error) {
	err := s.Store().SaveDraft(ctx, next)
	if errors.Is(err, record.ErrNotFound) {
		return next, s.Problem("announce.gone")
	}
	if err != nil {
		return next, fmt.Errorf("keep a draft: %w", err)
	}
	if was.Awaits() && next.State == record.StateDraft {
		err = appendAudit(ctx, s.Env, next, record.ActionCancelled, s.User().String(), s.Request.Now)
	}
	return next, err
}

// unscheduled adds to a reply that a draft is not scheduled any more, where it
// was.
func unscheduled(s *session.Session, was record.Announcement, answer reply.Reply) reply.Reply {
	text := map[record.AnnouncementState]string{record.StateScheduled: "announce.unscheduled", record.StateRecurring: "announce.unrepeated"}[was.State]
	if text != "" {
		answer.Blocks = append([]reply.Block{{Kind: reply.Paragraph, Text: s.Say(text)}}, answer.Blocks...)
	}
	return answer
}

// askEdit asks for a new text.
func askEdit(ctx context.Context, s *session.Session, draft record.Announcement) reply.Reply {
	return askWording(ctx, s, draft, wording{"edit", "announce.form_edit", "announce.edit_how", "announce.edit_ask"})
}

// edited is /announce edit.
func edited(ctx context.Context, s *session.Session) (reply.Reply, error) {
	id := s.Arg(argWhich)
	return newest(ctx, s, id, reply.Private, func() (reply.Reply, error) { return edit(ctx, s, id, s.Arg(argText)) })
}

// edit replaces the text of a draft.
func edit(ctx context.Context, s *session.Session, id, text string) (reply.Reply, error) {
	draft, err := ownDraft(ctx, s, id)
	if err != nil {
		return reply.Reply{}, err
	}
	if text = written(text); text == "" {
		text = written(s.Request.Quoted)
	}
	if text == "" {
		return askEdit(ctx, s, draft), nil
	}
	if err := checkText(s, text); err != nil {
		return reply.Reply{}, err
	}
	next := draft
	next.Text = text
	return changeDraft(ctx, s, draft, next, reply.Private)
}

// ownDraft is a draft that the asker wrote and may still change; a Problem says why
// there is none.
func ownDraft(ctx context.Context, s *session.Session, id string) (record.Announcement, error) {
	draft, err := found(ctx, s, id)
	if err == nil {
		err = mayDecide(ctx, s, draft)
	}
	switch {
	case err != nil:
	case s.User().String() != draft.Person:
		err = s.Problem("problem.not_yours")
	case draft.Sent():
		err = s.Problem("announce.sent_before")
	case draft.State == record.StateCancelled || draft.State == record.StateEnded:
		err = s.Problem("announce.gone")
	}
	return draft, err
}

// cancel ends a draft, or what is scheduled.
func cancel(ctx context.Context, s *session.Session, draft record.Announcement) (reply.Reply, error) {
	err := s.Store().Cancel(ctx, draft.ID, draft.Edition, s.Request.Now)
	if errors.Is(err, record.ErrNotFound) {
		return reply.Reply{}, s.Problem("announce.gone")
	}
	if err != nil {
		return reply.Reply{}, fmt.Errorf("cancel a draft: %w", err)
	}
	if draft.State == record.StateScheduled {
		err = appendAudit(ctx, s.Env, draft, record.ActionCancelled, s.User().String(), s.Request.Now)
	}
	return s.Replace("announce.cancelled"), err
}
