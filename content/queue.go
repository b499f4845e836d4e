package content

import (
	"cmp"
	"slices"
	"time"
)

// anchor is the day from which the calendar counts. What was there on that
// day stands in its order; what comes later enters on its own day, so that a
// new post moves nothing that was before it.
var anchor = Date{2025, time.January, 1}.Days()

// A pointQueue is what a country's turns in the rotation choose from. Its
// points stand in a line: the first is prayed for and goes to the end, so that
// none comes again before all others have come.
type pointQueue struct {
	all     []*Point // every point that there ever is, the newest posts last
	line    []*Point // the line as it stood at the anchor
	changes []change // what came and went later, by day
}

// A change lets a post's points into a line or out of it.
type change struct {
	day  int // the first day on which it holds
	post *Post
	kind changeKind
}

type changeKind int

// The kinds of changes. What is new comes first; what was urgent has just been
// prayed for, and comes last.
const (
	comesFirst changeKind = iota
	comesLast
	goes
)

// newPointQueue takes a country's own points and those of its posts that ask
// for prayer, given newest first.
func newPointQueue(c *Country, posts []*Post) *pointQueue {
	p := &pointQueue{all: slices.Clone(c.Points), line: slices.Clone(c.Points)}
	for _, post := range slices.Backward(posts) {
		p.all = append(p.all, post.Points...)
	}
	for _, post := range posts {
		p.add(post)
	}
	slices.SortStableFunc(p.changes, func(a, b change) int { return cmp.Compare(a.day, b.day) })
	return p
}

// add gives a post its place: in the line at the anchor, or among the changes.
func (p *pointQueue) add(post *Post) {
	t := post.days
	comes := change{t.opens, post, comesFirst}
	if post.Urgent {
		comes = change{t.last + 1, post, comesLast}
	}
	if t.closes < anchor || comes.day > t.closes {
		return
	}
	if comes.day <= anchor {
		p.line = append(p.line, post.Points...)
	} else {
		p.changes = append(p.changes, comes)
	}
	if t.closes != never {
		p.changes = append(p.changes, change{t.closes + 1, post, goes})
	}
}

// apply lets a change into a line.
func (c change) apply(line []*Point) []*Point {
	switch c.kind {
	case comesFirst:
		return slices.Insert(line, 0, c.post.Points...)
	case comesLast:
		return append(line, c.post.Points...)
	}
	return slices.DeleteFunc(line, func(p *Point) bool { return p.Post == c.post })
}
