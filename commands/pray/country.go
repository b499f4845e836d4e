package pray

import (
	"context"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// CountryCommand is the row of /country.
func CountryCommand() session.Command {
	return session.Command{
		Row:     reply.Row{Name: "country", Role: reply.Anyone, Public: true, Params: []reply.Param{{Name: ArgCountry}}},
		Suggest: map[string]session.Suggest{ArgCountry: session.SuggestPlaces},
		Run:     Country,
	}
}

// ArgCountry is the parameter of /country: a country, region or list.
const ArgCountry = "name"

// Country answers with a report, with a list to choose from, or with what the
// name may have meant.
func Country(ctx context.Context, s *session.Session) (reply.Reply, error) {
	name := s.Arg(ArgCountry)
	if name == "" {
		return regions(s), nil
	}
	found := s.Find(name)
	switch {
	case len(found.Countries) == 1:
		return s.Explained(found, report(s, found.Countries[0])), nil
	case found.Region != nil:
		return region(s, found.Region), nil
	case found.List != nil:
		return listed(s, found.List), nil
	}
	return s.Unsure(ctx, found, ArgCountry, nil, "")
}

// report shows a country's facts, those of one source together, each source
// with its edition and link.
func report(s *session.Session, c *content.Country) reply.Reply {
	answer := reply.Reply{
		Title: s.Say("country.title", words.With{"Flag": session.Flag(c), "Country": s.CountryName(c)}),
		Buttons: [][]reply.Button{
			{{Label: s.Say("button.pray"), Do: "pray " + reply.Keyed(c.Key)}, s.NewsButton(c)},
			{{Label: s.Say("button.choose_country"), Do: "country"}},
		},
	}
	if c.Summary != "" {
		answer.Blocks = append(answer.Blocks, reply.Block{Kind: reply.Paragraph, Text: c.Summary})
	}
	for _, group := range bySource(c.Facts) {
		answer.Blocks = append(answer.Blocks, facts(s, group), factSource(s, group[0].Source))
	}
	return answer
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

func facts(s *session.Session, group []content.Fact) reply.Block {
	block := reply.Block{Kind: reply.Facts}
	for _, f := range group {
		item := reply.Item{Label: s.Say("fact." + string(f.Kind)), Text: f.Value}
		if f.AsOf != "" && f.AsOf != f.Source.Edition {
			item.Note = s.Say("date.year", words.With{"Year": s.PlainDate(f.AsOf)})
		}
		block.Items = append(block.Items, item)
	}
	return block
}

func factSource(s *session.Session, source *content.Source) reply.Block {
	name := sourceName(s, source)
	if source.Link == "" {
		return reply.Block{Kind: reply.Note, Text: s.Say("country.source", words.With{"Source": name})}
	}
	return reply.Block{Kind: reply.Note, Text: s.Say("pray.sources"), Items: []reply.Item{{Text: name, Link: source.Link}}}
}
