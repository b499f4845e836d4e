package content

import (
	"cmp"
	"encoding/binary"
	"hash/fnv"
	"slices"
)

// Daily is the point of a date for a selection: the same for every chat with
// the same selection. No point comes again before the selection's pool is used
// up, and no country comes twice in a row where another can be had. It is nil
// only where the selection has no point at all.
func (l *Library) Daily(date Date, s Selection) *Point {
	order := l.world
	if !s.Whole() {
		order = arrange(l.pools, l.Members(s))
	}
	if len(order) == 0 {
		return nil
	}
	round, place := divide(date.Days(), len(order))
	country := order[place].Country
	nth := 0
	for _, p := range order[:place] {
		if p.Country == country {
			nth++
		}
	}
	return shuffled(l.pools[country], round)[nth]
}

// Nth is the n-th point of a country as seen on a date: 0 is that day's, 1 the
// one after. It wraps around, and is nil where the country has no point.
func (l *Library) Nth(c *Country, date Date, n int) *Point {
	pool := l.pools[c]
	if len(pool) == 0 {
		return nil
	}
	_, place := divide(date.Days()+n, len(pool))
	return shuffled(pool, 0)[place]
}

// divide is whole-number division that also counts backwards before 1970.
func divide(n, by int) (round, rest int) {
	round, rest = n/by, n%by
	if rest < 0 {
		round, rest = round-1, rest+by
	}
	return round, rest
}

// arrange puts the pools of the countries into one round: each country's
// points lie evenly over it, and neighbours (the last and the first too) are of
// different countries where that can be had. Which of a country's points stands
// at which of its places changes from round to round.
func arrange(pools map[*Country][]*Point, countries []*Country) []*Point {
	type seat struct {
		point *Point
		at    float64
	}
	var seats []seat
	for _, c := range countries {
		pool := pools[c]
		offset := float64(hash(c.Key, 0)%1000) / 1000
		for i, p := range pool {
			seats = append(seats, seat{p, (float64(i) + offset) / float64(len(pool))})
		}
	}
	slices.SortFunc(seats, func(a, b seat) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.point.ID, b.point.ID))
	})
	order := make([]*Point, len(seats))
	for i, s := range seats {
		order[i] = s.point
	}
	return parted(order)
}

// parted swaps points until no two neighbours are of one country. Where swaps
// cannot do it, the countries alternate strictly.
func parted(order []*Point) []*Point {
	for range 4 {
		clean := true
		for i := range order {
			if clash(order, i) && !swapAway(order, i) {
				clean = false
			}
		}
		if clean {
			return order
		}
	}
	return alternating(order)
}

// clash tells whether the point before i, around the circle, is of i's country.
func clash(order []*Point, i int) bool {
	before := (i + len(order) - 1) % len(order)
	return before != i && order[i].Country == order[before].Country
}

// swapAway looks for the nearest place with which i can be swapped so that
// neither side clashes afterwards.
func swapAway(order []*Point, i int) bool {
	n := len(order)
	for step := 1; step < n; step++ {
		j := (i + step) % n
		order[i], order[j] = order[j], order[i]
		if !clash(order, i) && !clash(order, (i+1)%n) && !clash(order, j) && !clash(order, (j+1)%n) {
			return true
		}
		order[i], order[j] = order[j], order[i]
	}
	return false
}

// alternating fills every second seat, then the seats between, country by
// country from the largest pool: no two of a country are neighbours unless it
// has more than half of all.
func alternating(order []*Point) []*Point {
	count := map[*Country]int{}
	for _, p := range order {
		count[p.Country]++
	}
	sorted := slices.Clone(order)
	slices.SortStableFunc(sorted, func(a, b *Point) int {
		return cmp.Or(cmp.Compare(count[b.Country], count[a.Country]), cmp.Compare(a.Country.Key, b.Country.Key))
	})
	seat := 0
	for _, p := range sorted {
		order[seat] = p
		if seat += 2; seat >= len(order) {
			seat = 1
		}
	}
	return order
}

// shuffled is a pool in the order of a round.
func shuffled(pool []*Point, round int) []*Point {
	order := slices.Clone(pool)
	slices.SortFunc(order, func(a, b *Point) int {
		return cmp.Or(cmp.Compare(hash(a.ID, round), hash(b.ID, round)), cmp.Compare(a.ID, b.ID))
	})
	return order
}

// hash mixes a name and a number: 64-bit FNV-1a with a finish that spreads
// short names, the same on every machine and in every version of Go.
func hash(name string, n int) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	h.Write(binary.LittleEndian.AppendUint64(nil, uint64(n)))
	x := h.Sum64()
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return x
}
