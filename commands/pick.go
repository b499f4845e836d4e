package commands

import (
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// regions offers the parts of the world.
func (a *ask) regions() Reply {
	var buttons []Button
	for _, r := range a.lib.Regions {
		buttons = append(buttons, Button{Label: label(r.Name), Do: "country " + keyed(r.Key)})
	}
	return a.picker(a.say("country.choose"), a.say("country.choose_intro"), rowsOf(2, buttons))
}

// region offers the countries of a part of the world.
func (a *ask) region(r *content.Region) Reply {
	var buttons []Button
	for _, c := range r.Countries {
		buttons = append(buttons, Button{Label: label(flag(c) + " " + a.name(c)), Do: "country " + keyed(c.Key)})
	}
	rows := rowsOf(2, buttons)
	rows = append(rows, []Button{{Label: a.say("button.back"), Do: "country"}})
	return a.picker(a.say("country.region", words.With{"Region": r.Name}), a.say("country.region_intro"), rows)
}

// picker is a question with buttons. It takes the place of the question whose
// button led here, so that a chat is not filled with lists.
func (a *ask) picker(title, intro string, rows [][]Button) Reply {
	return Reply{
		Title:   title,
		Blocks:  []Block{{Kind: Paragraph, Text: intro}},
		Buttons: rows,
		Show:    InPlace,
	}
}

// rowsOf lays buttons out in rows of n.
func rowsOf(n int, buttons []Button) [][]Button {
	var rows [][]Button
	for len(buttons) > n {
		rows = append(rows, buttons[:n:n])
		buttons = buttons[n:]
	}
	return append(rows, buttons)
}

// unsure offers what a name may have meant: the countries that it names, or
// those that come near. Where nothing does, it is a Problem.
func (a *ask) unsure(command, text string, found search.Result) (Reply, error) {
	return a.unsureOf(command, text, found, "")
}

// unsureOf is unsure for a command line that goes on behind the name.
func (a *ask) unsureOf(command, text string, found search.Result, behind string) (Reply, error) {
	countries, title, intro := found.Countries, "country.which", "country.which_intro"
	if len(countries) == 0 {
		countries, title, intro = found.Near, "country.near", "country.near_intro"
	}
	if _, key := readKeyed(text); key { // of a place that the content does not have any more
		return Reply{}, a.problem("problem.button")
	}
	if len(countries) == 0 {
		return Reply{}, a.problem("problem.unknown_country", words.With{"Text": quote(text)})
	}
	var buttons []Button
	for _, c := range countries {
		buttons = append(buttons, Button{Label: label(flag(c) + " " + a.name(c)), Do: command + " " + keyed(c.Key) + behind})
	}
	return a.picker(a.say(title), a.say(intro, words.With{"Text": quote(text)}), rowsOf(2, buttons)), nil
}
