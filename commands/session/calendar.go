package session

import (
	"context"
	"time"

	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// Calendar is the day on which a date is read; the feasts are those of the content.
// zone may be nil, where no instant is read.
func (p *Places) Calendar(today content.Date, zone *time.Location) words.Calendar {
	return words.Calendar{Today: today, Zone: zone, Begins: func(key string, year int) []content.Date {
		if o := p.Library.Occasion(key); o != nil {
			return o.Rule.Begins(year)
		}
		return nil
	}}
}

// Dates reads a date that was typed, or the key of one; false where it is none.
// There are two where either can be meant.
func (s *Session) Dates(text string, today content.Date, zone *time.Location) ([]content.Date, bool) {
	if key, is := reply.ReadKeyed(text); is {
		date, err := content.ParseDate(key)
		return []content.Date{date}, err == nil
	}
	dates := s.Own.ReadDate(text, s.Calendar(today, zone))
	return dates, len(dates) > 0
}

// AskDate asks which of two dates was meant, as the argument param of the command
// to which keys are the other arguments.
func (s *Session) AskDate(ctx context.Context, dates []content.Date, param string, keys reply.Args) reply.Reply {
	var buttons []reply.Button
	for _, d := range dates {
		buttons = append(buttons, AnswerButton(Label(s.Date(d)), d.String()))
	}
	picker := s.Picker(s.Say("when.which_date"), s.Say("when.which_date_intro"), RowsOf(1, buttons))
	return s.Ask(ctx, picker, param, keys, "")
}
