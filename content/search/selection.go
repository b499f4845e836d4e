package search

import (
	"slices"
	"strings"

	"prayerbot/content"
)

// wholeWorld are the words that mean no choice at all.
var wholeWorld = []string{"", "all", "everything", "everyone", "the world", "the whole world", "whole world", "world", "all countries"}

// ParseSelection reads a selection as people type it: names of countries,
// regions and lists, parted by commas or "and". A name that is not clear is
// returned as unclear, with what it may mean, and the selection is then of no
// use. Fillers may stand around each name.
func ParseSelection(l *content.Library, text string, f Fillers) (s content.Selection, unclear string, result Result) {
	if slices.Contains(wholeWorld, strings.ToLower(strings.TrimSpace(text))) {
		return content.Selection{}, "", Result{}
	}
	for _, piece := range strings.Split(text, ",") {
		if piece = strings.TrimSpace(piece); piece == "" {
			continue
		}
		if unclear, result = add(l, &s, piece, f); unclear != "" {
			return content.Selection{}, unclear, result
		}
	}
	for _, keys := range []*[]string{&s.Countries, &s.Regions, &s.Lists} {
		slices.Sort(*keys)
		*keys = slices.Compact(*keys)
	}
	return s, "", Result{}
}

// add adds a name to a selection, or several joined by "and" where no single
// one is called so ("Bosnia and Herzegovina" is).
func add(l *content.Library, s *content.Selection, text string, f Fillers) (unclear string, result Result) {
	if result = FindAmong(l, text, f); result.named() && result.addTo(s) {
		return "", Result{}
	}
	bare := strings.TrimPrefix(text, "and ")
	if first, rest, ok := strings.Cut(bare, " and "); ok {
		if unclear, result = add(l, s, strings.TrimSpace(first), f); unclear != "" {
			return unclear, result
		}
		return add(l, s, strings.TrimSpace(rest), f)
	}
	if bare != text {
		return add(l, s, bare, f)
	}
	if result.addTo(s) {
		return "", Result{}
	}
	return text, result
}

// named tells whether a name was found as it stands, and not for a slip.
func (r Result) named() bool { return r.Of.How != Slip }

// addTo adds what is found for sure to a selection; false where it is not
// sure.
func (r Result) addTo(s *content.Selection) bool {
	switch {
	case len(r.Countries) == 1:
		s.Countries = append(s.Countries, r.Countries[0].Key)
	case r.Region != nil:
		s.Regions = append(s.Regions, r.Region.Key)
	case r.List != nil:
		s.Lists = append(s.Lists, r.List.Key)
	default:
		return false
	}
	return true
}

// Selection is what was found for sure, as a selection; false where it is not
// sure.
func (r Result) Selection() (content.Selection, bool) {
	var s content.Selection
	return s, r.addTo(&s)
}
