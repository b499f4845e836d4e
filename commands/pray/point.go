package pray

import (
	"context"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// PointCommand is what a link to a point does.
func PointCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "point", Role: reply.Anyone, Params: []reply.Param{{Name: ArgPoint, Inner: true}, {Name: argDate, Inner: true}}}, Read: readPoint, Run: point, Hidden: true, Shows: true}
}

// readPoint takes "kp-camps 2026-11-24" apart.
func readPoint(_ *session.Session, line string) (reply.Args, error) {
	id, day := cutDay(line)
	return reply.Args{ArgPoint: id, argDate: day}, nil
}

// point shows a point of an id, as it is told on a date; on today's where none is
// named.
func point(ctx context.Context, s *session.Session) (reply.Reply, error) {
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
	return daily(ctx, s, found, date, chat.Location()), nil
}

// pointReply shows one point: what to pray, what to read, where it comes from, and
// what is new about it.
func pointReply(s *session.Session, p *content.Point, date content.Date, news []reply.Block, more [][]reply.Button) reply.Reply {
	blocks := []reply.Block{{Kind: reply.Paragraph, Text: s.Text(p.Unit(), content.FieldText)}}
	blocks = append(blocks, scriptureBlocks(s, p.Scripture)...)
	blocks = append(blocks, reply.Block{Kind: reply.Note, Text: s.Say("pray.date", words.With{"Date": s.Date(date)})})
	if p.Post != nil && p.Post.NamesChanged {
		blocks = append(blocks, reply.Block{Kind: reply.Note, Text: s.Say("pray.changed")})
	}
	if len(p.Sources) > 0 {
		blocks = append(blocks, reply.Block{Kind: reply.Note, Text: s.Say("pray.sources"), Items: sourceItems(s, p.Sources)})
	}
	if about := p.Countries(); len(about) == 1 {
		if standing, ok := listNote(s, about[0]); ok {
			blocks = append(blocks, standing)
		}
	}
	blocks = append(blocks, news...)
	picture := pictureOf(s, p.Post)
	if picture == nil {
		picture = cardOf(s, p, date)
	}
	return reply.Reply{
		Title: pointTitle(s, p), Blocks: blocks, Buttons: append(pointButtons(s, p, date), more...),
		Start: reply.StartPoint + "_" + p.ID, About: about(p), Picture: picture, Share: s.Say("button.share"), Page: s.Page(s.Language, "/points/"+p.ID),
		Dated: s.Date(date), Topics: s.Topics(p.Countries()...), Emblem: emblemOf(s, p.Countries()),
	}
}

// emblemOf is the emblem of what is about one country; nil of anything else.
func emblemOf(s *session.Session, about []*content.Country) *reply.Picture {
	if len(about) != 1 {
		return nil
	}
	return s.Emblem(about[0], false)
}

// about is what a point is withdrawn by: its id, and the key of its post.
func about(p *content.Point) []string {
	if p.Post == nil {
		return []string{p.ID}
	}
	return []string{p.ID, p.Post.Key}
}

// pointTitle names the country or the occasion, and the point.
func pointTitle(s *session.Session, p *content.Point) string {
	title := s.Text(p.Unit(), content.FieldTitle)
	if p.Country == nil {
		return s.Say("pray.title_day", words.With{"Occasion": s.Text(p.Occasion.NameUnit(), content.FieldName), "Title": title})
	}
	return s.Say("pray.title", words.With{"Flag": session.Flag(p.Country), "Country": s.CountryName(p.Country), "Title": title})
}

// mostCountryButtons is how many countries a point may lead to, a button each: a
// message on Discord shows 25 buttons. About more of them the asker chooses.
const mostCountryButtons = 9

// pointButtons lead from a point to its story, and to the countries that it is
// about.
func pointButtons(s *session.Session, p *content.Point, date content.Date) [][]reply.Button {
	rows := [][]reply.Button{{{Label: s.Say("button.prayed"), Do: "prayed " + p.ID}}}
	if p.Post != nil {
		text := s.Label("button.read", words.With{"Title": postTitle(s, p.Post)})
		rows = append(rows, []reply.Button{{Label: text, Do: "news read " + p.Post.Key}})
	}
	switch about := p.Countries(); {
	case len(about) == 0 || len(about) > mostCountryButtons:
		rows = append(rows, []reply.Button{{Label: s.Say("button.choose_country"), Do: "country"}, {Label: s.Say("button.news"), Do: "news"}, morePoint(s, p, date)})
	case len(about) == 1:
		rows = append(rows, []reply.Button{s.ReportButton(about[0]), s.NewsButton(about[0]), morePoint(s, p, date)})
	default:
		var row []reply.Button
		for _, c := range about {
			row = append(row, reply.Button{Label: session.Label(session.Flag(c) + " " + s.CountryName(c)), Do: "country " + reply.Keyed(c.Key)})
		}
		rows = append(rows, session.RowsOf(3, append(row, morePoint(s, p, date)))...)
	}
	return rows
}

// listNote is why a country is prayed for, in one line with its source: what
// the first of the lists that name it says.
func listNote(s *session.Session, c *content.Country) (reply.Block, bool) {
	for _, kind := range []content.FactKind{content.FactWatchList, content.FactUSCIRF, content.FactStateDepartment, content.FactVOM} {
		for _, f := range c.Facts {
			if f.Kind == kind {
				standing, _ := factWriter{s: s}.write(f)
				list := s.Say("fact." + string(kind))
				text := s.Say("pray.standing", words.With{"List": list, "Value": standing})
				source := s.Say("pray.source", words.With{"Source": sourceName(s, f.Source)})
				return reply.Block{
					Kind: reply.Note, Text: text, Items: sourceItems(s, []*content.Source{f.Source}),
					Brief: &reply.Item{Label: list, Text: standing, Note: source, Link: f.Source.Link},
				}, true
			}
		}
	}
	return reply.Block{}, false
}

// sourceItems lists where figures come from, each with its edition.
func sourceItems(s *session.Session, all []*content.Source) []reply.Item {
	var items []reply.Item
	for _, source := range all {
		items = append(items, reply.Item{Text: sourceName(s, source), Link: source.Link})
	}
	return items
}

// sourceName names a source with its edition.
func sourceName(s *session.Session, source *content.Source) string {
	if source.Edition == "" {
		return source.Publisher
	}
	return s.Say("country.source_edition", words.With{"Publisher": source.Publisher, "Edition": s.PlainDate(source.Edition)})
}
