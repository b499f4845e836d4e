package commands

import (
	"prayerbot/commands/words"
	"prayerbot/content"
)

// pointReply shows one point: what to pray, what to read, where it comes from, and
// what is new about it.
func pointReply(s *Session, p *content.Point, date content.Date, news []Block, more [][]Button) Reply {
	blocks := []Block{{Kind: Paragraph, Text: p.Text}}
	if len(p.Scripture) > 0 {
		blocks = append(blocks, Block{Kind: Links, Text: s.Say("pray.scripture"), Items: verses(p.Scripture)})
	}
	blocks = append(blocks, Block{Kind: Note, Text: s.Say("pray.date", words.With{"Date": s.Date(date)})})
	if p.Post != nil && p.Post.NamesChanged {
		blocks = append(blocks, Block{Kind: Note, Text: s.Say("pray.changed")})
	}
	if len(p.Sources) > 0 {
		blocks = append(blocks, Block{Kind: Note, Text: s.Say("pray.sources"), Items: sourceItems(s, p.Sources)})
	}
	if about := p.Countries(); len(about) == 1 {
		if standing, ok := listNote(s, about[0]); ok {
			blocks = append(blocks, standing)
		}
	}
	blocks = append(blocks, news...)
	return Reply{Title: pointTitle(s, p), Blocks: blocks, Buttons: append(pointButtons(s, p), more...), Start: StartPoint + "_" + p.ID}
}

// pointTitle names the country or the occasion, and the point.
func pointTitle(s *Session, p *content.Point) string {
	if p.Country == nil {
		return s.Say("pray.title_day", words.With{"Occasion": p.Occasion.Name, "Title": p.Title})
	}
	return s.Say("pray.title", words.With{"Flag": Flag(p.Country), "Country": s.CountryName(p.Country), "Title": p.Title})
}

// pointButtons lead from a point to its story, and to the countries that it is
// about.
func pointButtons(s *Session, p *content.Point) [][]Button {
	rows := [][]Button{{{Label: s.Say("button.prayed"), Do: "prayed " + p.ID}}}
	if p.Post != nil {
		text := s.Say("button.read", words.With{"Title": p.Post.Title})
		rows = append(rows, []Button{{Label: Label(text), Do: "news read " + p.Post.Key}})
	}
	switch about := p.Countries(); len(about) {
	case 0:
		rows = append(rows, []Button{{Label: s.Say("button.choose_country"), Do: "country"}, {Label: s.Say("button.news"), Do: "news"}})
	case 1:
		rows = append(rows, []Button{s.ReportButton(about[0]), s.NewsButton(about[0])})
	default:
		var row []Button
		for _, c := range about {
			row = append(row, Button{Label: Label(Flag(c) + " " + s.CountryName(c)), Do: "country " + Keyed(c.Key)})
		}
		rows = append(rows, RowsOf(3, row)...)
	}
	return rows
}

// listNote is why a country is prayed for, in one line with its source: what
// the first of the lists that name it says.
func listNote(s *Session, c *content.Country) (Block, bool) {
	for _, kind := range []content.FactKind{content.FactWatchList, content.FactUSCIRF, content.FactStateDepartment, content.FactVOM} {
		for _, f := range c.Facts {
			if f.Kind == kind {
				text := s.Say("pray.standing", words.With{"List": s.Say("fact." + string(kind)), "Value": f.Value})
				return Block{Kind: Note, Text: text, Items: sourceItems(s, []*content.Source{f.Source})}, true
			}
		}
	}
	return Block{}, false
}

func verses(all []content.Verse) []Item {
	var items []Item
	for _, v := range all {
		items = append(items, Item{Text: v.Text, Link: v.Link})
	}
	return items
}

// sourceItems lists where figures come from, each with its edition.
func sourceItems(s *Session, all []*content.Source) []Item {
	var items []Item
	for _, source := range all {
		items = append(items, Item{Text: sourceName(s, source), Link: source.Link})
	}
	return items
}

// sourceName names a source with its edition.
func sourceName(s *Session, source *content.Source) string {
	if source.Edition == "" {
		return source.Publisher
	}
	return s.Say("country.source_edition", words.With{"Publisher": source.Publisher, "Edition": s.PlainDate(source.Edition)})
}

func (s *Session) ReportButton(c *content.Country) Button {
	return Button{Label: s.Say("button.report"), Do: "country " + Keyed(c.Key)}
}

func (s *Session) NewsButton(c *content.Country) Button {
	return Button{Label: s.Say("button.news"), Do: "news " + Keyed(c.Key)}
}
