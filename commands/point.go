package commands

import (
	"prayerbot/commands/words"
	"prayerbot/content"
)

// point shows one point: what to pray, what to read, where it comes from, and
// what is new about it.
func (a *ask) point(p *content.Point, date content.Date, news []Block, more [][]Button) Reply {
	blocks := []Block{{Kind: Paragraph, Text: p.Text}}
	if len(p.Scripture) > 0 {
		blocks = append(blocks, Block{Kind: Links, Text: a.say("pray.scripture"), Items: verses(p.Scripture)})
	}
	blocks = append(blocks, Block{Kind: Note, Text: a.say("pray.date", words.With{"Date": a.date(date)})})
	if p.Post != nil && p.Post.NamesChanged {
		blocks = append(blocks, Block{Kind: Note, Text: a.say("pray.changed")})
	}
	if len(p.Sources) > 0 {
		blocks = append(blocks, Block{Kind: Note, Text: a.say("pray.sources"), Items: a.sources(p.Sources)})
	}
	if about := p.Countries(); len(about) == 1 {
		if standing, ok := a.standing(about[0]); ok {
			blocks = append(blocks, standing)
		}
	}
	blocks = append(blocks, news...)
	return Reply{Title: a.pointTitle(p), Blocks: blocks, Buttons: append(a.pointButtons(p), more...), Start: startPoint + "_" + p.ID}
}

// pointTitle names the country or the occasion, and the point.
func (a *ask) pointTitle(p *content.Point) string {
	if p.Country == nil {
		return a.say("pray.title_day", words.With{"Occasion": p.Occasion.Name, "Title": p.Title})
	}
	return a.say("pray.title", words.With{"Flag": flag(p.Country), "Country": a.name(p.Country), "Title": p.Title})
}

// pointButtons lead from a point to its story, and to the countries that it is
// about.
func (a *ask) pointButtons(p *content.Point) [][]Button {
	rows := [][]Button{{{Label: a.say("button.prayed"), Do: "prayed " + p.ID}}}
	if p.Post != nil {
		text := a.say("button.read", words.With{"Title": p.Post.Title})
		rows = append(rows, []Button{{Label: label(text), Do: "news read " + p.Post.Key}})
	}
	switch about := p.Countries(); len(about) {
	case 0:
		rows = append(rows, []Button{{Label: a.say("button.choose_country"), Do: "country"}, {Label: a.say("button.news"), Do: "news"}})
	case 1:
		rows = append(rows, []Button{a.reportButton(about[0]), a.newsButton(about[0])})
	default:
		var row []Button
		for _, c := range about {
			row = append(row, Button{Label: label(flag(c) + " " + a.name(c)), Do: "country " + keyed(c.Key)})
		}
		rows = append(rows, rowsOf(3, row)...)
	}
	return rows
}

// standing is why a country is prayed for, in one line with its source: what
// the first of the lists that name it says.
func (a *ask) standing(c *content.Country) (Block, bool) {
	for _, kind := range []content.FactKind{content.FactWatchList, content.FactUSCIRF, content.FactStateDepartment, content.FactVOM} {
		for _, f := range c.Facts {
			if f.Kind == kind {
				text := a.say("pray.standing", words.With{"List": a.say("fact." + string(kind)), "Value": f.Value})
				return Block{Kind: Note, Text: text, Items: a.sources([]*content.Source{f.Source})}, true
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

// sources lists where figures come from, each with its edition.
func (a *ask) sources(all []*content.Source) []Item {
	var items []Item
	for _, s := range all {
		items = append(items, Item{Text: a.source(s), Link: s.Link})
	}
	return items
}

// source names a source with its edition.
func (a *ask) source(s *content.Source) string {
	if s.Edition == "" {
		return s.Publisher
	}
	return a.say("country.source_edition", words.With{"Publisher": s.Publisher, "Edition": a.plainDate(s.Edition)})
}

func (a *ask) reportButton(c *content.Country) Button {
	return Button{Label: a.say("button.report"), Do: "country " + keyed(c.Key)}
}

func (a *ask) newsButton(c *content.Country) Button {
	return Button{Label: a.say("button.news"), Do: "news " + keyed(c.Key)}
}
