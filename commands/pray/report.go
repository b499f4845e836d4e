package pray

import (
	"context"
	"slices"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// countryPage is what /country shows of a country: what it means to follow
// Christ there, what to pray, the report, and where all of it comes from. Its
// newest story and its fund are one press away. An error is the store's.
func countryPage(ctx context.Context, s *session.Session, c *content.Country) (reply.Reply, error) {
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	today := chat.Today(s.Request.Now)
	answer := reply.Reply{Title: s.Say("country.title", words.With{"Flag": session.Flag(c), "Country": s.CountryName(c)})}
	if c.Summary != "" {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: s.Text(c.SummaryUnit(), content.FieldText)})
	}
	prayer, about := countryPrayer(s, c, today)
	answer.Blocks, answer.About = append(answer.Blocks, prayer...), about
	answer.Blocks = append(answer.Blocks, reportBlocks(s, c, today)...)
	answer.Buttons, answer.Picture = countryButtons(s, c, today), reportCard(s, c, today)
	return answer, nil
}

// countryPrayer is the country's own prayer, else its point of today; about is
// by what that point is withdrawn.
func countryPrayer(s *session.Session, c *content.Country, today content.Date) (blocks []reply.Block, withdrawn []string) {
	unit, read := c.PrayerUnit(), []content.Verse(nil)
	if c.Prayer != nil {
		read = c.Prayer.Scripture
	} else {
		point := s.Library.CountryPoint(c, today, today, 0)
		if point == nil {
			return nil, nil
		}
		unit, read, withdrawn = point.Unit(), point.Scripture, about(point)
	}
	return []reply.Block{
		{Kind: reply.Heading, Text: s.Say("button.pray_for", words.With{"Country": s.CountryInText(c)})},
		{Kind: reply.Paragraph, Text: s.Text(unit, content.FieldText)},
		{Kind: reply.Links, Text: s.Say("pray.scripture"), Items: verses(s, read)},
	}, withdrawn
}

// countryButtons lead from a country to its prayer points, news and newest
// story, and to where to give to its fund.
func countryButtons(s *session.Session, c *content.Country, today content.Date) [][]reply.Button {
	rows := [][]reply.Button{{{Label: s.Say("button.pray"), Do: "pray " + reply.Keyed(c.Key)}, s.NewsButton(c)}}
	if post := newestStory(s.Library, c, today); post != nil {
		rows = append(rows, []reply.Button{{Label: s.Label("button.read", words.With{"Title": postTitle(s, post)}), Do: "news read " + post.Key}})
	}
	for _, f := range c.Facts {
		if f.Link != "" {
			rows = append(rows, []reply.Button{{Label: s.Label("button.support", words.With{"Name": ownWords(s, c, f)}), Link: f.Link}})
		}
	}
	return append(rows, []reply.Button{{Label: s.Say("button.choose_country"), Do: "country"}, moreButton(s, reply.Keyed(c.Key))})
}

// ownWords are those of a fact that is a text, in the language of the readers where
// it is translated.
func ownWords(s *session.Session, c *content.Country, f content.Fact) string {
	if unit := c.FactUnit(f.Kind); len(unit.Fields) > 0 {
		return s.Text(unit, unit.Fields[0].Name)
	}
	return f.Value
}

// newestStory is the newest post about a country that may be shown; nil where
// there is none.
func newestStory(l *content.Library, c *content.Country, today content.Date) *content.Post {
	for _, post := range l.Posts {
		if post.Country == c && post.Shown(today) {
			return post
		}
	}
	return nil
}

// reportBlocks are the facts in their order, and their sources in one note.
func reportBlocks(s *session.Session, c *content.Country, today content.Date) []reply.Block {
	if len(c.Facts) == 0 {
		return nil
	}
	block, writer := reply.Block{Kind: reply.Facts}, factWriter{s, today, c}
	for _, f := range c.Facts {
		text, note := writer.write(f)
		if f.Value != "" {
			text = ownWords(s, c, f)
		}
		block.Items = append(block.Items, reply.Item{Label: s.Say("fact." + string(f.Kind)), Text: text, Note: note})
	}
	return []reply.Block{block, reportSources(s, c.Facts)}
}

// reportSources names each source once: the one of most facts first, and behind
// every other what comes from it.
func reportSources(s *session.Session, facts []content.Fact) reply.Block {
	from := sourcesOf(facts)
	note := reply.Block{Kind: reply.Note, Text: s.Say("pray.sources")}
	for i, source := range from.inOrder() {
		text := sourceName(s, source)
		if labels := factLabels(s, from.kinds[source]); i > 0 && len(labels) > 0 {
			text = s.Say("country.source_of", words.With{"Source": text, "Facts": s.List(labels)})
		}
		note.Items = append(note.Items, reply.Item{Text: text, Link: source.Link})
	}
	return note
}

// factLabels name facts; those of lists go by the name of their source.
func factLabels(s *session.Session, kinds []content.FactKind) []string {
	var labels []string
	for _, kind := range kinds {
		if !kind.OfList() {
			labels = append(labels, s.Say("fact."+string(kind)))
		}
	}
	return labels
}

// reportFrom is what comes from each source of a report.
type reportFrom struct {
	sources []*content.Source // as they first come
	kinds   map[*content.Source][]content.FactKind
}

func sourcesOf(facts []content.Fact) reportFrom {
	from := reportFrom{kinds: map[*content.Source][]content.FactKind{}}
	for _, f := range facts {
		if len(f.Leaders) == 0 {
			from.add(f.Source, f.Kind)
		}
		for _, leader := range f.Leaders {
			from.add(leader.Source, f.Kind)
		}
	}
	return from
}

// add notes that a fact comes from a source. Two entries that say the same are
// one source.
func (r *reportFrom) add(source *content.Source, kind content.FactKind) {
	for _, known := range r.sources {
		if known.Publisher == source.Publisher && known.Edition == source.Edition && known.Link == source.Link {
			source = known
		}
	}
	if r.kinds[source] == nil {
		r.sources = append(r.sources, source)
	}
	if !slices.Contains(r.kinds[source], kind) {
		r.kinds[source] = append(r.kinds[source], kind)
	}
}

// inOrder are the sources, that of most facts first, the others as they come.
func (r *reportFrom) inOrder() []*content.Source {
	order := slices.Clone(r.sources)
	most := slices.MaxFunc(order, func(a, b *content.Source) int { return len(r.kinds[a]) - len(r.kinds[b]) })
	at := slices.Index(order, most)
	return slices.Insert(slices.Delete(order, at, at+1), 0, most)
}

// factSource names one source, with its link.
func factSource(s *session.Session, source *content.Source) reply.Block {
	name := sourceName(s, source)
	if source.Link == "" {
		return reply.Block{Kind: reply.Note, Text: s.Say("country.source", words.With{"Source": name})}
	}
	return reply.Block{Kind: reply.Note, Text: s.Say("pray.sources"), Items: []reply.Item{{Text: name, Link: source.Link}}}
}
