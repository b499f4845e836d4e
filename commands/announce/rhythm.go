package announce

import (
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

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
