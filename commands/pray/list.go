package pray

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// listed shows the countries of a list, each with what the list says of it.
func listed(s *session.Session, list *content.List) reply.Reply {
	names := reply.Block{Kind: reply.List}
	var sources []*content.Source
	writer := factWriter{s: s}
	for _, c := range list.Countries {
		item := reply.Item{Label: session.Flag(c) + " " + s.CountryName(c)}
		if f := list.FactAbout(c); f != nil {
			item.Text, _ = writer.write(*f)
			if !slices.Contains(sources, f.Source) {
				sources = append(sources, f.Source)
			}
		}
		names.Items = append(names.Items, item)
	}
	intro := s.Count("country.list_intro", len(list.Countries), words.With{"Name": s.Text(list.NameUnit(), content.FieldShort)})
	return reply.Reply{
		Title: s.Say("country.list", words.With{"List": capital(s.ListName(list))}),
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: intro}, names,
			{Kind: reply.Note, Text: s.Say("pray.sources"), Items: sourceItems(s, sources)},
		},
		Buttons: [][]reply.Button{{
			{Label: s.Say("button.pray"), Do: "pray " + reply.Keyed(list.Key)},
			{Label: s.Say("button.news"), Do: "news " + reply.Keyed(list.Key)},
			{Label: s.Say("button.choose_country"), Do: "country"},
		}},
	}
}

// capital begins a text with a capital letter.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}
