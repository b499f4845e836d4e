package session

import (
	"cmp"
	"context"
	"slices"

	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// RowsOf lays buttons out in rows of n.
func RowsOf(n int, buttons []reply.Button) [][]reply.Button {
	var rows [][]reply.Button
	for len(buttons) > n {
		rows = append(rows, buttons[:n:n])
		buttons = buttons[n:]
	}
	return append(rows, buttons)
}

// Unsure offers what a name may have meant: the countries that it names, or
// those that come near. Where nothing does, it is a Problem. The name was the
// argument param of the command; keys are the others, which stand as behind in
// the lines of the buttons.
func (s *Session) Unsure(ctx context.Context, found search.Result, param string, keys reply.Args, behind string) (reply.Reply, error) {
	text := s.Arg(param)
	countries, title, intro := found.Countries, "country.which", "country.which_intro"
	if len(countries) == 0 {
		countries, title, intro = found.Near, "country.near", "country.near_intro"
	}
	if _, key := reply.ReadKeyed(text); key { // of a place that the content does not have any more
		return reply.Reply{}, s.Problem("problem.button")
	}
	if len(countries) == 0 {
		return reply.Reply{}, s.Problem("problem.unknown_country", words.With{"Text": Quote(text)})
	}
	intro = s.Say(intro, words.With{"Text": Quote(text)})
	if found.Of.How == search.See {
		intro = s.Say("place.see_one", words.With{"Name": found.Of.Name})
		countries = s.inOrder(countries)
	}
	var buttons []reply.Button
	for _, c := range countries {
		buttons = append(buttons, reply.Button{Label: Label(Flag(c) + " " + s.CountryName(c)), Do: s.Command.Name + " " + reply.Keyed(c.Key) + behind})
	}
	picker := s.Picker(s.Say(title), intro, RowsOf(2, buttons))
	return s.Ask(ctx, picker, param, keys, ""), nil
}

// inOrder are countries in the order of the alphabet, as they are called here.
func (s *Speech) inOrder(countries []*content.Country) []*content.Country {
	return slices.SortedFunc(slices.Values(countries), func(a, b *content.Country) int {
		return cmp.Compare(content.FoldName(s.CountryName(a)), content.FoldName(s.CountryName(b)))
	})
}
