package pray

import (
	"slices"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// weekDays is how many days a weekly digest tells of: its own, and those before it.
const weekDays = 7

// week is what a subscription to the points of a week receives for a slot: of each
// day what /pray answers on it, with a button that shows it whole.
func week(s *session.Session, selection content.Selection, slot record.Slot) reply.Reply {
	list := reply.Block{Kind: reply.List}
	answer := reply.Reply{Title: weekTitle(s, selection), Dated: s.Date(slot.Date), Topics: s.Topics()}
	var buttons []reply.Button
	for ago := weekDays - 1; ago >= 0; ago-- {
		date := slot.Date.Add(-ago)
		point := s.Library.Daily(date, selection, slot.Date)
		if point == nil {
			return s.Sentence("pray.nothing")
		}
		list.Items = append(list.Items, reply.Item{Label: s.Date(date), Text: pointTitle(s, point)})
		if button := weekButton(s, date, point); !slices.ContainsFunc(buttons, func(b reply.Button) bool { return b.Do == button.Do }) {
			buttons = append(buttons, button)
			answer.About = append(answer.About, about(point)...)
		}
		if ago == 0 {
			answer.Buttons = [][]reply.Button{{{Label: s.Say("button.prayed"), Do: "prayed " + point.ID}}}
		}
	}
	answer.Blocks = []reply.Block{list, {Kind: reply.Note, Text: s.Say("week.read")}}
	answer.Buttons = append(answer.Buttons, session.RowsOf(2, buttons)...)
	return s.WithEnglishNote(answer)
}

func weekTitle(s *session.Session, selection content.Selection) string {
	if selection.Whole() {
		return s.Say("week.title")
	}
	return s.Say("week.title_of", words.With{"Place": s.Selection(selection)})
}

// weekButton shows the point of a day.
func weekButton(s *session.Session, date content.Date, p *content.Point) reply.Button {
	about := s.Text(p.Unit(), content.FieldTitle)
	if p.Country != nil {
		about = session.Flag(p.Country) + " " + s.CountryName(p.Country)
	}
	with := words.With{"Day": s.DateParts(date)["Weekday"], "Title": about}
	return reply.Button{Label: s.Label("button.point_of", with), Do: "point " + p.ID}
}
