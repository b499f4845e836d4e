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

// RowsOf lays buttons out in rows of n; no buttons are no row.
func RowsOf(n int, buttons []reply.Button) [][]reply.Button {
	var rows [][]reply.Button
	for len(buttons) > 0 {
		most := min(n, len(buttons))
		rows = append(rows, buttons[:most:most])
		buttons = buttons[most:]
	}
	return rows
}

// Unsure offers what a name may have meant: the countries that it names, or
// those that come near. Where nothing does, it is a Problem. The name was the
// argument param of the command; keys are the others, which stand as behind in
// the lines of the buttons.
func (s *Session) Unsure(ctx context.Context, found search.Result, param string, keys reply.Args, behind string) (reply.Reply, error) {
	text := s.Arg(param)
	if _, key := reply.ReadKeyed(text); key { // of a place that the content does not have any more
		return reply.Reply{}, s.Problem("problem.button")
	}
	if len(found.Countries)+len(found.Near) == 0 {
		return reply.Reply{}, s.Problem("problem.unknown_country", words.With{"Text": Quote(text)})
	}
	picker := s.pickMeant(search.Piece{Text: text, Found: found}, func(label, key string) reply.Button {
		return reply.Button{Label: label, Do: s.Command.Name + " " + reply.Keyed(key) + behind}
	})
	return s.Ask(ctx, picker, param, keys, ""), nil
}

// Meant is Unsure for one name of several: buttons that answer a question. Something
// must come near the name.
func (s *Speech) Meant(piece search.Piece) reply.Reply {
	return s.pickMeant(piece, AnswerButton)
}

// OneOf is Meant for a name that was typed before and is not kept: one of several
// countries.
func (s *Speech) OneOf(countries []*content.Country) reply.Reply {
	var buttons []reply.Button
	for _, c := range countries {
		buttons = append(buttons, AnswerButton(Label(Flag(c)+" "+s.CountryName(c)), c.Key))
	}
	return s.Picker(s.Say("country.which"), s.Say("country.which_next"), RowsOf(2, buttons))
}

// pickMeant shows what a name may have meant, each as a button.
func (s *Speech) pickMeant(piece search.Piece, button func(label, key string) reply.Button) reply.Reply {
	countries, title, intro := piece.Found.Countries, "country.which", "country.which_intro"
	if len(countries) == 0 {
		countries, title, intro = piece.Found.Near, "country.near", "country.near_intro"
	}
	intro = s.Say(intro, words.With{"Text": Quote(piece.Text)})
	if piece.Found.Of.How == search.See {
		intro = s.Say("place.see_one", words.With{"Name": piece.Found.Of.Name})
		countries = s.inOrder(countries)
	}
	var buttons []reply.Button
	for _, c := range countries {
		buttons = append(buttons, button(Label(Flag(c)+" "+s.CountryName(c)), c.Key))
	}
	return s.Picker(s.Say(title), intro, RowsOf(2, buttons))
}

// inOrder are countries in the order of the alphabet, as they are called here.
func (s *Speech) inOrder(countries []*content.Country) []*content.Country {
	return slices.SortedFunc(slices.Values(countries), func(a, b *content.Country) int {
		return cmp.Compare(content.FoldName(s.CountryName(a)), content.FoldName(s.CountryName(b)))
	})
}
