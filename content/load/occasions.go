package load

import (
	"fmt"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v4"

	"prayerbot/content"
)

// dayPoint is the form of the id of an occasion's point. No country's key has
// three letters, so the two never meet.
var dayPoint = regexp.MustCompile(`^day-[a-z0-9-]{1,20}$`)

// An occasionReader reads the occasions.
type occasionReader struct {
	trees     *trees
	parts     *content.Parts
	sources   *sourceReader
	points    *pointReader
	countries *countryReader

	entryOf map[*content.Occasion]section // where each occasion was last spoken of
	emptied map[*content.Occasion]bool    // those whose points are about hidden countries alone
}

// readOccasions reads occasions.yaml. What a later tree adds goes before what
// was there.
func (ld *occasionReader) readOccasions() {
	seen := seenKeys{}
	tree, added := 0, 0
	for _, s := range ld.trees.entries("occasions.yaml", "key", "hide", "name", "on", "days", "every", "rule", "scope", "countries", "sources", "points", "points_of") {
		if s.tree != tree {
			tree, added = s.tree, 0
		}
		key := s.required("key")
		if !wordForm.MatchString(key) || seen.repeats(s, key) {
			s.fault(s.lineOf("key"), fmt.Sprintf("The key %q is taken, or has the wrong form.", key), "Use words of a-z joined by dashes, each key once.")
			continue
		}
		if ld.occasion(key) == nil {
			ld.parts.Occasions = slices.Insert(ld.parts.Occasions, added, &content.Occasion{Key: key})
			added++
			ld.readOccasion(s, ld.occasion(key), true)
		} else {
			ld.readOccasion(s, ld.occasion(key), false)
		}
	}
	ld.checkOccasions()
}

// readOccasion reads what an entry says of an occasion: everything where it is
// new, else what changes.
func (ld *occasionReader) readOccasion(s section, o *content.Occasion, fresh bool) {
	ld.entryOf[o] = s
	if s.yes("hide") {
		if fresh {
			s.fault(s.lineOf("hide"), "There is no such occasion to hide.", "Write the key of an occasion.")
		}
		ld.parts.Occasions = slices.DeleteFunc(ld.parts.Occasions, func(other *content.Occasion) bool { return other == o })
		return
	}
	if fresh || s.has("name") {
		o.Name = s.required("name")
		s.checkLength("name", o.Name, 1, 80)
	}
	if fresh || s.has("rule") {
		o.Rule = s.rule(s)
	}
	if s.has("on") {
		o.On = s.yes("on")
	}
	if s.has("scope") {
		o.Scope = s.text("scope")
	}
	if s.has("days") {
		o.Days = s.number("days", 1, 31)
	}
	if s.has("every") {
		o.Every = s.number("every", 1, 31)
	}
	ld.readOccasionLists(s, o)
}

// readOccasionLists reads the fields of an occasion that are lists.
func (ld *occasionReader) readOccasionLists(s section, o *content.Occasion) {
	if s.has("countries") {
		o.Countries = ld.countries.countriesNamed(s, "countries")
	}
	if s.has("sources") {
		o.Sources = ld.sources.sourcesOf(s, "sources")
	}
	if s.has("points") {
		o.Points = nil
		for _, n := range s.items("points") {
			if p := ld.readDayPoint(s.file, o, n); p != nil {
				o.Points = append(o.Points, p)
			} else {
				ld.emptied[o] = true
			}
		}
	}
	if s.has("points_of") {
		o.Points = ld.pointsOf(s, s.text("points_of"))
		ld.emptied[o] = ld.emptied[ld.occasion(s.text("points_of"))]
	}
}

// checkOccasions refuses occasions that are on and have nothing to pray for,
// and lets their points into the library.
func (ld *occasionReader) checkOccasions() {
	for _, o := range ld.parts.Occasions {
		s := ld.entryOf[o]
		switch {
		case len(o.Points) > 0 || ld.emptied[o]:
		case o.On:
			s.fault(s.line, fmt.Sprintf("The occasion %q is on and has no points.", o.Key), "Give it a point, or write on: false.")
		case s.tree > 0:
			s.hint(s.line, fmt.Sprintf("The occasion %q has no points.", o.Key), "Give it a point, and write on: true where it shall be kept.")
		}
		if s.tree > 0 && len(o.Points) > 0 && !o.On && !s.has("on") {
			s.hint(s.line, fmt.Sprintf("The occasion %q is not on, so nobody is told of it.", o.Key), "Write on: true, or on: false where that is meant.")
		}
		for _, p := range o.Points {
			if ld.points.pointByID[p.ID] != p { // not shared with another occasion
				ld.points.addPoint(s.file, p)
			}
		}
	}
}

// readDayPoint reads a point of an occasion, and which countries it is about;
// nil where all of these are hidden.
func (ld *occasionReader) readDayPoint(f file, o *content.Occasion, n *yaml.Node) *content.Point {
	s := f.section(n, append(pointFields, "about")...)
	p := ld.points.readPoint(s)
	if p.ID != "" && !dayPoint.MatchString(p.ID) {
		s.fault(s.lineOf("id"), fmt.Sprintf("The id %q has the wrong form.", p.ID), "Begin with day- and use at most 24 of a-z, 0-9 and -.")
	}
	p.Occasion, p.About = o, ld.countries.countriesNamed(s, "about")
	if len(p.About) == 0 && len(s.items("about")) > 0 {
		return nil
	}
	return p
}

// pointsOf are the points of an occasion that stands above.
func (ld *occasionReader) pointsOf(s section, key string) []*content.Point {
	other := ld.occasion(key)
	if other == nil {
		s.fault(s.lineOf("points_of"), fmt.Sprintf("There is no occasion %q above this one.", key), "Name one that stands above.")
		return nil
	}
	return other.Points
}

// countriesNamed are the countries whose keys a field lists, but for hidden ones.
func (ld *countryReader) countriesNamed(s section, name string) []*content.Country {
	var found []*content.Country
	for _, key := range s.texts(name) {
		if c := ld.country(s, s.lineOf(name), key); c != nil {
			found = append(found, c)
		}
	}
	return found
}

// occasion finds an occasion that was read by its key; nil where there is none
// yet.
func (ld *occasionReader) occasion(key string) *content.Occasion {
	i := slices.IndexFunc(ld.parts.Occasions, func(o *content.Occasion) bool { return o.Key == key })
	if i < 0 {
		return nil
	}
	return ld.parts.Occasions[i]
}
