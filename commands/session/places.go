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
	wanted := p.Wanted(text)
	return wanted.Selection, p.Unclear(wanted)
}

// Wanted is ParseSelection that tells how each name was read.
func (p *Places) Wanted(text string) search.Wanted {
	return search.ParseSelection(p.Library, text, p.fillers())
}

// Unclear is the Problem of what is not clear of a selection; nil where all is.
func (p *Places) Unclear(wanted search.Wanted) error {
	if len(wanted.Unclear) == 0 {
		return nil
	}
	return p.noPlace(wanted.Unclear[0].Text, wanted.Unclear[0].Found)
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

// Mentioned lists the countries that a text names, at most most.
func (p *Places) Mentioned(text string, most int) []*content.Country {
	return search.Mentioned(p.Library, text, most, p.fillers())
}

// fillers are the small words of the asker's language around a name.
func (p *Places) fillers() search.Fillers {
	return search.Fillers{
		Own:    func(folded string) *content.Country { return p.ownNames()[folded] },
		Before: strings.Split(p.speech.Own.Say("place.before"), "; "),
		Behind: strings.Split(p.speech.Own.Say("place.behind"), "; "),
		Open:   strings.Split(p.speech.Own.Say("place.open"), "; "),
		And:    p.joining(),
		Whole:  append(strings.Split(p.speech.Own.Say("place.whole"), "; "), p.speech.Own.Say("selection.whole")),
	}
}

// joining are the words that join two names in the asker's language: one that stands in
// one word with the second name has a stroke of Arabic behind it too.
func (p *Places) joining() []string {
	and := strings.Fields(p.speech.Own.Say("list.and", words.With{"First": "", "Last": ""}))
	said := words.Plain(p.speech.Own.Say("list.and", words.With{"First": "-", "Last": "-"}))
	if len(and) == 1 && strings.HasPrefix(said, "- ") && strings.HasSuffix(said, and[0]+"-") {
		and = append(and, and[0]+"ـ")
	}
	return and
}

// Explained is an answer about a country, with a sentence first on how the name
// that was typed led there; where it was the country's own, the answer as it is.
func (p *Places) Explained(found search.Result, answer reply.Reply) reply.Reply {
	return above(answer, p.explain(found, ""))
}

// ExplainedAll is Explained for a selection that was typed. Of several names each
// that was mistyped is said.
func (p *Places) ExplainedAll(wanted search.Wanted, answer reply.Reply) reply.Reply {
	var all []string
	for _, piece := range wanted.Clear {
		typed := ""
		if len(wanted.Clear)+len(wanted.Unclear) > 1 {
			typed = piece.Text
		}
		if how := p.explain(piece.Found, typed); how != "" {
			all = append(all, how)
		}
	}
	return above(answer, all...)
}

// above puts sentences above an answer; "" is none.
func above(answer reply.Reply, sentences ...string) reply.Reply {
	var blocks []reply.Block
	for _, text := range sentences {
		if text != "" {
			blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: text})
		}
	}
	answer.Blocks = append(blocks, answer.Blocks...)
	return answer
}

// explain says how a name led to a country or list; "" where it was its own. typed is
// what was mistyped, "" where that is plain.
func (p *Places) explain(found search.Result, typed string) string {
	with := words.With{"Name": found.Of.Name, "Text": Quote(typed)}
	if len(found.Countries) > 0 {
		with["Country"] = p.speech.CountryInText(found.Countries[0])
	}
	switch found.Of.How {
	case search.Within:
		return p.speech.Say("place.within", with)
	case search.See:
		return p.speech.Say("place.see", with)
	case search.Slip:
		if found.Of.Name == "" {
			with["Name"] = with["Country"]
		}
		if typed != "" {
			return p.speech.Say("place.slip_of", with)
		}
		return p.speech.Say("place.slip", with)
	}
	return ""
}

// Selection writes what a selection holds.
func (p *Places) Selection(sel content.Selection) string {
	if sel.Whole() {
		return p.speech.Say("selection.whole")
	}
	var names []string
	for _, key := range sel.Countries {
		if c := p.Library.Country(key); c != nil {
			names = append(names, p.speech.CountryInText(c))
		}
	}
	for _, key := range sel.Regions {
		if r := p.Library.Region(key); r != nil {
			names = append(names, p.RegionInText(r))
		}
	}
	for _, key := range sel.Lists {
		if list := p.Library.List(key); list != nil {
			names = append(names, p.ListName(list))
		}
	}
	return p.speech.List(names)
}

// NamesPlace tells whether a text names a place or a list.
func (p *Places) NamesPlace(text string) bool {
	found := search.Find(p.Library, text)
	return len(found.Countries) > 0 && found.Of.How != search.Slip || found.Region != nil || found.List != nil
}
