package announce

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// mostSeries is how many announcements to one audience may come back: more is no
// rhythm any more.
const mostSeries = 10

// rhythm writes when an announcement comes back: "Every Wednesday at 19:00
// (Africa/Lagos)."
func rhythm(s *session.Session, r record.Repeat) string {
	with := words.With{"Days": s.Days(r.Days), "Time": s.Clock(r.At), "Zone": r.Zone}
	if zone, err := record.LoadZone(r.Zone); err == nil {
		with["Zone"] = session.ZoneText(zone)
	}
	switch r.Days {
	case 0, record.Weekdays | record.Weekends:
		return s.Say("announce.rhythm_daily", with)
	case record.Weekdays, record.Weekends:
		return s.Say("announce.rhythm_set", with)
	}
	return s.Say("announce.rhythm", with)
}

// rhythmLabel names when an announcement comes back on a button.
func rhythmLabel(s *session.Session, r record.Repeat) string {
	with := words.With{"Days": s.Days(r.Days), "Time": s.Clock(r.At)}
	if r.Until.IsZero() {
		return s.Label("button.rhythm", with)
	}
	with["Date"] = r.Until.String()
	return s.Label("button.rhythm_until", with)
}

// rhythmLines say when an announcement comes back, when it comes next, and what is
// to be known of its times.
func rhythmLines(s *session.Session, a record.Announcement) []reply.Block {
	texts := []string{rhythm(s, a.Repeat)}
	now := s.Request.Now
	if slot, comes := a.Repeat.Next(now); comes && a.State != record.StateEnded {
		texts = append(texts, s.Say("announce.next", words.With{"Date": s.Date(slot.Date)}))
	}
	switch last := a.Repeat.Last(now); {
	case last.IsZero() || a.State == record.StateEnded:
	case a.Repeat.Times > 0:
		texts = append(texts, s.Count("announce.times", a.Repeat.Times, words.With{"Date": s.Date(last)}))
	default:
		texts = append(texts, s.Say("announce.until", words.With{"Date": s.Date(last)}))
	}
	if skipped := coming(s, a.Repeat); len(skipped) > 0 && a.State != record.StateEnded {
		texts = append(texts, s.Say("announce.skips", words.With{"Dates": s.List(skipped)}))
	}
	var blocks []reply.Block
	for _, text := range texts {
		blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: text})
	}
	return blocks
}

// coming are the dates that are skipped and still to come, as they are written.
func coming(s *session.Session, r record.Repeat) []string {
	var all []string
	for _, date := range r.Skip {
		if r.Comes(date, s.Request.Now) {
			all = append(all, s.Date(date))
		}
	}
	return all
}

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

// dateButton does something with a date.
func dateButton(s *session.Session, label, press string, a record.Announcement, date content.Date) reply.Button {
	return reply.Button{Label: s.Label(label, s.DateParts(date)), Do: pressLine(a, press, date.String())}
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

// skip leaves a date of what comes back out, or takes it in again, and shows it.
func skip(ctx context.Context, s *session.Session, a record.Announcement, date content.Date, again bool) (reply.Reply, error) {
	err := s.Store().Adjust(ctx, a.ID, a.Edition, record.Adjustment{Skip: date, Again: again}, s.Request.Now)
	switch {
	case errors.Is(err, record.ErrNotFound):
		return reply.Reply{}, s.Problem("problem.no_date", words.With{"Date": s.Date(date)})
	case errors.Is(err, record.ErrFull):
		return reply.Reply{}, s.Problem("problem.skips", words.With{"Most": record.MaxSkips})
	case err != nil:
		return reply.Reply{}, fmt.Errorf("skip a date: %w", err)
	}
	if !again {
		if err := appendAudit(ctx, s.Env, a, record.ActionSkipped, s.User().String(), s.Request.Now); err != nil {
			return reply.Reply{}, err
		}
	}
	return seriesNow(ctx, s, a.ID)
}

// seriesNow shows what comes back as it is stored by now.
func seriesNow(ctx context.Context, s *session.Session, id string) (reply.Reply, error) {
	a, err := found(ctx, s, id)
	if err != nil {
		return reply.Reply{}, err
	}
	return seriesReply(ctx, s, a)
}

// askEnd asks whether nothing shall come back any more.
func askEnd(s *session.Session, a record.Announcement) reply.Reply {
	return reply.Reply{
		Title:  s.Say("announce.end"),
		Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say("announce.end_ask")}},
		Buttons: [][]reply.Button{
			{{Label: s.Say("button.end_now"), Do: pressLine(a, pressEnd)}},
			{{Label: s.Say("button.keep_it"), Do: pressLine(a, pressStatus)}},
		},
		Visibility: reply.InPlace,
	}
}

// endSeries ends what comes back.
func endSeries(ctx context.Context, s *session.Session, a record.Announcement) (reply.Reply, error) {
	err := s.Store().Adjust(ctx, a.ID, a.Edition, record.Adjustment{End: whyPerson}, s.Request.Now)
	if errors.Is(err, record.ErrNotFound) {
		return reply.Reply{}, s.Problem("announce.gone")
	}
	if err != nil {
		return reply.Reply{}, fmt.Errorf("end what comes back: %w", err)
	}
	if err := appendAudit(ctx, s.Env, a, record.ActionEnded, s.User().String(), s.Request.Now); err != nil {
		return reply.Reply{}, err
	}
	return seriesNow(ctx, s, a.ID)
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

// skipped is /announce skip: the next date, or the one that is named.
func skipped(ctx context.Context, s *session.Session) (reply.Reply, error) {
	a, err := steered(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	dates, err := skipDates(s, a)
	if err != nil {
		return reply.Reply{}, err
	}
	if len(dates) == 1 {
		return s.Privately(skip(ctx, s, a, dates[0], false))
	}
	var buttons []reply.Button
	for _, date := range dates {
		buttons = append(buttons, dateButton(s, "button.skip", pressSkip, a, date))
	}
	return s.Privately(s.Picker(s.Say("when.which_date"), s.Say("when.which_date_intro"), session.RowsOf(1, buttons)), nil)
}

// skipDates are the dates that a line names of what comes back; the next one where
// it names none.
func skipDates(s *session.Session, a record.Announcement) ([]content.Date, error) {
	zone, err := record.LoadZone(a.Repeat.Zone)
	if err != nil {
		zone = time.UTC
	}
	text := s.Arg(argWhen)
	if text == "" {
		slot, comes := a.Repeat.Next(s.Request.Now)
		if !comes {
			return nil, s.Problem("problem.no_series")
		}
		return []content.Date{slot.Date}, nil
	}
	dates, is := s.Dates(text, content.DateOf(s.Request.Now.In(zone)), zone)
	if !is {
		return nil, s.Problem("problem.date", words.With{"Text": session.Quote(text)})
	}
	come := slices.DeleteFunc(slices.Clone(dates), func(d content.Date) bool { return !a.Repeat.Comes(d, s.Request.Now) })
	if len(come) == 0 {
		return nil, s.Problem("problem.no_date", words.With{"Date": s.Date(dates[0])})
	}
	return come, nil
}

// ended is /announce end.
func ended(ctx context.Context, s *session.Session) (reply.Reply, error) {
	a, err := steered(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	return s.Privately(endSeries(ctx, s, a))
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
