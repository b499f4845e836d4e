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
	trees     *trees
	parts     *content.Parts
	sources   *sourceReader
	regions   *regionReader
	countries *countryReader
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
	for _, s := range ld.trees.entries("lists.yaml", "key", "name", "aliases", "of", "value", "ranks") {
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
	most, begins := 0, s.text("value")
	if s.text("ranks") != "" {
		most = s.number("ranks", 1, 1000)
	}
	var found []*content.Country
	for _, c := range ld.parts.Countries {
		if f := x.FactAbout(c); f != nil && strings.HasPrefix(f.Value, begins) && (most == 0 || c.Rank >= 1 && c.Rank <= most) {
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
		for key := range entries.fields {
			ld.readListEntry(entries, key, content.Fact{Kind: kind, Source: common})
		}
	}
}

func (ld *listReader) readListEntry(entries section, key string, fact content.Fact) {
	c := ld.countries.country(entries, entries.lineOf(key), key)
	if c == nil {
		return
	}
	s := entries.section(entries.fields[key], "value", "source", "rank")
	fact.Value = s.required("value")
	if own := s.text("source"); own != "" {
		fact.Source = ld.sources.source(s, "source", own)
	}
	if rank := s.text("rank"); rank != "" {
		n, err := strconv.Atoi(rank)
		if c.Rank = n; err != nil || n < 1 {
			s.fault(s.lineOf("rank"), fmt.Sprintf("%q is not a rank.", rank), "Write a number from 1.")
		}
	}
	c.Facts = append(c.Facts, fact)
}
