package content

import (
	"fmt"
	"hash/fnv"
	"slices"
)

// Members are the countries of a selection, by name. Keys that are not there
// any more are passed over.
func (l *Library) Members(s Selection) []*Country {
	if s.Whole() {
		return l.Countries
	}
	wanted := map[string]bool{}
	for _, key := range s.Countries {
		wanted[key] = true
	}
	for _, key := range s.Regions {
		if r := l.regions[key]; r != nil {
			for _, c := range r.Countries {
				wanted[c.Key] = true
			}
		}
	}
	for _, key := range s.Lists {
		if list := l.List(key); list != nil {
			for _, c := range list.Countries {
				wanted[c.Key] = true
			}
		}
	}
	var members []*Country
	for _, c := range l.Countries {
		if wanted[c.Key] {
			members = append(members, c)
		}
	}
	return members
}

// A Selection says what a chat prays for: any of the countries, regions or
// lists named. The zero Selection is the whole world.
type Selection struct {
	Countries []string `json:"c,omitempty"` // Country.Key, sorted, no repeats
	Regions   []string `json:"r,omitempty"` // Region.Key, sorted, no repeats
	Lists     []string `json:"l,omitempty"` // List.Key, sorted, no repeats
}

// Whole tells whether the selection is the whole world.
func (s Selection) Whole() bool {
	return len(s.Countries) == 0 && len(s.Regions) == 0 && len(s.Lists) == 0
}

// Equal tells whether two selections name the same.
func (s Selection) Equal(t Selection) bool {
	return slices.Equal(s.Countries, t.Countries) && slices.Equal(s.Regions, t.Regions) && slices.Equal(s.Lists, t.Lists)
}

// hash mixes all keys of a selection, without allocating.
func (s Selection) hash() uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for i, keys := range [...][]string{s.Countries, s.Regions, s.Lists} {
		h = (h ^ uint64(i)) * prime
		for _, key := range keys {
			for _, b := range []byte(key) {
				h = (h ^ uint64(b)) * prime
			}
			h = (h ^ ',') * prime
		}
	}
	return h
}

// clone is a selection that shares nothing with s.
func (s Selection) clone() Selection {
	return Selection{slices.Clone(s.Countries), slices.Clone(s.Regions), slices.Clone(s.Lists)}
}

// Mark is a short name of a selection, the same on every machine, which says nothing of
// it to those who do not know it: what is made for a selection is told apart by it.
func (s Selection) Mark() string {
	h := fnv.New64a()
	fmt.Fprint(h, s.Countries, s.Regions, s.Lists)
	return fmt.Sprintf("%016x", h.Sum64())
}
