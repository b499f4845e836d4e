package content

import (
	"fmt"
	"testing"
	"time"
)

// pools makes countries A, B, ... with the given numbers of points.
func pools(sizes ...int) (map[*Country][]*Point, []*Country) {
	all := map[*Country][]*Point{}
	var countries []*Country
	for i, n := range sizes {
		c := &Country{Key: string(rune('A' + i))}
		countries = append(countries, c)
		for j := range n {
			all[c] = append(all[c], &Point{ID: fmt.Sprintf("%s-%d", c.Key, j), Country: c})
		}
	}
	return all, countries
}

func TestNoCountryComesTwiceInARowWhereAnotherCanBeHad(t *testing.T) {
	for _, sizes := range [][]int{{3, 3}, {1, 1, 1}, {8, 8, 8, 8}, {4, 2, 2}, {5, 1, 1, 1, 1, 1}, {8, 4, 2, 1, 1}, {2, 1}, {12, 12, 1}, {8, 8, 8, 4, 4, 4, 2, 2, 2, 2, 2, 2}} {
		all, countries := pools(sizes...)
		order := arrange(all, countries)
		most := 0
		for _, n := range sizes {
			most = max(most, n)
		}
		clashes := 0
		for i := range order {
			if clash(order, i) {
				clashes++
			}
		}
		// A circle of n seats has room for n/2 of one country without neighbours.
		if unavoidable := max(0, 2*most-len(order)); clashes > unavoidable {
			t.Errorf("pools %v: %d neighbours are of one country, %d cannot be avoided", sizes, clashes, unavoidable)
		}
	}
}

func TestTheBuiltInCalendarIsFair(t *testing.T) {
	library := loaded(t)
	start := Date{2026, time.November, 24}
	for _, s := range []Selection{
		{},
		{Countries: []string{"KP"}},
		{Countries: []string{"KP", "NG"}},
		{Regions: []string{"middle-east"}},
		{Countries: []string{"KP"}, Regions: []string{"south-asia", "north-africa"}},
	} {
		t.Run(fmt.Sprint(s), func(t *testing.T) { checkRounds(t, library, s, start) })
	}
}

// checkRounds walks over two rounds: no repeat within one, every point seen,
// neighbours of different countries.
func checkRounds(t *testing.T, library *Library, s Selection, start Date) {
	t.Helper()
	size, most := 0, 0
	for _, c := range library.Members(s) {
		size += len(library.pools[c])
		most = max(most, len(library.pools[c]))
	}
	first := start.Add(size - start.Days()%size)
	var last *Point
	for round := range 2 {
		seen := map[string]bool{}
		for i := range size {
			p := library.Daily(first.Add(round*size+i), s)
			if seen[p.ID] {
				t.Fatalf("%s comes again after %d days", p.ID, i)
			}
			seen[p.ID] = true
			if 2*most <= size && last != nil && last.Country == p.Country {
				t.Errorf("%s comes twice in a row", p.Country.Name)
			}
			last = p
		}
		if len(seen) != size {
			t.Errorf("%d of %d points were seen", len(seen), size)
		}
	}
}

func TestTheCalendarIsTheSameForEverybodyAndForAlways(t *testing.T) {
	first, second := loaded(t), loaded(t)
	for i := range 400 {
		date := Date{2026, time.November, 24}.Add(i)
		if a, b := first.Daily(date, Selection{}), second.Daily(date, Selection{}); a.ID != b.ID {
			t.Fatalf("%s: %s and %s", date, a.ID, b.ID)
		}
	}
}

func TestTheCalendarHasAnswersAtItsEdges(t *testing.T) {
	library := loaded(t)
	if p := library.Daily(Date{1969, time.July, 20}, Selection{}); p == nil {
		t.Error("there is no point before 1970")
	}
	if p := library.Daily(Date{2026, time.November, 24}, Selection{Countries: []string{"ZZ"}}); p != nil {
		t.Errorf("a selection of nothing gives %s", p.ID)
	}
	none := library.Country("VA")
	if p := library.Nth(none, Date{2026, time.November, 24}, 0); len(none.Points) == 0 && p != nil {
		t.Errorf("a country without points gives %s", p.ID)
	}
}

func TestTheNextOnesOfACountryAreAllDifferent(t *testing.T) {
	library := loaded(t)
	c, date := library.Country("KP"), Date{2026, time.November, 24}
	seen := map[string]bool{}
	for n := range len(library.pools[c]) {
		seen[library.Nth(c, date, n).ID] = true
	}
	if len(seen) != len(library.pools[c]) {
		t.Errorf("%d of %d points come", len(seen), len(library.pools[c]))
	}
	if library.Nth(c, date, 1) != library.Nth(c, date.Add(1), 0) {
		t.Error("the next one is not tomorrow's")
	}
}

func BenchmarkDaily(b *testing.B) {
	library := loaded(b)
	date := Date{2026, time.November, 24}
	b.ReportAllocs()
	for b.Loop() {
		library.Daily(date, Selection{})
	}
}
