package content

import (
	"fmt"
	"testing"
)

// shares makes countries A, B, ... with the given numbers of turns, in regions
// of the given size.
func shares(size int, turns ...int) []share {
	var all []share
	var region *Region
	for i, n := range turns {
		if i%size == 0 {
			region = &Region{Key: fmt.Sprint(i)}
		}
		all = append(all, share{country: &Country{Key: fmt.Sprintf("%c%c", 'A'+i/26, 'A'+i%26), Region: region}, of: n})
	}
	return all
}

// same counts the neighbours around the circle that clash at least so badly.
func same(round []seat, badly int) int {
	n := 0
	for i := range round {
		if clash(round, i) >= badly {
			n++
		}
	}
	return n
}

func TestNeighboursDifferWhereThatCanBeHad(t *testing.T) {
	for _, size := range []int{1, 2, 4} {
		for _, turns := range [][]int{{3, 3}, {1, 1, 1}, {8, 8, 8, 8}, {4, 2, 2}, {5, 1, 1, 1, 1, 1}, {8, 4, 2, 1, 1}, {2, 1}, {12, 12, 1}, {13, 2}, {21, 21, 7, 6, 6, 4, 1, 1, 1, 1, 1, 1}, {8, 8, 8, 4, 4, 4, 2, 2, 2, 2, 2, 2}, {30, 1, 1, 1, 1, 1}} {
			round := arrange(shares(size, turns...))
			if got, want := same(round, 2), Unavoidable(countriesOf(round), func(c *Country) any { return c }); got > want {
				t.Errorf("regions of %d, turns %v: %d neighbours are of one country, %d cannot be avoided", size, turns, got, want)
			}
			if got, want := same(round, 1), Unavoidable(countriesOf(round), func(c *Country) any { return c.Region }); got > want {
				t.Errorf("regions of %d, turns %v: %d neighbours are of one region, %d cannot be avoided", size, turns, got, want)
			}
		}
	}
}

func TestEveryCountryHasItsTurnsEvenly(t *testing.T) {
	turns := []int{21, 21, 7, 7, 7, 6, 6, 6, 6, 4, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	round := arrange(shares(4, turns...))
	last, widest := map[string]int{}, map[string]int{}
	for i := range 2 * len(round) {
		s := round[i%len(round)]
		if i < len(round) && s.nth != countOf(round[:i], s.country) {
			t.Errorf("place %d is turn %d of %s", i, s.nth, s.country.Key)
		}
		if at, seen := last[s.country.Key]; seen {
			widest[s.country.Key] = max(widest[s.country.Key], i-at)
		}
		last[s.country.Key] = i
	}
	for _, s := range shares(4, turns...) {
		if most := 2 * len(round) / s.of; widest[s.country.Key] > most {
			t.Errorf("%s with %d turns waits %d places, more than %d", s.country.Key, s.of, widest[s.country.Key], most)
		}
	}
}

func countOf(round []seat, c *Country) int {
	n := 0
	for _, s := range round {
		if s.country == c {
			n++
		}
	}
	return n
}
