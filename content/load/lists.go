package load

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"prayerbot/content"
)

// A listReader reads the lists of countries, with what they say of each.
type listReader struct {
	trees      *trees
	parts      *content.Parts
	sources    *sourceReader
	vocabulary *vocabularyReader
	regions    *regionReader
	countries  *countryReader
}

// list finds a list that was read by its key; nil where there is none yet.
func (ld *listReader) list(key string) *content.List {
	i := slices.IndexFunc(ld.parts.Lists, func(x *content.List) bool { return x.Key == key })
	if i < 0 {
		return nil
	}
	return ld.parts.Lists[i]
}

// readLists reads lists.yaml: the lists that a chat may follow.
func (ld *listReader) readLists() {
	seen := seenKeys{}
	for _, s := range ld.trees.entries("lists.yaml", "key", "name", "aliases", "of", "standing", "value", "ranks") {
		list := &content.List{Key: s.required("key"), Name: s.required("name"), Aliases: s.texts("aliases")}
		if !wordForm.MatchString(list.Key) || seen.repeats(s, list.Key) || ld.regions.isRegion(list.Key) {
			s.fault(s.lineOf("key"), fmt.Sprintf("The key %q is taken, or has the wrong form.", list.Key), "Use words of a-z joined by dashes, each key once.")
			continue
		}
		list.Kinds = kindsOf(s)
		list.Countries = ld.countriesOf(list, s)
		if len(list.Countries) == 0 {
			s.fault(s.line, "The list names no country.", "Write of: and a fact of a file in lists.")
		}
		if old := ld.list(list.Key); old != nil {
			*old = *list
			continue
		}
		ld.parts.Lists = append(ld.parts.Lists, list)
	}
}

// isRegion tells whether a key is a region's. Regions and lists are looked up
// together.
func (ld *regionReader) isRegion(key string) bool {
	is := func(r *content.Region) bool { return r.Key == key }
	return slices.ContainsFunc(ld.parts.Regions, is) || slices.ContainsFunc(ld.parts.Areas, is)
}

// countriesOf are the countries of a followed list.
func (ld *listReader) countriesOf(x *content.List, s section) []*content.Country {
	most, standing, begins := 0, ld.vocabulary.term(s, "standing", content.TermStanding), s.text("value")
	if s.text("ranks") != "" {
		most = s.number("ranks", 1, 1000)
	}
	var found []*content.Country
	for _, c := range ld.parts.Countries {
		f := x.FactAbout(c)
		if f == nil || standing != "" && !slices.Contains(f.Terms, standing) || !strings.HasPrefix(f.Value, begins) {
			continue
		}
		if most == 0 || c.Rank >= 1 && c.Rank <= most {
			found = append(found, c)
		}
	}
	slices.SortFunc(found, func(a, b *content.Country) int {
		return cmp.Or(cmp.Compare(rankOf(a), rankOf(b)), cmp.Compare(content.FoldName(a.Name), content.FoldName(b.Name)))
	})
	return found
}

// rankOf is a country's rank; behind all others where it has none.
func rankOf(c *content.Country) int {
	if c.Rank == 0 {
		return math.MaxInt
	}
	return c.Rank
}

// kindsOf are the facts that a followed list goes by.
func kindsOf(s section) []content.FactKind {
	var kinds []content.FactKind
	for _, kind := range s.texts("of") {
		if !content.FactKind(kind).OfList() {
			s.fault(s.lineOf("of"), fmt.Sprintf("%q is not the fact of a list.", kind), "Write one of: world_watch_list, uscirf, us_state, vom.")
		}
		kinds = append(kinds, content.FactKind(kind))
	}
	return kinds
}

// readListFacts reads the lists of persecution: one fact for each country named.
func (ld *listReader) readListFacts() {
	for _, p := range ld.trees.filesIn("lists") {
		f, data := ld.trees.latest(p)
		top := f.parse(data)
		if top == nil {
			continue
		}
		s := f.section(top, "fact", "source", "entries")
		kind, common := content.FactKind(s.required("fact")), ld.sources.source(s, "source", s.required("source"))
		entries := f.section(s.fields["entries"])
		ranked := rankedIn(entries)
		for key := range entries.fields {
			ld.readListEntry(entries, key, ranked, content.Fact{Kind: kind, Source: common})
		}
	}
}

// rankedIn is how many entries of a list have a rank.
func rankedIn(entries section) (ranked int) {
	for _, n := range entries.fields {
		if entries.section(n).has("rank") {
			ranked++
		}
	}
	return ranked
}

// readListEntry reads what a list that ranks so many countries says of one: a key
// of the vocabulary, with rank and points where it ranks, or its own words.
func (ld *listReader) readListEntry(entries section, key string, ranked int, fact content.Fact) {
	c := ld.countries.country(entries, entries.lineOf(key), key)
	if c == nil {
		return
	}
	s := entries.section(entries.fields[key], "standing", "value", "source", "rank", "points")
	if own := s.text("source"); own != "" {
		fact.Source = ld.sources.source(s, "source", own)
	}
	if s.has("standing") {
		fact.Terms = []string{ld.vocabulary.term(s, "standing", content.TermStanding)}
	} else {
		fact.Value = s.required("value")
	}
	if s.has("rank") {
		c.Rank = rankIn(s)
	}
	if s.has("rank") && s.has("standing") {
		fact.Rank = content.Rank{Place: c.Rank, Of: ranked, Points: s.number("points", 1, 100)}
	}
	c.Facts = append(c.Facts, fact)
}

// rankIn is the rank that an entry gives.
func rankIn(s section) int {
	rank, err := strconv.Atoi(s.text("rank"))
	if err != nil || rank < 1 {
		s.fault(s.lineOf("rank"), fmt.Sprintf("%q is not a rank.", s.text("rank")), "Write a number from 1.")
	}
	return rank
}
