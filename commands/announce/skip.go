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

// dateButton does something with a date.
func dateButton(s *session.Session, label, press string, a record.Announcement, date content.Date) reply.Button {
	return reply.Button{Label: s.Label(label, s.DateParts(date)), Do: pressLine(a, press, date.String())}
}
