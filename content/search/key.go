package search

import "prayerbot/content"

// KeyMark stands before a key in a text. What follows it was written by the
// program itself and names one place, or none: it is never searched.
const KeyMark = "="

// ByKey is the country, region or list of that very key; an empty Result where
// there is none.
func ByKey(l *content.Library, key string) Result {
	if c := l.Country(key); c != nil && c.Key == key {
		return Result{Countries: []*content.Country{c}}
	}
	if r := l.Region(key); r != nil {
		return Result{Region: r}
	}
	return Result{List: l.List(key)}
}

// Empty tells whether nothing was found and nothing comes near.
func (r Result) Empty() bool {
	return len(r.Countries)+len(r.Near) == 0 && r.Region == nil && r.List == nil
}

// Meant tells whether somebody who only says the text, without a command, means a
// place or a list by it.
func (r Result) Meant() bool {
	return !r.Doubt && (len(r.Countries) > 0 || r.Region != nil || r.List != nil)
}
