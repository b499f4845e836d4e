package announce

import (
	"context"
	"fmt"
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// mostSeries is how many announcements to one audience may come back: more is no
// rhythm any more.
const mostSeries = 10

// seriesReply shows what comes back: when, when next, what became of it lately, and
// what can be done.
func seriesReply(ctx context.Context, s *session.Session, a record.Announcement) (reply.Reply, error) {
	blocks := rhythmLines(s, a)
	if a.State == record.StateEnded {
		blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say("series." + knownWord(a.Repeat.Ended, record.EndOver, whyPerson, whyAuthor, whySecond, whyPlace))})
	} else {
		n, err := s.Store().Audience(ctx, a)
		if err != nil {
			return reply.Reply{}, fmt.Errorf("count the chats: %w", err)
		}
		blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Count("announce.recurring", n, words.With{"Audience": audienceName(s, a.To)})})
	}
	if !a.Repeat.Missed.IsZero() {
		text := s.Say("announce.missed", words.With{"Date": s.Date(a.Repeat.Missed), "Why": s.Say("missed." + knownWord(a.Repeat.Why, whyLate, whyNobody, whyAuthor, whySecond, whyPlace, whyHalted))})
		blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: text})
	}
	blocks = append(blocks, reply.Block{Kind: reply.Foreign, Text: a.Text})
	if a.State != record.StateEnded {
		blocks = append(blocks, s.HowTyped("announce.recurring_how", words.With{"ID": a.ID})...)
	}
	buttons, err := seriesButtons(ctx, s, a)
	return reply.Reply{Title: s.Say("announce.series"), Blocks: blocks, Buttons: buttons, Visibility: reply.InPlace}, err
}

// knownWord is a word for a reason that is stored, or whyRule where no sentence is
// known for it.
func knownWord(word string, known ...string) string {
	if slices.Contains(known, word) {
		return word
	}
	return whyRule
}

// seriesButtons are what can be done with what comes back, by the asker.
func seriesButtons(ctx context.Context, s *session.Session, a record.Announcement) ([][]reply.Button, error) {
	if a.State == record.StateEnded {
		return nil, nil
	}
	mine, err := askerStanding(ctx, s, a)
	author := s.User().String() == a.Person
	if err != nil || mine != decider && !author {
		return nil, err
	}
	var row []reply.Button
	if slot, comes := a.Repeat.Next(s.Request.Now); comes {
		row = append(row, dateButton(s, "button.skip", pressSkip, a, slot.Date))
	}
	if i := slices.IndexFunc(a.Repeat.Skip, func(d content.Date) bool { return a.Repeat.Comes(d, s.Request.Now) }); i >= 0 {
		row = append(row, dateButton(s, "button.unskip", pressUnskip, a, a.Repeat.Skip[i]))
	}
	rows := [][]reply.Button{row}
	var change []reply.Button
	if author {
		change = []reply.Button{{Label: s.Say("button.when"), Do: pressLine(a, pressAskWhen)}, {Label: s.Say("button.edit"), Do: pressLine(a, pressEdit)}}
	}
	return append(rows, append(change, reply.Button{Label: s.Say("button.end_series"), Do: pressLine(a, pressAskEnd)})), nil
}

// deskSeries is desk for what comes back, or did.
func deskSeries(ctx context.Context, s *session.Session, m deskPress, a record.Announcement) (reply.Reply, error) {
	if err := mayManage(ctx, s, a); err != nil {
		return reply.Reply{}, err
	}
	switch {
	case m.verb == pressStatus, a.State == record.StateEnded, m.edition == a.Edition && (m.verb == pressSend || m.verb == pressShow):
		return seriesReply(ctx, s, a)
	case m.edition != a.Edition:
		return changed(ctx, s, a, reply.InPlace)
	}
	switch m.verb {
	case pressSkip, pressUnskip, pressAskEnd, pressEnd:
		return steerSeries(ctx, s, m, a)
	}
	if s.User().String() != a.Person {
		return reply.Reply{}, s.Problem("problem.not_yours")
	}
	return reshape(ctx, s, m, a)
}

// steerSeries takes something away from what comes back.
func steerSeries(ctx context.Context, s *session.Session, m deskPress, a record.Announcement) (reply.Reply, error) {
	if err := maySteer(ctx, s, a); err != nil {
		return reply.Reply{}, err
	}
	date, err := content.ParseDate(m.more)
	switch {
	case m.verb == pressAskEnd:
		return askEnd(s, a), nil
	case m.verb == pressEnd:
		return endSeries(ctx, s, a)
	case err != nil:
		return reply.Reply{}, s.Problem("problem.button")
	}
	return skip(ctx, s, a, date, m.verb == pressUnskip)
}

// seriesNow shows what comes back as it is stored by now.
func seriesNow(ctx context.Context, s *session.Session, id string) (reply.Reply, error) {
	a, err := found(ctx, s, id)
	if err != nil {
		return reply.Reply{}, err
	}
	return seriesReply(ctx, s, a)
}

// steered is what comes back that a typed line names, where the asker may take
// something away from it.
func steered(ctx context.Context, s *session.Session) (record.Announcement, error) {
	a, err := found(ctx, s, s.Arg(argWhich))
	if err == nil {
		err = maySteer(ctx, s, a)
	}
	if err == nil && a.State != record.StateRecurring {
		err = s.Problem("problem.no_series")
	}
	return a, err
}

// tooMany refuses one announcement more to an audience that comes back than there
// may be.
func tooMany(ctx context.Context, s *session.Session, draft record.Announcement) error {
	all, err := s.Store().Recurring(ctx, draft.From.Platform, s.Request.Now)
	if err != nil {
		return fmt.Errorf("look for what comes back: %w", err)
	}
	others := 0
	for _, a := range all {
		if a.To == draft.To && a.ID != draft.ID {
			others++
		}
	}
	if others >= mostSeries {
		return s.Problem("problem.series", words.With{"Most": mostSeries})
	}
	return nil
}
