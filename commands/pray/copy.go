package pray

import (
	"context"
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// CopyCommand is what *Copy for a bulletin* does.
func CopyCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "copy", Role: reply.Anyone, Params: []reply.Param{{Name: ArgPoint, Inner: true}, {Name: argDate, Inner: true}}}, Read: readPoint, Run: copyPoint, Hidden: true, Shows: true}
}

// copyPoint gives the asker a point as plain text, as it is told on a date; on
// today's where none is named.
func copyPoint(ctx context.Context, s *session.Session) (reply.Reply, error) {
	s.ToAsker()
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	today, found := chat.Today(s.Request.Now), s.Library.Point(s.Arg(ArgPoint))
	if found == nil || found.Post != nil && !found.Post.Shown(today) {
		return reply.Reply{}, s.Problem("problem.point")
	}
	date := today
	if day, err := content.ParseDate(s.Arg(argDate)); err == nil {
		date = day
	}
	return reply.Reply{
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: s.Say("copy.how")}, bulletin(s, found, date)},
		Visibility: reply.ForAsker, About: about(found),
	}, nil
}

// bulletin is a point as it can be printed: what it is about, the point, what to
// read, and the date.
func bulletin(s *session.Session, p *content.Point, date content.Date) reply.Block {
	lines := []reply.Item{{Label: plainTitle(s, p)}, {}, {Text: s.Text(p.Unit(), content.FieldText)}, {}}
	for i, verse := range verses(s, p.Scripture) {
		line := reply.Item{Text: verse.Text}
		if i == 0 {
			line.Label = s.Say("pray.scripture")
		}
		lines = append(lines, line)
	}
	if p.Post != nil && p.Post.NamesChanged {
		lines = append(lines, reply.Item{Text: s.Say("pray.changed")})
	}
	lines = append(lines, reply.Item{Text: s.Say("pray.date", words.With{"Date": s.Date(date)})})
	return reply.Block{Kind: reply.Copy, Items: lines}
}

// plainTitle is the title without the flag, which does not print.
func plainTitle(s *session.Session, p *content.Point) string {
	if p.Country == nil {
		return pointTitle(s, p)
	}
	with := words.With{"Flag": "", "Country": s.CountryName(p.Country), "Title": s.Text(p.Unit(), content.FieldTitle)}
	return strings.TrimSpace(s.Say("pray.title", with))
}
