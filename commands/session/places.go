package session

import (
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// Places are the countries, regions and lists of the content, as a session reads
// and writes their names.
type Places struct {
	Library *content.Library
	speech  *Speech
}

// ParseSelection reads what a subscription is for: names of countries, regions
// and lists parted by commas or "and". "" is the whole world.
func (p *Places) ParseSelection(text string) (content.Selection, error) {
	sel, unclear, found := search.ParseSelection(p.Library, text)
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
			names = append(names, r.Name)
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
	return len(found.Countries) > 0 || found.Region != nil || found.List != nil
}
