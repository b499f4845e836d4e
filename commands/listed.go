package commands

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// listed shows the countries of a list, each with what the list says of it.
func listed(s *Session, list *content.List) Reply {
	names := Block{Kind: List}
	var sources []*content.Source
	for _, c := range list.Countries {
		item := Item{Label: Flag(c) + " " + s.CountryName(c)}
		if f := list.FactAbout(c); f != nil {
			item.Text = f.Value
			if !slices.Contains(sources, f.Source) {
				sources = append(sources, f.Source)
			}
		}
		names.Items = append(names.Items, item)
	}
	intro := s.Count("country.list_intro", len(list.Countries), words.With{"Name": list.ShortName()})
	return Reply{
		Title: s.Say("country.list", words.With{"List": capital(list.Name)}),
		Blocks: []Block{
			{Kind: Paragraph, Text: intro}, names,
			{Kind: Note, Text: s.Say("pray.sources"), Items: sourceItems(s, sources)},
		},
	}
}

// capital begins a text with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
