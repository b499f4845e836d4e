package content

import "maps"

// Without is the library as if the points and posts of some ids and keys were
// not there: they are found, shown and counted nowhere, and the calendar goes on
// with the others. It shares with l what such a thing does not touch; l itself
// stays as it is. Where nothing of them is there, it is l.
func (l *Library) Without(keys map[string]bool) *Library {
	some := false
	for key := range keys {
		some = some || l.points[key] != nil || l.posts[key] != nil
	}
	if !some {
		return l
	}
	o := omission{
		keys: keys, countries: map[*Country]*Country{}, regions: map[*Region]*Region{},
		posts: map[*Post]*Post{}, occasions: map[*Occasion]*Occasion{}, copies: map[*Point]*Point{},
	}
	return New(o.parts(l.Parts))
}

// An omission copies parts that refer to each other, and leaves some out. Each
// map leads from what was copied to its copy.
type omission struct {
	keys      map[string]bool
	countries map[*Country]*Country
	regions   map[*Region]*Region
	posts     map[*Post]*Post
	occasions map[*Occasion]*Occasion
	copies    map[*Point]*Point // two occasions may share one
}

func (o *omission) parts(p Parts) Parts {
	for _, c := range p.Countries {
		is := *c
		o.countries[c] = &is
	}
	for _, r := range p.Regions {
		o.regions[r] = o.region(r)
	}
	for _, r := range p.Areas {
		o.regions[r] = o.region(r)
	}
	for _, c := range o.countries {
		if r := o.regions[c.Region]; r != nil {
			c.Region = r
		}
		c.Points = o.points(c.Points)
	}
	after := p // what refers to nothing that is copied stays as it is
	after.Countries, after.Ambiguous = o.all(p.Countries), maps.Clone(p.Ambiguous)
	after.Regions, after.Areas, after.Aliases, after.Lists = nil, nil, nil, nil
	for _, r := range p.Regions {
		after.Regions = append(after.Regions, o.regions[r])
	}
	for _, r := range p.Areas {
		after.Areas = append(after.Areas, o.regions[r])
	}
	for _, a := range p.Aliases {
		is := *a
		is.Countries = o.all(a.Countries)
		after.Aliases = append(after.Aliases, &is)
	}
	for _, x := range p.Lists {
		list := *x
		list.Countries = o.all(x.Countries)
		after.Lists = append(after.Lists, &list)
	}
	for word, countries := range p.Ambiguous {
		after.Ambiguous[word] = o.all(countries)
	}
	after.Posts, after.Occasions = o.ofPosts(p.Posts), o.ofOccasions(p.Occasions)
	return after
}

// region is a copy of a region, or of an area when its regions are copied.
func (o *omission) region(r *Region) *Region {
	is := *r
	is.Countries, is.Regions = o.all(r.Countries), nil
	for _, part := range r.Regions {
		is.Regions = append(is.Regions, o.regions[part])
	}
	return &is
}

// ofPosts copies the posts. One that has lost all of its points has none that
// could come first.
func (o *omission) ofPosts(posts []*Post) (all []*Post) {
	for _, p := range posts {
		if o.keys[p.Key] {
			continue
		}
		is := *p
		o.posts[p], is.Country = &is, o.country(p.Country)
		if is.Points = o.points(p.Points); len(is.Points) == 0 {
			is.Urgent = false
		}
		all = append(all, &is)
	}
	return all
}

func (o *omission) ofOccasions(occasions []*Occasion) (all []*Occasion) {
	for _, x := range occasions {
		is := *x
		o.occasions[x], is.Countries = &is, o.all(x.Countries)
		all = append(all, &is)
	}
	for _, is := range all {
		is.Points = o.points(is.Points)
	}
	return all
}

// points copies those points that stay.
func (o *omission) points(points []*Point) (all []*Point) {
	for _, p := range points {
		if o.keys[p.ID] {
			continue
		}
		is := o.copies[p]
		if is == nil {
			is = new(*p)
			is.Country, is.Post, is.Occasion, is.About = o.country(p.Country), o.posts[p.Post], o.occasions[p.Occasion], o.all(p.About)
			o.copies[p] = is
		}
		all = append(all, is)
	}
	return all
}

// all are the copies of countries.
func (o *omission) all(countries []*Country) (all []*Country) {
	for _, c := range countries {
		all = append(all, o.country(c))
	}
	return all
}

// country is the copy of a country; one that is not in the library is itself.
func (o *omission) country(c *Country) *Country {
	if is := o.countries[c]; is != nil {
		return is
	}
	return c
}
