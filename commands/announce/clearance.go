package announce

// A standing is what a person may do, at this moment, with an announcement to
// its audience.
type standing int

const (
	// outsider: nothing.
	outsider standing = iota
	// writer: write it, and agree to what somebody else wrote. It is what a join
	// code gives: the moderators of a group of a community have it.
	writer
	// decider: let it out. A moderator has it for their own server or group, the
	// owner for a community, an operator for every audience.
	decider
)

// A clearance is all that decides whether an announcement may go out, but for
// how many were sent lately and whether somebody would receive it.
type clearance struct {
	author standing
	agreed bool     // somebody else than the author has agreed to this very edition
	second standing // of that one
	two    bool     // the audience asks for two people
	left   bool     // it was written in a chat that does not belong to the audience's community any more
	halted bool     // the community may come to another owner, and its author is no operator
}

// A decision says what a clearance comes to.
type decision int

const (
	goes decision = iota
	waitsForOwner
	waitsForSecond
	refusesAuthor
	refusesSecond
	refusesPlace
	refusesTakeOver
)

// decide is the rule of who lets an announcement out. Each of the people whom
// it takes must have their right at this moment, and one of them must decide.
func (c clearance) decide() decision {
	switch {
	case c.author == outsider:
		return refusesAuthor
	case c.left:
		return refusesPlace
	case c.halted:
		return refusesTakeOver
	case c.author == decider && !c.two:
		return goes
	case c.agreed && c.second == outsider:
		return refusesSecond
	case c.author != decider && (!c.agreed || c.second != decider):
		return waitsForOwner
	case !c.agreed:
		return waitsForSecond
	}
	return goes
}
