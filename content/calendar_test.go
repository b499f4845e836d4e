package content_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"prayerbot/content"
	"prayerbot/content/load"
)

// builtinOnce and fullOnce are libraries that all tests read.
var (
	builtinOnce = sync.OnceValues(func() (*content.Library, error) { return load.Library(content.Builtin()) })
	fullOnce    = sync.OnceValues(fillUp)
)

// loaded is the built-in library.
func loaded(t testing.TB) *content.Library { return ready(t, builtinOnce) }

// full is the built-in library with every country filled up to the points that
// it is meant to have.
func full(t testing.TB) *content.Library { return ready(t, fullOnce) }

func ready(t testing.TB, load func() (*content.Library, error)) *content.Library {
	t.Helper()
	library, err := load()
	if err != nil {
		t.Fatal(err)
	}
	return library
}

var november = content.Date{2026, time.November, 24}

// onDay is what a chat receives on a date.
func onDay(l *content.Library, date content.Date, s content.Selection) *content.Point {
	return l.Daily(date, s, date)
}

// fillUp makes the full library.
func fillUp() (*content.Library, error) {
	library, err := load.Library(content.Builtin())
	if err != nil {
		return nil, err
	}
	for _, c := range library.Countries {
		for n := len(c.Points); n < meant(c); n++ {
			c.Points = append(c.Points, &content.Point{ID: fmt.Sprintf("%s-made-up-%d", c.Key, n), Country: c})
		}
	}
	return content.New(library.Parts), nil
}

// meant is how many points a country is meant to have at least: 14 where it is
// among the first ten of the World Watch List, 9 where the list names it, 4 where
// another list does, 2 elsewhere.
func meant(c *content.Country) int {
	switch {
	case c.Rank > 0 && c.Rank <= 10:
		return 14
	case c.Rank > 0:
		return 9
	case c.Listed():
		return 4
	}
	return 2
}

// selections are what the tests walk through.
var selections = []content.Selection{
	{},
	{Countries: []string{"KP"}},
	{Countries: []string{"KP", "NG"}},
	{Regions: []string{"middle-east"}},
	{Regions: []string{"middle-east", "west-africa"}},
	{Lists: []string{"world-watch-list"}},
	{Countries: []string{"KP"}, Regions: []string{"south-asia", "north-africa"}, Lists: []string{"cpc"}},
}

func TestTwoYearsForEverySelection(t *testing.T) {
	for name, library := range map[string]*content.Library{"as it is": loaded(t), "full": full(t)} {
		for _, s := range selections {
			for _, start := range []content.Date{november, {2027, time.March, 3}, {2030, time.July, 1}} {
				t.Run(fmt.Sprint(name, s, start), func(t *testing.T) { walk(t, library, s, start, 730) })
			}
		}
	}
}

// walk goes through days and holds what is promised of every day: neighbours
// differ, and no point comes again before its country's queue is used up.
func walk(t *testing.T, library *content.Library, s content.Selection, start content.Date, days int) {
	t.Helper()
	round := content.Round(library, s)
	region := content.Unavoidable(round, func(c *content.Country) any { return c.Region }) == 0
	country := content.Unavoidable(round, func(c *content.Country) any { return c }) == 0
	fresh := map[*content.Country]map[*content.Point]bool{} // what came since a point came again
	var last *content.Country
	for i := range days {
		p := onDay(library, start.Add(i), s)
		if p.Occasion != nil {
			continue
		}
		if !slices.Contains(round, p.Country) {
			t.Fatalf("%s is not in the selection", p.Country.Name)
		}
		if last != nil && country && last == p.Country {
			t.Errorf("%s: %s comes twice in a row", start.Add(i), p.Country.Name)
		}
		if last != nil && region && last.Region == p.Country.Region {
			t.Errorf("%s: %s comes twice in a row", start.Add(i), p.Country.Region.Name)
		}
		last = p.Country
		seen := fresh[p.Country]
		if seen == nil || len(seen) == len(content.LineOf(library, p.Country)) {
			seen = map[*content.Point]bool{}
			fresh[p.Country] = seen
		}
		if seen[p] {
			t.Errorf("%s: %s comes again before the queue is used up", start.Add(i), p.ID)
		}
		seen[p] = true
	}
}

// The numbers are those of the comment on turns: 315 places in a year.
func TestEveryCountryComesAtLeastOnceAYear(t *testing.T) {
	library := full(t)
	if n := len(content.Round(library, content.Selection{})); n > 315 {
		t.Errorf("a round has %d places, more than a year has", n)
	}
	for year := 2026; year < 2040; year++ {
		visits, _ := visits(library, content.Date{Year: year, Month: time.January, Day: 1}, 365)
		for _, c := range library.Countries {
			if visits[c] < 1 {
				t.Errorf("%s is not prayed for in %d", c.Name, year)
			}
		}
	}
	for _, start := range []content.Date{november, {2027, time.August, 9}, {2031, time.January, 1}, {2035, time.April, 20}} {
		_, gaps := visits(library, start, 1100)
		for _, c := range library.Countries {
			if gaps[c] > 366 {
				t.Errorf("from %s: %s waits %d days", start, c.Name, gaps[c])
			}
		}
	}
}

// A selection of many regions or a long list has more points than a year has days:
// each of its countries comes once a year all the same, over ten years.
func TestEveryCountryOfALargeSelectionComesOnceAYear(t *testing.T) {
	library := full(t)
	var regions []string
	for _, r := range library.Regions {
		regions = append(regions, r.Key)
	}
	for _, s := range []content.Selection{{Regions: regions}, {Regions: regions[:len(regions)/2]}, {Regions: regions[len(regions)/2:]}, {Regions: regions[:3]}} {
		for year := 2026; year < 2036; year++ {
			came := map[*content.Country]bool{}
			for i := range 365 {
				p := onDay(library, content.Date{Year: year, Month: time.January, Day: 1}.Add(i), s)
				for _, c := range p.Countries() {
					came[c] = true
				}
			}
			for _, c := range library.Members(s) {
				if !came[c] && len(c.Points) >= 2 {
					t.Errorf("%v: %s is not prayed for in %d", s.Regions, c.Name, year)
				}
			}
		}
	}
}

// From one rank to the next a country comes once a year less, at the most.
func TestTheStepsFromRankToRankAreSmall(t *testing.T) {
	library := full(t)
	times := map[int]int{}
	for _, c := range content.Round(library, content.Selection{}) {
		times[c.Rank]++
	}
	for rank := 2; rank <= 50; rank++ {
		if step := times[rank-1] - times[rank]; step < 0 || step > 1 {
			t.Errorf("rank %d comes %d times a year, rank %d %d times", rank-1, times[rank-1], rank, times[rank])
		}
	}
	if times[1] < 7 || times[10] < 4 || times[50] < 2 {
		t.Errorf("rank 1 comes %d times a year, rank 10 %d, rank 50 %d", times[1], times[10], times[50])
	}
}

// visits counts how often each country is prayed for, and the most days that
// it waits.
func visits(library *content.Library, start content.Date, days int) (n, gap map[*content.Country]int) {
	n, gap = map[*content.Country]int{}, map[*content.Country]int{}
	last := map[*content.Country]int{}
	for i := range days {
		p := onDay(library, start.Add(i), content.Selection{})
		for _, c := range append(p.About, p.Country) {
			if c == nil {
				continue
			}
			gap[c] = max(gap[c], i-last[c])
			n[c]++
			last[c] = i
		}
	}
	for c, at := range last {
		gap[c] = max(gap[c], days-at)
	}
	return n, gap
}

func TestTheCalendarIsTheSameForEverybodyAndForAlways(t *testing.T) {
	first := loaded(t)
	second, err := load.Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range selections {
		for i := range 400 {
			date := november.Add(i)
			if a, b := onDay(first, date, s), onDay(second, date, s); a.ID != b.ID {
				t.Fatalf("%s: %s and %s", date, a.ID, b.ID)
			}
		}
	}
}

func TestTheCalendarHasAnswersAtItsEdges(t *testing.T) {
	library := loaded(t)
	for _, date := range []content.Date{{1969, time.July, 20}, {2025, time.January, 1}, {2099, time.December, 31}, {2150, time.June, 1}} {
		if p := onDay(library, date, content.Selection{}); p == nil {
			t.Errorf("there is no point on %s", date)
		}
	}
	if p := onDay(library, november, content.Selection{Countries: []string{"ZZ"}}); p != nil {
		t.Errorf("a selection of nothing gives %s", p.ID)
	}
	if p := library.CountryPoint(&content.Country{}, november, november, 0); p != nil {
		t.Errorf("a country that is not there gives %s", p.ID)
	}
	for _, c := range library.Countries {
		if p := library.CountryPoint(c, november, november, 0); (p == nil) != (len(c.Points) == 0) {
			t.Errorf("%s with %d points gives %v", c.Name, len(c.Points), p)
		}
	}
}

func TestTheNextOnesOfACountryAreAllDifferent(t *testing.T) {
	library := loaded(t)
	c := library.Country("KP")
	queue := content.PointsOf(library, c)
	seen := map[string]bool{}
	for n := range len(queue) {
		seen[library.CountryPoint(c, november, november, n).ID] = true
	}
	if len(seen) != len(queue) {
		t.Errorf("%d of %d points come", len(seen), len(queue))
	}
	tomorrow := november.Add(1)
	if library.CountryPoint(c, november, november, 1) != library.CountryPoint(c, tomorrow, tomorrow, 0) {
		t.Error("the next one is not tomorrow's")
	}
}

func TestTheRotationsOfManySelectionsAreBounded(t *testing.T) {
	library := loaded(t)
	for _, a := range library.Countries {
		for _, b := range library.Countries[:3] {
			onDay(library, november, content.Selection{Countries: []string{a.Key, b.Key}})
		}
	}
	if n := content.CachedRotations(library); n > content.MaxCached {
		t.Errorf("%d rotations are kept", n)
	}
}

func TestADayAllocatesNothing(t *testing.T) {
	library := loaded(t)
	for _, s := range selections {
		i := 0
		n := testing.AllocsPerRun(1000, func() { onDay(library, november.Add(i%365), s); i++ })
		if n > 0 {
			t.Errorf("%v: %g allocations", s, n)
		}
	}
}

func BenchmarkDaily(b *testing.B) {
	library := full(b)
	for _, s := range selections {
		b.Run(fmt.Sprint(s), func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				onDay(library, november.Add(i%365), s)
				i++
			}
		})
	}
}

func BenchmarkCountryPoint(b *testing.B) {
	library := full(b)
	c := library.Country("KP")
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		library.CountryPoint(c, november, november, i)
		i++
	}
}

func BenchmarkANewSelection(b *testing.B) {
	library := full(b)
	b.ReportAllocs()
	for b.Loop() {
		content.WorkOutRotation(library, content.Selection{Lists: []string{"listed"}})
	}
}
