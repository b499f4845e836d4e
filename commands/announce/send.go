package announce

import (
	"context"
	"errors"
	"fmt"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// mostInAnHour is how many announcements one audience may get in an hour: more
// is an accident or an abuse.
const mostInAnHour = 5

// send is the agreement of its author to a draft, or that of somebody else:
// where it is the last that is needed, the draft goes out, is scheduled, or
// corrects what was sent.
func send(ctx context.Context, s *session.Session, draft record.Announcement) (reply.Reply, error) {
	if draft.Corrects != "" {
		return sendCorrection(ctx, s, draft)
	}
	v, err := cleared(ctx, s, draft)
	switch {
	case err != nil:
		return reply.Reply{}, err
	case v != goes:
		return agree(ctx, s, draft, v)
	case !draft.At.IsZero() || draft.Repeat.Is():
		return book(ctx, s, draft, draft)
	}
	return confirm(ctx, s, draft)
}

// sendNow sends something that is scheduled at once. That is another time than
// the one that was agreed, so whoever has to agree does so anew.
func sendNow(ctx context.Context, s *session.Session, draft record.Announcement) (reply.Reply, error) {
	v, err := cleared(ctx, s, draft)
	if err != nil {
		return reply.Reply{}, err
	}
	if v == goes {
		return confirm(ctx, s, draft)
	}
	next := draft
	next.At, next.Repeat = time.Time{}, record.Repeat{}
	return askAgreement(ctx, s, draft, next, v)
}

// cleared weighs a draft that its author, or a second person, lets out now. A
// Problem says what forbids it; where it goes, it is counted among those of the
// hour.
func cleared(ctx context.Context, s *session.Session, draft record.Announcement) (decision, error) {
	v, err := weigh(ctx, s, draft)
	if err == nil {
		err = refusal(s, v, draft)
	}
	if err == nil && v == goes {
		err = allow(ctx, s, draft)
	}
	return v, err
}

func confirm(ctx context.Context, s *session.Session, draft record.Announcement) (reply.Reply, error) {
	n, err := s.Store().Audience(ctx, draft)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("count the chats: %w", err)
	}
	if n == 0 {
		return reply.Reply{}, s.Problem("announce.preview_none")
	}
	sent, first, err := commit(ctx, s.Env, draft, n, s.User().String(), s.Request.Now)
	switch {
	case errors.Is(err, record.ErrNotFound):
		return reply.Reply{}, s.Problem("announce.gone")
	case err != nil:
		return reply.Reply{}, err
	case !first:
		return tooLate(ctx, s, sent)
	}
	return reply.Reply{
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: s.Count("announce.sent", n)}},
		Buttons:    [][]reply.Button{{statusButton(s, sent, "button.progress"), {Label: s.Say("button.stop"), Do: pressLine(sent, pressStop)}}},
		Visibility: reply.InPlace,
	}, nil
}

// tooLate answers a button of a draft that was sent, aside: pressed twice, the
// answer to the first press stays.
func tooLate(ctx context.Context, s *session.Session, sent record.Announcement) (reply.Reply, error) {
	answer := s.Replace("announce.sent_before")
	answer.Buttons, answer.Visibility = [][]reply.Button{{statusButton(s, sent, "button.progress")}}, reply.ForAsker
	return answer, nil
}

// allow refuses one announcement too many in an hour. Operators know what they
// do.
func allow(ctx context.Context, s *session.Session, draft record.Announcement) error {
	if s.IsOperator() || draft.Wide() {
		return nil
	}
	again, err := s.Store().Allow(ctx, counted(draft), mostInAnHour, s.Request.Now)
	if err != nil {
		return fmt.Errorf("count the announcements of the hour: %w", err)
	}
	if again.IsZero() {
		return nil
	}
	zone, err := zoneOf(ctx, s.Env, draft)
	if err != nil {
		return err
	}
	return s.Problem("problem.hurry", words.With{"Most": mostInAnHour, "Time": s.Own.ClockOf(again.In(zone)), "Zone": session.ZoneText(zone)})
}

// counted is what a draft counts as: a correction as the announcement that it
// corrects, which within the hour was counted already.
func counted(draft record.Announcement) record.Announcement {
	if draft.Corrects != "" {
		draft.ID = draft.Corrects
	}
	return draft
}

// agree notes that the author has agreed, and says how the one who is missing
// does. Pressed again, it says the same.
func agree(ctx context.Context, s *session.Session, draft record.Announcement, v decision) (reply.Reply, error) {
	if draft.Agreed {
		return askedReply(s, draft, v), nil
	}
	return askAgreement(ctx, s, draft, draft, v)
}

// askAgreement stores what became of a draft as one that waits for somebody
// else. Who needs the owner's word asks no more often than they may announce in
// their own place.
func askAgreement(ctx context.Context, s *session.Session, was, next record.Announcement, v decision) (reply.Reply, error) {
	if v == waitsForOwner {
		own := next
		own.To = own.Origin()
		if err := allow(ctx, s, own); err != nil {
			return reply.Reply{}, err
		}
	}
	next, err := keep(ctx, s, was, next.NextEdition(record.EventAsk, s.Request.Now))
	if err != nil {
		return reply.Reply{}, err
	}
	if err := appendAudit(ctx, s.Env, next, record.ActionAgreed, s.User().String(), s.Request.Now); err != nil {
		return reply.Reply{}, err
	}
	return unscheduled(s, was, askedReply(s, next, v)), nil
}

// askedReply says how the one whose agreement is missing agrees.
func askedReply(s *session.Session, draft record.Announcement, v decision) reply.Reply {
	text := s.Say("announce.second")
	if v == waitsForOwner {
		text = s.Say("announce.owner")
	}
	return reply.Reply{
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: text},
			{Kind: reply.Paragraph, Text: "/announce approve " + draft.ID},
		},
		Buttons:    [][]reply.Button{{{Label: s.Say("button.cancel"), Do: pressLine(draft, pressCancel)}}},
		Visibility: reply.InPlace,
	}
}

// approve shows a draft to the second person.
func approve(ctx context.Context, s *session.Session) (reply.Reply, error) {
	draft, err := found(ctx, s, s.Arg(argWhich))
	switch {
	case err != nil:
		return reply.Reply{}, err
	case draft.Sent():
		return reply.Reply{}, s.Problem("announce.sent_before")
	case !draft.Agreed || draft.State == record.StateCancelled || draft.State == record.StateEnded:
		return reply.Reply{}, s.Problem("announce.gone")
	case s.User().String() == draft.Person:
		return reply.Reply{}, s.Problem("problem.second")
	}
	if err := mayDecide(ctx, s, draft); err != nil {
		return reply.Reply{}, err
	}
	v, err := weigh(ctx, s, draft)
	if err == nil {
		err = refusal(s, v, draft)
	}
	if err != nil {
		return reply.Reply{}, err
	}
	return draftReply(ctx, s, draft, reply.Private)
}
