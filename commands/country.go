package commands

import (
	"context"

	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

func (c *Core) countryRow() entry {
	return entry{
		Row: Row{Name: "country", Role: Anyone, Params: []Param{{Name: "name", Suggests: true}}},
		run: c.country,
	}
}

// country answers with a report, with a list to choose from, or with what the
// name may have meant.
func (c *Core) country(_ context.Context, a *ask) (Reply, error) {
	if a.args == "" {
		return a.regions(), nil
	}
	found := search.Find(a.lib, a.args)
	switch {
	case len(found.Countries) == 1:
		return a.report(found.Countries[0]), nil
	case found.Region != nil:
		return a.region(found.Region), nil
	case found.List != nil:
		return a.listed(found.List), nil
	}
	return a.unsure("country", a.args, found)
}

// report shows a country's facts, those of one source together, each source
// with its edition and link.
func (a *ask) report(c *content.Country) Reply {
	reply := Reply{
		Title: a.say("country.title", words.With{"Flag": flag(c), "Country": a.name(c)}),
		Buttons: [][]Button{
			{{Label: a.say("button.pray"), Do: "pray " + keyed(c.Key)}, a.newsButton(c)},
			{{Label: a.say("button.choose_country"), Do: "country"}},
		},
	}
	if c.Summary != "" {
		reply.Blocks = append(reply.Blocks, Block{Kind: Paragraph, Text: c.Summary})
	}
	for _, group := range bySource(c.Facts) {
		reply.Blocks = append(reply.Blocks, a.facts(group), a.factSource(group[0].Source))
	}
	return reply
}

// bySource groups facts by their source, in the order in which sources first
// come.
func bySource(facts []content.Fact) [][]content.Fact {
	var groups [][]content.Fact
	place := map[*content.Source]int{}
	for _, f := range facts {
		i, known := place[f.Source]
		if !known {
			i = len(groups)
			place[f.Source] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], f)
	}
	return groups
}

func (a *ask) facts(group []content.Fact) Block {
	block := Block{Kind: Facts}
	for _, f := range group {
		item := Item{Label: a.say("fact." + string(f.Kind)), Text: f.Value}
		if f.AsOf != "" && f.AsOf != f.Source.Edition {
			item.Note = a.say("date.year", words.With{"Year": a.plainDate(f.AsOf)})
		}
		block.Items = append(block.Items, item)
	}
	return block
}

func (a *ask) factSource(s *content.Source) Block {
	name := a.source(s)
	if s.Link == "" {
		return Block{Kind: Note, Text: a.say("country.source", words.With{"Source": name})}
	}
	return Block{Kind: Note, Text: a.say("pray.sources"), Items: []Item{{Text: name, Link: s.Link}}}
}
