package content

import (
	"cmp"
	"hash/fnv"
	"slices"
)

// A share is how many turns of a round a country has, and how many it has had.
type share struct {
	country *Country
	of, had int
	offset  int // where in the round its first turn lies, in thousandths of its distance
}

// dueBefore orders shares by when their next turn should come: the n-th of a
// country lies at (n + offset) / of of the round.
func (s *share) dueBefore(t *share) bool {
	a, b := (1000*s.had+s.offset)*t.of, (1000*t.had+t.offset)*s.of
	if a != b {
		return a < b
	}
	return s.country.Key < t.country.Key
}

// arrange lays the turns of all countries out as one round: each country's
// evenly, neighbours (the last and the first too) of different regions where
// that can be had, and of different countries where that can be had.
func arrange(shares []share) []seat {
	a := arranger{shares: shares, regions: map[*Region]int{}}
	spread(shares)
	for _, s := range shares {
		a.left += s.of
		a.regions[s.country.Region] += s.of
	}
	var round []seat
	for a.left > 0 {
		s := a.next()
		round = append(round, seat{country: s.country, of: s.of})
		s.had++
		a.left--
		a.regions[s.country.Region]--
		a.last = s.country
		if a.first == nil {
			a.first = s.country
		}
	}
	joinEnds(round)
	had := map[*Country]int{}
	for i := range round {
		round[i].nth = had[round[i].country]
		had[round[i].country]++
	}
	return round
}

// spread parts the first turns of the countries that have equally many, so
// that they come one after the other and not in a heap. Which of them begins
// is drawn by their keys.
func spread(shares []share) {
	slices.SortFunc(shares, func(a, b share) int {
		return cmp.Or(cmp.Compare(b.of, a.of), cmp.Compare(hash(a.country.Key), hash(b.country.Key)))
	})
	for first := 0; first < len(shares); {
		behind := first
		for behind < len(shares) && shares[behind].of == shares[first].of {
			behind++
		}
		for i := first; i < behind; i++ {
			shares[i].offset = 1000 * (i - first) / (behind - first)
		}
		first = behind
	}
}

// An arranger fills a round from its beginning to its end.
type arranger struct {
	shares  []share
	regions map[*Region]int // the turns that each still needs
	left    int             // the turns that all still need
	first   *Country        // who began
	last    *Country        // who had the turn before
	region  *Region         // the region that is pressing, nil where none is
	country *Country        // the country that is pressing, nil where none is
}

// next chooses whose turn it is: of those that break the least, the one that
// should come soonest.
func (a *arranger) next() *share {
	a.press()
	var best *share
	least := 0
	for i := range a.shares {
		s := &a.shares[i]
		if s.had == s.of {
			continue
		}
		if cost := a.cost(s); best == nil || cost < least || cost == least && s.dueBefore(best) {
			best, least = s, cost
		}
	}
	return best
}

// press finds the region and the country with more than half of what is left.
// They have to come after everything else, or they would have to follow
// themselves at the end. For those that began the round one half is enough,
// because the end meets the beginning.
func (a *arranger) press() {
	a.region, a.country = nil, nil
	for r, n := range a.regions {
		if 2*n > a.half(a.first == nil || a.first.Region == r) && (a.region == nil || r.Key < a.region.Key) {
			a.region = r
		}
	}
	for i := range a.shares {
		s := &a.shares[i]
		if 2*(s.of-s.had) > a.half(a.first == nil || a.first == s.country) && (a.country == nil || s.country.Key < a.country.Key) {
			a.country = s.country
		}
	}
}

func (a *arranger) half(began bool) int {
	if began {
		return a.left - 1
	}
	return a.left
}

// cost tells what a choice breaks. What is pressing and has to follow itself
// anyway breaks nothing by it, so that this is spread over the round.
func (a *arranger) cost(s *share) int {
	var last Country
	if a.last != nil {
		last = *a.last
	}
	cost := 0
	if a.region != nil && last.Region != a.region && s.country.Region != a.region {
		cost += 8
	}
	if a.country != nil && a.last != a.country && s.country != a.country {
		cost += 4
	}
	if s.country == a.last && s.country != a.country {
		cost += 2
	}
	if s.country.Region == last.Region && s.country.Region != a.region {
		cost++
	}
	return cost
}

// joinEnds makes the end of a round fit its beginning: where the last turn and
// the first clash, the last is swapped with the nearest one that makes it
// better.
func joinEnds(round []seat) {
	n := len(round)
	for j := n - 2; j > 0 && clash(round, 0) > 0; j-- {
		before := clash(round, 0) + clash(round, n-1) + clash(round, j) + clash(round, j+1)
		round[n-1], round[j] = round[j], round[n-1]
		if clash(round, 0)+clash(round, n-1)+clash(round, j)+clash(round, j+1) < before {
			return
		}
		round[n-1], round[j] = round[j], round[n-1]
	}
}

// clash tells how badly a turn follows the one before it, around the circle:
// 2 where they are of one country, 1 where they are of one region.
func clash(round []seat, i int) int {
	before := round[(i+len(round)-1)%len(round)].country
	switch {
	case len(round) == 1:
		return 0
	case before == round[i].country:
		return 2
	case before.Region == round[i].country.Region:
		return 1
	}
	return 0
}

// hash mixes a name: 64-bit FNV-1a with a finish that spreads short names, the
// same on every machine and in every version of Go.
func hash(name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(name))
	x := h.Sum64()
	x ^= x >> 33
	x *= 0xff51afd7ed558ccd
	x ^= x >> 33
	return x
}

// A seat is a country's turn in a round.
type seat struct {
	country *Country
	nth     int // which of the country's turns it is, from 0
	of      int // how many turns the country has in a round
}
