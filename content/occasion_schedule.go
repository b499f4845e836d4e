package content

import (
	"cmp"
	"slices"
	"sync"
)

// A scheduled day is a day that an occasion takes, and what is prayed on it.
type scheduled struct {
	day   int
	point *Point
}

// A schedule is the days that occasions take from the rotation of some
// selections, in order.
type schedule []scheduled

// on is the point of a day; nil where no occasion takes it.
func (s schedule) on(day int) *Point {
	i, found := slices.BinarySearchFunc(s, day, scheduled.compare)
	if !found {
		return nil
	}
	return s[i].point
}

func (d scheduled) compare(day int) int { return cmp.Compare(d.day, day) }

// between counts the days from one to another, the second left out.
func (s schedule) between(from, to int) int {
	first, _ := slices.BinarySearchFunc(s, from, scheduled.compare)
	behind, _ := slices.BinarySearchFunc(s, to, scheduled.compare)
	return max(0, behind-first)
}

// schedule lays out the days of a selection. Of several occasions on one day the
// first has it, and each other moves to the next free date; not so a feast that
// is counted from Easter, which means something on its own date alone.
func (k occasionDays) schedule(members map[*Country]bool) schedule {
	var s schedule
	var waiting []*Point
	for len(k) > 0 {
		n := 1
		for n < len(k) && k[n].day == k[0].day {
			n++
		}
		s, waiting = s.fill(waiting, k[0].day)
		s, waiting = s.take(k[:n], members, waiting)
		k = k[n:]
	}
	return s
}

// fill gives the free dates before a day to those that wait.
func (s schedule) fill(waiting []*Point, before int) (schedule, []*Point) {
	for len(waiting) > 0 && s[len(s)-1].day+1 < before {
		s = append(s, scheduled{s[len(s)-1].day + 1, waiting[0]})
		waiting = waiting[1:]
	}
	return s, waiting
}

// take gives a day to the first of its occasions that means something to the
// members; those that could move begin to wait.
func (s schedule) take(days []occasionDay, members map[*Country]bool, waiting []*Point) (schedule, []*Point) {
	var has *Point
	for _, d := range days {
		p := d.point(members)
		switch {
		case p == nil || p == has:
		case has == nil:
			has = p
			s = append(s, scheduled{d.day, p})
		case d.occasion.Rule.Kind != RuleEaster:
			waiting = append(waiting, p)
		}
	}
	return s, waiting
}

// schedules keeps the schedules, of which most selections share a few: they
// differ only by the occasions that are about some countries.
type schedules struct {
	mu    sync.Mutex
	byKey map[string]schedule
}

// of is the schedule for some members.
func (c *schedules) of(k occasionDays, occasions []*Occasion, members map[*Country]bool) schedule {
	var key []byte
	for _, o := range occasions {
		for _, p := range o.Points {
			if len(p.About) > 0 {
				key = append(key, "-+"[index(p.concerns(members))])
			}
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.byKey == nil || len(c.byKey) >= maxCached {
		c.byKey = map[string]schedule{}
	}
	s, ready := c.byKey[string(key)]
	if !ready {
		s = k.schedule(members)
		c.byKey[string(key)] = s
	}
	return s
}

func index(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
