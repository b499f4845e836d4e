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
	occasions schedule // the days that occasions take
	posts     []*Post  // the urgent posts about its countries, by their first day
}

// newRotation works a selection's rotation out.
func (l *Library) newRotation(s Selection) *rotation {
	r := &rotation{selection: s.clone(), members: map[*Country]bool{}}
	var shares []share
	members := l.Members(s)
	many := s.Whole() || pointsOf(members) > placesOfYear
	for _, c := range members {
		r.members[c] = true
		if n := turns(c, many); n > 0 {
			shares = append(shares, share{country: c, of: n})
		}
	}
	r.round = arrange(shares)
	r.occasions = l.schedules.of(l.days, l.Occasions, r.members)
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

// placesOfYear is how many places a round may have that is gone through within a
// year.
const placesOfYear = 315

// pointsOf counts the points of countries.
func pointsOf(all []*Country) (n int) {
	for _, c := range all {
		n += len(c.Points)
	}
	return n
}

// turns is how often a country has its turn in a round.
//
// A selection's countries have a turn for each of their points, so that all
// points come before one comes again, as long as these take no more than a year;
// many tells that they do.
//
// For the whole world, and a selection of so many points, a round should take a
// year, so that every country comes once a year at least. Occasions take some 39 days of one, and up to eight more
// where two Easters fall into twelve months; 315 turns fit. The 131 countries
// that no list names have one each, the 19 that another list names two, and the
// fifty of the World Watch List share the rest: from seven for the first to two
// for the last, by steps of one. More for one would be less for another.
func turns(c *Country, many bool) int {
	switch {
	case len(c.Points) == 0:
		return 0
	case !many:
		return len(c.Points)
	case c.Rank >= 1:
		return turnsByRank(c.Rank)
	case c.Listed():
		return 2
	}
	return 1
}

// rankSteps says up to which rank of the World Watch List a country has how many
// turns a year.
var rankSteps = []struct{ last, turns int }{{1, 7}, {3, 6}, {7, 5}, {13, 4}, {22, 3}}

func turnsByRank(rank int) int {
	for _, step := range rankSteps {
		if rank <= step.last {
			return step.turns
		}
	}
	return 2
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
	n := day - anchor - r.occasions.between(anchor, day)
	covered := anchor
	for _, p := range r.posts {
		from, to := max(p.days.first, covered), min(p.days.last+1, day)
		if p.days.opens > now || from >= to {
			continue
		}
		n -= to - from - r.occasions.between(from, to)
		covered = to
	}
	return n
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
