package content

import (
	"slices"
	"strings"
)

// wholeWorld are the words that mean no choice at all.
var wholeWorld = []string{"", "all", "everything", "everyone", "the world", "the whole world", "whole world", "world", "all countries"}

// Choose reads a choice as people type it: names of countries, regions and
// lists, parted by commas or "and". A name that is not clear is returned as
// unclear, with what it may mean, and the selection is then of no use.
func (l *Library) Choose(text string) (s Selection, unclear string, found Found) {
	if slices.Contains(wholeWorld, strings.ToLower(strings.TrimSpace(text))) {
		return Selection{}, "", Found{}
	}
	for _, piece := range strings.Split(text, ",") {
		if piece = strings.TrimSpace(piece); piece == "" {
			continue
		}
		if unclear, found = l.add(&s, piece); unclear != "" {
			return Selection{}, unclear, found
		}
	}
	for _, keys := range []*[]string{&s.Countries, &s.Regions, &s.Lists} {
		slices.Sort(*keys)
		*keys = slices.Compact(*keys)
	}
	return s, "", Found{}
}

// add adds a name to a selection, or several joined by "and" where no single
// one is called so ("Bosnia and Herzegovina" is).
func (l *Library) add(s *Selection, text string) (unclear string, found Found) {
	if found = l.Find(text); found.addTo(s) {
		return "", Found{}
	}
	bare := strings.TrimPrefix(text, "and ")
	if first, rest, ok := strings.Cut(bare, " and "); ok {
		if unclear, found = l.add(s, strings.TrimSpace(first)); unclear != "" {
			return unclear, found
		}
		return l.add(s, strings.TrimSpace(rest))
	}
	if bare != text {
		return l.add(s, bare)
	}
	return text, found
}

// addTo adds what is found for sure to a selection; false where it is not
// sure.
func (f Found) addTo(s *Selection) bool {
	switch {
	case len(f.Countries) == 1:
		s.Countries = append(s.Countries, f.Countries[0].Key)
	case f.Region != nil:
		s.Regions = append(s.Regions, f.Region.Key)
	case f.List != nil:
		s.Lists = append(s.Lists, f.List.Key)
	default:
		return false
	}
	return true
}

// Selection is what was found for sure, as a selection; false where it is not
// sure.
func (f Found) Selection() (Selection, bool) {
	var s Selection
	return s, f.addTo(&s)
}
