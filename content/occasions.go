package content

import (
	"fmt"
	"regexp"
	"slices"

	"go.yaml.in/yaml/v4"
)

// dayPoint is the form of the id of an occasion's point. No country's key has
// three letters, so the two never meet.
var dayPoint = regexp.MustCompile(`^day-[a-z0-9-]{1,20}$`)

// readOccasions reads occasions.yaml.
func (ld *loader) readOccasions(l *Library) {
	f, top := ld.list("occasions.yaml")
	for _, n := range top {
		s := f.section(n, "key", "name", "on", "days", "rule", "scope", "countries", "sources", "points", "points_of")
		ld.readOccasion(l, s)
	}
	for _, o := range l.Occasions {
		for _, p := range o.Points {
			if p.Occasion == o {
				ld.addPoint(l, f, p)
			}
		}
	}
}

// readOccasion reads one occasion.
func (ld *loader) readOccasion(l *Library, s section) {
	o := &Occasion{
		Key: s.required("key"), Name: s.required("name"), Scope: s.text("scope"), On: s.yes("on"), Rule: s.rule(s),
		Countries: ld.countries(l, s, "countries"), Sources: ld.sourcesOf(s, "sources"),
	}
	if s.text("days") != "" {
		o.Days = s.number("days", 1, 31)
	}
	if !wordForm.MatchString(o.Key) || l.Occasion(o.Key) != nil {
		s.fault(s.lineOf("key"), fmt.Sprintf("The key %q is taken, or has the wrong form.", o.Key), "Use words of a-z joined by dashes, each key once.")
		return
	}
	s.checkLength("name", o.Name, 1, 80)
	for _, n := range s.items("points") {
		o.Points = append(o.Points, ld.readDayPoint(l, s.file, o, n))
	}
	if other := s.text("points_of"); other != "" {
		o.Points = ld.pointsOf(l, s, other)
	}
	if o.On && len(o.Points) == 0 {
		s.fault(s.line, fmt.Sprintf("The occasion %q is on and has no points.", o.Key), "Give it a point, or write on: false.")
	}
	l.Occasions = append(l.Occasions, o)
}

// readDayPoint reads a point of an occasion, and which countries it is about.
func (ld *loader) readDayPoint(l *Library, f file, o *Occasion, n *yaml.Node) *Point {
	s := f.section(n, append(pointFields, "about")...)
	p := ld.readPoint(s)
	if p.ID != "" && !dayPoint.MatchString(p.ID) {
		s.fault(s.lineOf("id"), fmt.Sprintf("The id %q has the wrong form.", p.ID), "Begin with day- and use at most 24 of a-z, 0-9 and -.")
	}
	p.Occasion, p.About = o, ld.countries(l, s, "about")
	return p
}

// pointsOf are the points of an occasion that stands above.
func (ld *loader) pointsOf(l *Library, s section, key string) []*Point {
	other := l.Occasion(key)
	if other == nil {
		s.fault(s.lineOf("points_of"), fmt.Sprintf("There is no occasion %q above this one.", key), "Name one that stands above.")
		return nil
	}
	return other.Points
}

// countries are the countries whose keys a field lists.
func (ld *loader) countries(l *Library, s section, name string) []*Country {
	var found []*Country
	for _, key := range s.texts(name) {
		c := l.byKey[key]
		if c == nil {
			s.fault(s.lineOf(name), fmt.Sprintf("There is no country %q.", key), "Use the keys of files in countries.")
			continue
		}
		found = append(found, c)
	}
	return found
}

// Occasion finds by Key; nil where there is none.
func (l *Library) Occasion(key string) *Occasion {
	i := slices.IndexFunc(l.Occasions, func(o *Occasion) bool { return o.Key == key })
	if i < 0 {
		return nil
	}
	return l.Occasions[i]
}
