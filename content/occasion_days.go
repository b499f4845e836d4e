package content

import (
	"cmp"
	"slices"
)

// The years for which occasions are worked out beforehand. Past them the
// rotation goes on alone; a Gregorian computus of more than a lifetime is
// enough.
const (
	firstYear = 2025
	lastYear  = 2099
)

// An occasionDay is one day of an occasion.
type occasionDay struct {
	day      int
	occasion *Occasion
	nth      int // counts through the occasion's points, over the years
}

// occasionDays are the days of all occasions that are on, in order; on one day
// those that come first in the files come first.
type occasionDays []occasionDay

// occasionDaysOf works out when the occasions are.
func occasionDaysOf(occasions []*Occasion) occasionDays {
	var all occasionDays
	for _, o := range occasions {
		if !o.On {
			continue
		}
		for year := firstYear; year <= lastYear; year++ {
			for _, first := range o.Rule.Begins(year) {
				n := o.length(first)
				for i := range n {
					if o.Every < 2 || (i+year)%o.Every == 0 {
						all = append(all, occasionDay{first.Days() + i, o, (year-firstYear)*n + i})
					}
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b occasionDay) int { return cmp.Compare(a.day, b.day) })
	return all
}

// length is how many days an occasion lasts from one of its beginnings.
func (o *Occasion) length(first Date) int {
	if o.Days > 0 {
		return o.Days
	}
	return o.Rule.length(first)
}

// point is the day's point, in turn from those that mean something to a
// selection: points about the whole church, or about one of its countries.
func (d occasionDay) point(members map[*Country]bool) *Point {
	n := 0
	for _, p := range d.occasion.Points {
		if p.concerns(members) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	_, nth := divide(d.nth, n)
	for _, p := range d.occasion.Points {
		if !p.concerns(members) {
			continue
		}
		if nth == 0 {
			return p
		}
		nth--
	}
	return nil
}

// concerns tells whether an occasion's point is about the whole church or one
// of the countries.
func (p *Point) concerns(countries map[*Country]bool) bool {
	return len(p.About) == 0 || slices.ContainsFunc(p.About, func(c *Country) bool { return countries[c] })
}
