package session

import (
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// Places are the countries, regions and lists of the content, as a session reads
// and writes their names.
type Places struct {
	Library *content.Library
	speech  *Speech
	english bool // something was said in English that should be in another language
}

// ParseSelection reads what a subscription is for: names of countries, regions
// and lists parted by commas or "and". "" is the whole world.
func (p *Places) ParseSelection(text string) (content.Selection, error) {
	sel, unclear, found := search.ParseSelection(p.Library, text, p.fillers())
	if unclear != "" {
		return sel, p.noPlace(unclear, found)
	}
	return sel, nil
}

// noPlace says what a name may have meant.
func (p *Places) noPlace(text string, found search.Result) error {
	with := words.With{"Text": Quote(text)}
	name, countries := "problem.ambiguous_place", found.Countries
	if len(countries) == 0 {
		name, countries = "problem.near_place", found.Near
	}
	if len(countries) == 0 {
		return p.speech.Problem("problem.unknown_place", with)
	}
	var names []string
	for _, c := range countries {
		names = append(names, p.speech.CountryName(c))
	}
	with["Names"] = p.speech.List(names)
	return p.speech.Problem(name, with)
}

// Find looks for what somebody named by a command, with small words around it.
func (p *Places) Find(text string) search.Result {
	return search.FindAmong(p.Library, text, p.fillers())
}

// fillers are the small words of the asker's language around a name.
func (p *Places) fillers() search.Fillers {
	return search.Fillers{
		Before: strings.Split(p.speech.Own.Say("place.before"), "; "),
		Behind: strings.Split(p.speech.Own.Say("place.behind"), "; "),
	}
}

// Explained is an answer about a country, with a sentence first on how the name
// that was typed led there; where it was the country's own, the answer as it is.
func (p *Places) Explained(found search.Result, answer reply.Reply) reply.Reply {
	if len(found.Countries) == 0 {
		return answer
	}
	with := words.With{"Name": found.Of.Name, "Country": p.speech.CountryName(found.Countries[0])}
	name := ""
	switch found.Of.How {
	case search.Within:
		name = "place.within"
	case search.See:
		name = "place.see"
	case search.Slip:
		if name = "place.slip_within"; found.Of.Name == "" {
			name = "place.slip"
		}
	default:
		return answer
	}
	how := reply.Block{Kind: reply.Paragraph, Text: p.speech.Say(name, with)}
	answer.Blocks = append([]reply.Block{how}, answer.Blocks...)
	return answer
}

// Selection writes what a selection holds.
func (p *Places) Selection(sel content.Selection) string {
	if sel.Whole() {
		return p.speech.Say("selection.whole")
	}
	var names []string
	for _, key := range sel.Countries {
		if c := p.Library.Country(key); c != nil {
			names = append(names, p.speech.CountryName(c))
		}
	}
	for _, key := range sel.Regions {
		if r := p.Library.Region(key); r != nil {
			names = append(names, p.RegionName(r))
		}
	}
	for _, key := range sel.Lists {
		if list := p.Library.List(key); list != nil {
			names = append(names, list.Name)
		}
	}
	return p.speech.List(names)
}

// NamesPlace tells whether a text names a place or a list.
func (p *Places) NamesPlace(text string) bool {
	found := search.Find(p.Library, text)
	return len(found.Countries) > 0 && found.Of.How != search.Slip || found.Region != nil || found.List != nil
}
