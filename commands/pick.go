package commands

import (
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// regions offers the parts of the world.
func regions(s *Session) Reply {
	var buttons []Button
	for _, r := range s.Library.Regions {
		buttons = append(buttons, Button{Label: Label(r.Name), Do: "country " + Keyed(r.Key)})
	}
	return s.Picker(s.Say("country.choose"), s.Say("country.choose_intro"), RowsOf(2, buttons))
}

// region offers the countries of a part of the world.
func region(s *Session, r *content.Region) Reply {
	var buttons []Button
	for _, c := range r.Countries {
		buttons = append(buttons, Button{Label: Label(Flag(c) + " " + s.CountryName(c)), Do: "country " + Keyed(c.Key)})
	}
	rows := RowsOf(2, buttons)
	rows = append(rows, []Button{{Label: s.Say("button.back"), Do: "country"}})
	return s.Picker(s.Say("country.region", words.With{"Region": r.Name}), s.Say("country.region_intro"), rows)
}

// Picker is a question with buttons. It takes the place of the question whose
// button led here, so that a chat is not filled with lists.
func (s *Session) Picker(title, intro string, rows [][]Button) Reply {
	return Reply{
		Title:   title,
		Blocks:  []Block{{Kind: Paragraph, Text: intro}},
		Buttons: rows,
		Show:    InPlace,
	}
}

// RowsOf lays buttons out in rows of n.
func RowsOf(n int, buttons []Button) [][]Button {
	var rows [][]Button
	for len(buttons) > n {
		rows = append(rows, buttons[:n:n])
		buttons = buttons[n:]
	}
	return append(rows, buttons)
}

// Unsure offers what a name may have meant: the countries that it names, or
// those that come near. Where nothing does, it is a Problem.
func (s *Session) Unsure(command, text string, found search.Result) (Reply, error) {
	return s.UnsureWith(command, text, found, "")
}

// UnsureWith is unsure for a command line that goes on behind the name.
func (s *Session) UnsureWith(command, text string, found search.Result, behind string) (Reply, error) {
	countries, title, intro := found.Countries, "country.which", "country.which_intro"
	if len(countries) == 0 {
		countries, title, intro = found.Near, "country.near", "country.near_intro"
	}
	if _, key := ReadKeyed(text); key { // of a place that the content does not have any more
		return Reply{}, s.Problem("problem.button")
	}
	if len(countries) == 0 {
		return Reply{}, s.Problem("problem.unknown_country", words.With{"Text": Quote(text)})
	}
	var buttons []Button
	for _, c := range countries {
		buttons = append(buttons, Button{Label: Label(Flag(c) + " " + s.CountryName(c)), Do: command + " " + Keyed(c.Key) + behind})
	}
	return s.Picker(s.Say(title), s.Say(intro, words.With{"Text": Quote(text)}), RowsOf(2, buttons)), nil
}
