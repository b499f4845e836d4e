package session

import (
	"context"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/search"
)

// Suggest gives the values of a parameter that fit what was typed so far, best
// first.
type Suggest func(ctx context.Context, s *Session, typed string) []reply.Choice

// SuggestPlaces offers regions, areas, lists and countries.
func SuggestPlaces(_ context.Context, s *Session, typed string) []reply.Choice {
	return s.suggestNames(typed, slices.Concat(s.Library.Regions, s.Library.Areas), s.Library.Lists)
}

// SuggestCountries offers countries.
func SuggestCountries(_ context.Context, s *Session, typed string) []reply.Choice {
	return s.suggestNames(typed, nil, nil)
}

// SuggestSelection offers places for the last of several names with commas
// between; those before it stay as they are.
func SuggestSelection(ctx context.Context, s *Session, typed string) []reply.Choice {
	before, last, several := CutTyped(typed)
	if !several {
		return SuggestPlaces(ctx, s, typed)
	}
	selection, err := s.ParseSelection(before)
	if err != nil {
		return nil
	}
	var choices []reply.Choice
	for _, choice := range SuggestPlaces(ctx, s, last) {
		label := s.List([]string{s.Selection(selection), choice.Label})
		value := selectionKeys(selection) + "," + choice.Value
		if utf8.RuneCountInString(label) <= reply.MaxChoiceLength && len(value) <= reply.MaxChoiceLength {
			choices = append(choices, reply.Choice{Label: label, Value: value})
		}
	}
	return choices
}

// selectionKeys are the keys of a selection as a value carries them.
func selectionKeys(sel content.Selection) string {
	var keys []string
	for _, key := range slices.Concat(sel.Countries, sel.Regions, sel.Lists) {
		keys = append(keys, reply.Keyed(key))
	}
	return strings.Join(keys, ",")
}

// suggestNames offers the regions, lists and countries whose name begins with
// what was typed, then those that hold it, then the countries that it means in
// any language, or that come near. A country goes by its name in the asker's
// language, and is found by every other one too. What stands behind a name is its
// key.
func (p *Places) suggestNames(typed string, regions []*content.Region, lists []*content.List) []reply.Choice {
	o := offers{want: content.FoldName(typed), folded: foldedNames(p.Library)}
	for _, r := range regions {
		o.add(r.Key, p.RegionName(r), append(slices.Clip(r.Aliases), r.Name)...)
	}
	for _, list := range lists {
		o.add(list.Key, p.ListName(list), list.Name)
	}
	for _, c := range p.Library.Countries {
		o.add(c.Key, p.speech.CountryName(c), c.Name)
	}
	choices := append(o.begin, o.hold...)
	if o.want != "" {
		for _, c := range p.meant(typed) {
			if choice := (reply.Choice{Label: p.speech.CountryName(c), Value: reply.Keyed(c.Key)}); !slices.Contains(choices, choice) {
				choices = append(choices, choice)
			}
		}
	}
	return choices[:min(len(choices), reply.MaxChoices)]
}

// meant are the countries that a text means, begins in any language, or comes
// near.
func (p *Places) meant(typed string) []*content.Country {
	found := p.Find(typed)
	return slices.Concat(found.Countries, search.Beginning(p.Library, typed), found.Near)
}

// offers are the choices for what was typed.
type offers struct {
	want        string    // folded
	folded      *sync.Map // see foldedNames
	begin, hold []reply.Choice
}

// add offers a place under its label where one of its names fits.
func (o *offers) add(key, label string, more ...string) {
	begins, holds := false, false
	for _, name := range append([]string{label}, more...) {
		name = o.fold(name)
		begins, holds = begins || strings.HasPrefix(name, o.want), holds || strings.Contains(name, o.want)
	}
	switch choice := (reply.Choice{Label: label, Value: reply.Keyed(key)}); {
	case begins:
		o.begin = append(o.begin, choice)
	case holds:
		o.hold = append(o.hold, choice)
	}
}

// fold is a name folded, which is done once.
func (o *offers) fold(name string) string {
	if p, known := o.folded.Load(name); known {
		return p.(string)
	}
	p := content.FoldName(name)
	o.folded.Store(name, p)
	return p
}

// foldedKey is under which a library keeps its folded names.
type foldedKey struct{}

// foldedNames are the names of a library that were folded before.
func foldedNames(l *content.Library) *sync.Map {
	return l.Derive(foldedKey{}, func() any { return &sync.Map{} }).(*sync.Map)
}
