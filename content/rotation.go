package content

import (
	"cmp"
	"slices"
)

// A rotation is the order in which a selection's countries have their turns:
// a round that is gone through again and again, a place on every day that no
// urgent post and no occasion takes.
type rotation struct {
	selection Selection
	members   map[*Country]bool
	round     []seat
	taken     []int   // the days that occasions take, from the anchor on
	posts     []*Post // the urgent posts about its countries, by their first day
}

// newRotation works a selection's rotation out.
func (l *Library) newRotation(s Selection) *rotation {
	r := &rotation{selection: s.clone(), members: map[*Country]bool{}}
	var shares []share
	for _, c := range l.Members(s) {
		r.members[c] = true
		if n := turns(c, s.Whole()); n > 0 {
			shares = append(shares, share{country: c, of: n})
		}
	}
	r.round = arrange(shares)
	r.taken = l.days.taken(r)
	for _, p := range l.Posts {
		if p.Urgent && r.members[p.Country] {
			r.posts = append(r.posts, p)
		}
	}
	slices.SortStableFunc(r.posts, func(a, b *Post) int {
		return cmp.Or(cmp.Compare(a.days.first, b.days.first), cmp.Compare(a.Key, b.Key))
	})
	return r
}

// turns is how often a country has its turn in a round.
//
// A selection's countries have a turn for each of their points, so that all
// points come before one comes again.
//
// For the whole world a round should take two years. With 200 countries and
// some 29 days of occasions a year, two years have 672 days for it. The ten
// first of the World Watch List take 21 each (every 35th day), the next ten 7,
// the other thirty 6 (three a year), the 19 further countries that a list names
// 4 (two a year), and the 131 others one: 667 in all. Thus all are visited
// within two years, and the ten about monthly. More of the one would be less of
// the other: 24 turns for each of the ten would leave the 19 with less than
// three in two years.
func turns(c *Country, world bool) int {
	switch {
	case len(c.Points) == 0:
		return 0
	case !world:
		return len(c.Points)
	case c.Rank >= 1 && c.Rank <= 10:
		return 21
	case c.Rank >= 1 && c.Rank <= 20:
		return 7
	case c.Rank >= 1:
		return 6
	case c.Listed():
		return 4
	}
	return 1
}

// turn is the point of a day that nothing else takes.
func (r *rotation) turn(l *Library, day, now int) *Point {
	round, place := divide(r.free(day, now), len(r.round))
	seat := r.round[place]
	visits := round*seat.of + seat.nth
	queue := l.queues[seat.country]
	if len(queue.changes) == 0 {
		_, at := divide(visits, len(queue.line))
		return queue.line[at]
	}
	return r.inLine(queue, seat, visits, day, now)
}

// inLine works out who is first in a line that has changed since the anchor.
// There is always somebody: a country in a round has points of its own.
func (r *rotation) inLine(queue *pointQueue, seat seat, visits, day, now int) *Point {
	var room [48]*Point
	line := append(room[:0], queue.line...)
	before := 0
	for _, c := range queue.changes {
		if c.day > day || c.post.days.opens > now {
			continue
		}
		at := r.visits(seat, c.day, now)
		rotate(line, at-before)
		before = at
		line = c.apply(line)
	}
	rotate(line, visits-before)
	for _, p := range line {
		if p.Post == nil || p.Post.days.shown(day, now) {
			return p
		}
	}
	return nil
}

// visits counts a country's turns from the anchor to the morning of a day.
func (r *rotation) visits(of seat, day, now int) int {
	round, place := divide(r.free(day, now), len(r.round))
	n := round * of.of
	for _, s := range r.round[:place] {
		if s.country == of.country {
			n++
		}
	}
	return n
}

// free counts the days from the anchor to a day that the rotation has for
// itself, as far as somebody may know whose day is now. Before the anchor it
// counts backwards, and every day.
func (r *rotation) free(day, now int) int {
	if day <= anchor {
		return day - anchor
	}
	n := day - anchor - r.takenBetween(anchor, day)
	covered := anchor
	for _, p := range r.posts {
		from, to := max(p.days.first, covered), min(p.days.last+1, day)
		if p.days.opens > now || from >= to {
			continue
		}
		n -= to - from - r.takenBetween(from, to)
		covered = to
	}
	return n
}

// takenBetween counts the days that occasions take, the second day left out.
func (r *rotation) takenBetween(from, to int) int {
	first, _ := slices.BinarySearch(r.taken, from)
	behind, _ := slices.BinarySearch(r.taken, to)
	return behind - first
}

// urgent is the point of a day on which posts are urgent: the posts by turns,
// the points of each in their order. It is nil where none is.
func (r *rotation) urgent(day, now int) *Point {
	n := 0
	for _, p := range r.posts {
		if p.days.urgent(day, now) {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	_, nth := divide(day, n)
	for _, p := range r.posts {
		if !p.days.urgent(day, now) {
			continue
		}
		if nth == 0 {
			_, at := divide((day-p.days.first)/n, len(p.Points))
			return p.Points[at]
		}
		nth--
	}
	return nil
}
