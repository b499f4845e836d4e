package load

import (
	"slices"

	"prayerbot/content"
)

// hint notes what an editor should look at: the content counts as it is.
func (f file) hint(line int, what, remedy string) {
	if f.draft {
		return
	}
	if line > 0 {
		line += f.shift
	}
	*f.faults = append(*f.faults, Fault{Tree: f.tree, File: f.path, Line: line, What: what, Remedy: remedy, Hint: true})
}

// parted are what is wrong, and what an editor should look at.
func (f FaultsError) parted() (faults, hints FaultsError) {
	for _, one := range f {
		if one.Hint {
			hints = append(hints, one)
		} else {
			faults = append(faults, one)
		}
	}
	return faults, hints
}

// A placedPoint is a point of a country with where it stands.
type placedPoint struct {
	file
	line    int
	point   *content.Point
	country *content.Country
}

// place remembers where a point stands that a folder of an editor's own gives.
func (ld *pointReader) place(s section, p *content.Point, c *content.Country) {
	if s.tree == 0 || p.Text == "" {
		return
	}
	ld.mu.Lock()
	defer ld.mu.Unlock()
	ld.placed = append(ld.placed, placedPoint{s.file, s.lineOf("text"), p, c})
}

// checkNamed tells of points that do not say which country they are about: who
// only hears the text has nothing else.
func (ld *loader) checkNamed() {
	marks := map[string][]string{}
	for _, p := range ld.points.placed {
		key := p.country.Key
		if ld.countries.byKey[key] == nil {
			continue
		}
		if marks[key] == nil {
			marks[key] = ld.marksOf(ld.countries.byKey[key])
		}
		if !namesOne(p.point.Title+" . "+p.point.Text, marks[key]) {
			p.faults = &ld.trees.faults
			p.hint(p.line, "The point does not name "+p.country.Name+".", "Name the country or its people; where a town of it is named, leave it as it is.")
		}
	}
}

// marksOf are the words by which a country is known in a text: its names, those
// of its people, and its capital.
func (ld *loader) marksOf(c *content.Country) []string {
	marks := slices.Concat(c.EnglishNames(), c.Keywords)
	for _, a := range ld.parts.Aliases {
		if a.Kind != content.Disputed && slices.Contains(a.Countries, c) {
			marks = append(marks, a.Names...)
		}
	}
	for _, f := range c.Facts {
		switch f.Kind {
		case content.FactCapital:
			marks = append(marks, f.Value)
		case content.FactEthnicity, content.FactLanguage:
			for _, share := range f.Shares {
				marks = append(marks, ld.parts.Vocabularies.In("en")[f.Kind.Terms()][share.Key])
			}
		}
	}
	return marks
}
