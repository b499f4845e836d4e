package load

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"prayerbot/content"
)

// layered is a country file as its versions leave it.
type layered struct {
	file    file // of the version that counts
	country *content.Country
	hidden  *content.Country // what was there before it was hidden
	draft   *content.Country // what a version says that is not meant to count yet
}

// overlayFields are the words by which a file says how it is laid over another.
var overlayFields = []string{"extends", "hide", "draft"}

// readCountry reads the versions of a country file, each over the one before.
func (ld *countryReader) readCountry(p string, faults *FaultsError) layered {
	var r layered
	for _, v := range ld.trees.files[p] {
		f := file{path: p, tree: v.tree, hints: ld.trees.hints, faults: faults}
		top := f.parse(v.data)
		if top == nil {
			continue
		}
		s := f.section(top, slices.Concat(countryFields, overlayFields)...)
		s.draft = s.yes("draft")
		before := r.country
		switch {
		case s.yes("hide"):
			r.hide(s)
			continue
		case s.has("extends"):
			s.yes("extends")
			if before == nil {
				s.fault(s.lineOf("extends"), "There is no country of this file name to extend.", "Name the file as the country's own, or write all of it and no extends.")
				continue
			}
			r.country = copyCountry(before)
			ld.extendCountry(s, r.country)
		default:
			r.country = ld.newCountry(s)
		}
		r.file = f
		if s.draft {
			r.country, r.draft = before, r.country
		}
	}
	return r
}

// hide takes away the country that an earlier version gave.
func (r *layered) hide(s section) {
	if r.country == nil {
		s.fault(s.lineOf("hide"), "There is nothing of this file name to hide.", "Name the file as the one that shall be hidden.")
	}
	r.country, r.hidden = nil, r.country
}

// copyCountry is a country that can be changed without changing c.
func copyCountry(c *content.Country) *content.Country {
	d := *c
	d.Aliases, d.Keywords, d.Facts = slices.Clone(c.Aliases), slices.Clone(c.Keywords), slices.Clone(c.Facts)
	d.Names = maps.Clone(c.Names)
	d.Points = nil
	for _, p := range c.Points {
		q := *p
		q.Country = &d
		d.Points = append(d.Points, &q)
	}
	return &d
}

// extendCountry changes what a file names of a country: single texts and
// facts; aliases and points are added, and a point with an id that is there
// replaces it, or hides it.
func (ld *countryReader) extendCountry(s section, c *content.Country) {
	if key := s.text("key"); key != "" && key != c.Key {
		s.fault(s.lineOf("key"), fmt.Sprintf("The key %q is not that of %s.", key, c.Name), "Leave it out.")
	}
	for name, field := range map[string]*string{"name": &c.Name, "summary": &c.Summary} {
		if text := s.text(name); text != "" {
			*field = text
		}
	}
	if s.text("region") != "" {
		c.Region = ld.regions.region(s)
	}
	if s.has("prayer") {
		c.Prayer = ld.points.readPrayer(s)
	}
	c.Aliases, c.Keywords = append(c.Aliases, s.texts("aliases")...), append(c.Keywords, s.texts("names")...)
	for _, fact := range ld.reports.readReport(s) {
		c.Facts = slices.DeleteFunc(c.Facts, func(f content.Fact) bool { return f.Kind == fact.Kind })
		c.Facts = append(c.Facts, fact)
	}
	seen := map[string]bool{}
	for _, n := range s.items("points") {
		one := s.section(n, append(pointFields, "hide")...)
		if id := one.text("id"); id != "" && seen[id] {
			one.fault(one.lineOf("id"), fmt.Sprintf("The point id %s comes twice in this file.", id), "Give each point its own id.")
			continue
		}
		seen[one.text("id")] = true
		ld.extendPoint(one, c)
	}
}

// extendPoint adds a point to a country, or replaces or hides the one of the
// same id.
func (ld *countryReader) extendPoint(s section, c *content.Country) {
	at := slices.IndexFunc(c.Points, func(p *content.Point) bool { return p.ID == s.text("id") })
	switch {
	case s.yes("hide") && at < 0:
		s.fault(s.lineOf("id"), fmt.Sprintf("There is no point %q to hide.", s.text("id")), "Write the id of one of the country's points.")
	case s.yes("hide"):
		c.Points = slices.Delete(c.Points, at, at+1)
	case at < 0:
		c.Points = append(c.Points, ld.points.readCountryPoint(s, c))
	default:
		c.Points[at] = ld.points.readCountryPoint(s, c)
	}
}

// addCountry puts a country into the library, and its points.
func (ld *countryReader) addCountry(r layered) {
	f, c := r.file, r.country
	f.faults = &ld.trees.faults
	if other := ld.byKey[c.Key]; other != nil {
		f.fault(1, fmt.Sprintf("The key %s belongs to %s already.", c.Key, other.Name), "Give each country its own key; to change "+other.Name+", name the file "+other.Slug+".yaml.")
		return
	}
	ld.byKey[c.Key] = c
	ld.parts.Countries = append(ld.parts.Countries, c)
	if c.Region != nil {
		c.Region.Countries = append(c.Region.Countries, c)
	}
	for _, p := range c.Points {
		ld.points.addPoint(f, p)
	}
}

// checkDraft says what would be wrong with a draft if it counted.
func (ld *countryReader) checkDraft(r layered) {
	f, c := r.file, r.draft
	f.faults = &ld.trees.faults
	if other := ld.byKey[c.Key]; other != nil && other.Slug != c.Slug {
		f.fault(1, fmt.Sprintf("The key %s belongs to %s already.", c.Key, other.Name), "Give each country its own key; to change "+other.Name+", name the file "+other.Slug+".yaml.")
	}
	for _, p := range c.Points {
		if other := ld.points.pointByID[p.ID]; other != nil && (other.Country == nil || other.Country.Slug != c.Slug) {
			f.twice(p)
		}
	}
	ld.parts.Drafts++
}

// addPoint puts a point into the library; its ID must be its own.
func (ld *pointReader) addPoint(f file, p *content.Point) {
	if ld.pointByID[p.ID] != nil && p.ID != "" {
		f.twice(p)
		return
	}
	ld.pointByID[p.ID] = p
}

func (f file) twice(p *content.Point) {
	f.fault(0, fmt.Sprintf("The point id %s comes twice.", p.ID), "Give each point its own id.")
}

// country finds by key what a file speaks of. One that a tree has hidden is
// nil without a fault: what is said of it is left out.
func (ld *countryReader) country(s section, line int, key string) *content.Country {
	c := ld.byKey[key]
	if c == nil && ld.hidden[key] == nil && strings.TrimSpace(key) != "" {
		s.fault(line, fmt.Sprintf("There is no country %q.", key), "Use the key of a file in countries.")
	}
	return c
}
