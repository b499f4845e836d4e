package content

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
)

// A Unit is a piece of the content that is translated as a whole: a point, the
// summary of a country, the body of a post.
type Unit struct {
	Path   string   // the file of a translation that holds it: "countries/north-korea.yaml"
	ID     string   // its own within that file: "kp-camps", "summary"
	Fields []Field  // what a reader sees of it, in English; none is empty
	About  *Country // whose name has to stand in it where the English has it; nil is no country
}

// A Field is one text of a unit.
type Field struct{ Name, Text string }

// The names of fields.
const (
	FieldName    = "name"
	FieldShort   = "short" // what is typed for a name
	FieldTitle   = "title"
	FieldText    = "text"
	FieldExcerpt = "excerpt"
	FieldCaption = "caption"
	FieldAlt     = "alt"
)

// The ids of units that are not those of points or regions.
const (
	unitSummary = "summary"
	unitPrayer  = "prayer"
	unitProject = "project"
	unitFund    = "fund"
	unitHead    = "head" // of a post: all but its body and points
	unitBody    = "body"
)

// The files of a translation beside those of countries and posts.
const (
	occasionUnits = "occasions.yaml"
	regionUnits   = "regions.yaml"
	listUnits     = "lists.yaml"
	officialUnits = "official-names.yaml"
	capitalUnits  = "capitals.yaml"
)

// unit makes a unit, without the fields that are empty.
func unit(path, id string, about *Country, fields ...Field) Unit {
	fields = slices.DeleteFunc(fields, func(f Field) bool { return f.Text == "" })
	return Unit{path, id, fields, about}
}

// Hash is the mark of the English that a translation was made from: eight
// characters that change with any word or sign, and not with how lines are
// broken.
func (u Unit) Hash() string {
	h := sha256.New()
	for _, f := range u.Fields {
		h.Write([]byte(f.Name + "\x00" + strings.Join(strings.Fields(f.Text), " ") + "\x00"))
	}
	return hex.EncodeToString(h.Sum(nil))[:8]
}

// Field is the English text of a field; "" where the unit has none of the name.
func (u Unit) Field(name string) string {
	for _, f := range u.Fields {
		if f.Name == name {
			return f.Text
		}
	}
	return ""
}

// Unit is what is translated of a point.
func (p *Point) Unit() Unit {
	path := occasionUnits
	switch {
	case p.Post != nil:
		path = p.Post.unitPath()
	case p.Country != nil:
		path = p.Country.unitPath()
	}
	return unit(path, p.ID, p.Country, Field{FieldTitle, p.Title}, Field{FieldText, p.Text})
}

func (c *Country) unitPath() string { return "countries/" + c.Slug + ".yaml" }

// SummaryUnit is the summary of a country.
func (c *Country) SummaryUnit() Unit {
	return unit(c.unitPath(), unitSummary, c, Field{FieldText, c.Summary})
}

// PrayerUnit is the country's own prayer.
func (c *Country) PrayerUnit() Unit {
	text := ""
	if c.Prayer != nil {
		text = c.Prayer.Text
	}
	return unit(c.unitPath(), unitPrayer, c, Field{FieldText, text})
}

// FactUnit is what the report tells of a kind of fact in a text that is
// translated: the official name, the capital, a project, a fund. It has no field
// where the fact is data, or is not there.
func (c *Country) FactUnit(kind FactKind) Unit {
	i := slices.IndexFunc(c.Facts, func(f Fact) bool { return f.Kind == kind })
	if i < 0 {
		return Unit{}
	}
	switch text := c.Facts[i].Value; kind {
	case FactOfficialName:
		return unit(officialUnits, c.Slug, nil, Field{FieldName, text})
	case FactCapital:
		return unit(capitalUnits, c.Slug, nil, Field{FieldName, text})
	case FactProject:
		return unit(c.unitPath(), unitProject, nil, Field{FieldText, text})
	case FactFund:
		return unit(c.unitPath(), unitFund, nil, Field{FieldName, text})
	}
	return Unit{}
}

func (p *Post) unitPath() string { return "posts/" + p.Key + ".yaml" }

// HeadUnit is what a list of news shows of a post, and what stands under its
// picture.
func (p *Post) HeadUnit() Unit {
	alt := ""
	if p.Picture != nil {
		alt = p.Picture.Alt
	}
	return unit(p.unitPath(), unitHead, nil,
		Field{FieldTitle, p.Title}, Field{FieldExcerpt, p.Excerpt}, Field{FieldCaption, p.Caption}, Field{FieldAlt, alt})
}

// BodyUnit is the story itself, a paragraph a line.
func (p *Post) BodyUnit() Unit {
	return unit(p.unitPath(), unitBody, p.Country, Field{FieldText, strings.Join(p.Text, "\n")})
}

// NameUnit is the name of an occasion.
func (o *Occasion) NameUnit() Unit {
	return unit(occasionUnits, o.Key, nil, Field{FieldName, o.Name})
}

// NameUnit is the name of a region or area.
func (r *Region) NameUnit() Unit { return unit(regionUnits, r.Key, nil, Field{FieldName, r.Name}) }

// Units are all that can be translated: countries by name, occasions, regions,
// lists, what reports name, and posts with the newest first. Each comes once.
func (l *Library) Units() []Unit {
	var all []Unit
	seen := map[string]bool{}
	add := func(units ...Unit) {
		for _, u := range units {
			if key := u.Path + " " + u.ID; len(u.Fields) > 0 && !seen[key] {
				seen[key] = true
				all = append(all, u)
			}
		}
	}
	points := func(points []*Point) {
		for _, p := range points {
			add(p.Unit())
		}
	}
	for _, c := range l.Countries {
		add(c.SummaryUnit(), c.PrayerUnit(), c.FactUnit(FactProject), c.FactUnit(FactFund))
		points(c.Points)
	}
	for _, o := range l.Occasions {
		add(o.NameUnit())
		points(o.Points)
	}
	for _, r := range slices.Concat(l.Regions, l.Areas) {
		add(r.NameUnit())
	}
	for _, x := range l.Lists {
		add(x.NameUnit())
	}
	for _, kind := range []FactKind{FactOfficialName, FactCapital} {
		for _, c := range l.Countries {
			add(c.FactUnit(kind))
		}
	}
	for _, p := range l.Posts {
		add(p.HeadUnit(), p.BodyUnit())
		points(p.Points)
	}
	return all
}
