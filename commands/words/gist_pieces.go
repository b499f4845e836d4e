package words

import "strings"

// A cutter parts what may hold names.
type cutter struct {
	*gistReader
	all  []Piece
	from int
	role Role
}

// pieces are what no words say and may hold names, in the order of the sentence, each
// with what the words around it make of it.
func (r *gistReader) pieces() []Piece {
	c := &cutter{gistReader: r}
	for at := 0; at < len(r.tokens); at = max(at+1, c.step(at)) {
	}
	c.flush(len(r.tokens), c.role)
	return c.all
}

// step looks at a token, and gives the one that comes next.
func (c *cutter) step(at int) int {
	if end := max(c.skip(c.forBehind, at), c.skip(c.forAfter, at)); end > at && at > c.from && c.role != RoleHere {
		begin := c.behindPlace(c.from, at)
		c.flush(begin, c.role)
		c.from = begin
		c.next(at, end, RoleFree, RoleFor)
		return end
	}
	if end := c.skip(c.hereAfter, at); end > at && at > c.from && c.role == RoleFree {
		c.next(at, end, RoleFree, RoleHere)
		return end
	}
	if end := c.opensFor(at); end > at && (end > at+1 || c.leads[at]) && end < len(c.tokens) { // "pray for" leads to a line too
		c.next(at, end, RoleFor)
		return end
	}
	switch {
	case c.leads[at] || c.wishReader.taken[at] != tokenFree:
		c.next(at, at+1, RoleFree)
		return at + 1
	case c.ends(at):
		role := RoleFree
		if c.tokens[at].text == "," || c.tokens[at].text == "/" {
			role = c.role
		}
		c.next(at, at+1, role)
		return at + 1
	}
	if end := c.skip(c.here, at); end > at {
		c.next(at, end, RoleHere)
		return end
	}
	if end := c.skip(c.notAt, at); end > at && end < len(c.tokens) {
		c.next(at, end, RoleNot)
		return end
	}
	if end := c.opensFor(at); end > at && end < len(c.tokens) {
		c.next(at, end, RoleFor)
		return end
	}
	return at + 1
}

// next ends what stands before a token, and begins anew with a role at another one. What
// ends has the role that was said before it, unless was says another one.
func (c *cutter) next(to, from int, role Role, was ...Role) {
	if len(was) > 0 {
		c.role = was[0]
	}
	c.flush(to, c.role)
	c.from, c.role = from, role
}

// flush adds what stands from the last end to a token.
func (c *cutter) flush(to int, role Role) {
	if to <= c.from {
		return
	}
	if c.leavesOut(c.from, to) {
		role = RoleNot
	}
	if text := c.bare(c.from, to); text != "" {
		c.all = append(c.all, Piece{Text: text, Whole: c.unsigned(c.from, to), Led: c.trimmedTo(c.from, to, true, false), Role: role, Apart: to == len(c.tokens) || c.ends(to)})
	}
}

// leavesOut tells whether a text between two tokens begins with what leaves it out.
func (c *cutter) leavesOut(from, to int) bool {
	from = c.trimBegin(from, to)
	return c.skip(c.excepts, from) > from
}

// unsigned is the text between two tokens without the signs around it.
func (c *cutter) unsigned(from, to int) string {
	for from < to-1 && c.sign(from) {
		from++
	}
	for to-1 > from && c.sign(to-1) {
		to--
	}
	return c.text(from, to)
}

// ends tells whether a token is a sign that parts what stands beside it.
func (c *cutter) ends(at int) bool {
	t := c.tokens[at]
	if t.text == dot {
		return at+1 >= len(c.tokens) || !c.tokens[at+1].joined
	}
	return !t.number && strings.ContainsAny(t.text, ",;:!?()/|")
}
