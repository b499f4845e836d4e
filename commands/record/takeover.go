package record

import "time"

// A TakeOver is the way of a community, whose owner leads none of its groups any
// more, to another owner: the leaders of two groups ask for it, every group is
// told, and where nobody has stopped it in TakeOverSpan, the first of the two may
// become the owner. Whether the owner leads a group, only the platforms know.
type TakeOver struct {
	By    UserID    // who asks for it; the zero one is nobody
	Group string    // the server or group that By leads: "telegram:-100"
	Asked time.Time // when By asked
	Begun time.Time // when the leader of another group agreed; zero until then
}

// TakeOverPhase is how far a take-over has come.
type TakeOverPhase string

// The phases.
const (
	TakeOverNone  TakeOverPhase = ""      // there is none, or its time is over
	TakeOverAsked TakeOverPhase = "asked" // the leader of one group asks for it
	TakeOverRuns  TakeOverPhase = "runs"  // two do, and every group is told
	TakeOverRipe  TakeOverPhase = "ripe"  // it has run long enough: By may become the owner
)

// TakeOverSpan is how long each phase lasts: TakeOverAsked waits for a second leader,
// TakeOverRuns for somebody who stops it, and TakeOverRipe for By.
const TakeOverSpan = 7 * 24 * time.Hour

// LongBelonging is how long a group must have belonged to a community before its
// leaders may take it over: a group that came in to do that has to wait.
const LongBelonging = 30 * 24 * time.Hour

// Phase is how far it has come.
func (t TakeOver) Phase(now time.Time) TakeOverPhase {
	asked, begun := now.Sub(t.Asked), now.Sub(t.Begun)
	switch {
	case t.By == (UserID{}):
		return TakeOverNone
	case t.Begun.IsZero() && asked < TakeOverSpan:
		return TakeOverAsked
	case t.Begun.IsZero() || begun >= 2*TakeOverSpan:
		return TakeOverNone
	case begun < TakeOverSpan:
		return TakeOverRuns
	}
	return TakeOverRipe
}

// Halts tells whether nobody but an operator may announce to the community meanwhile.
func (t TakeOver) Halts(now time.Time) bool {
	phase := t.Phase(now)
	return phase == TakeOverRuns || phase == TakeOverRipe
}

// AskTakeOver is the community once the leader of a group asks for it. Where somebody
// else does, or it is theirs, the error is ErrChanged.
func (c Community) AskTakeOver(by UserID, group string, now time.Time) (Community, error) {
	switch {
	case by == c.Owner:
		return c, ErrChanged
	case c.TakeOver.Phase(now) == TakeOverNone:
		c.TakeOver = TakeOver{By: by, Group: group, Asked: stored(now)}
		return c, nil
	case c.TakeOver.By == by:
		return c, nil
	}
	return c, ErrChanged
}

// AgreeTakeOver is the community once the leader of another group agrees. Where that
// is nobody else, or nobody waits for it, the error is ErrChanged. Who agreed is not
// kept.
func (c Community) AgreeTakeOver(second UserID, group string, now time.Time) (Community, error) {
	t := c.TakeOver
	if t.Phase(now) != TakeOverAsked || second == t.By || second == c.Owner || group == t.Group {
		return c, ErrChanged
	}
	c.TakeOver.Begun = stored(now)
	return c, nil
}

// StopTakeOver is the community once somebody has stopped it; ErrNotFound where there
// is nothing to stop.
func (c Community) StopTakeOver(now time.Time) (Community, error) {
	if c.TakeOver.Phase(now) == TakeOverNone {
		return c, ErrNotFound
	}
	c.TakeOver = TakeOver{}
	return c, nil
}

// FinishTakeOver is the community once the one who asked owns it; ErrChanged where it
// is not ripe, or somebody else asked.
func (c Community) FinishTakeOver(by UserID, now time.Time) (Community, error) {
	if c.TakeOver.Phase(now) != TakeOverRipe || c.TakeOver.By != by {
		return c, ErrChanged
	}
	return c.OwnedBy(by), nil
}

// OwnedBy is the community once it has another owner: what was offered or asked for
// before is over.
func (c Community) OwnedBy(owner UserID) Community {
	c.Owner, c.Offer, c.OfferEnds, c.TakeOver = owner, "", time.Time{}, TakeOver{}
	return c
}

// BelongsLong tells whether a chat has belonged to its community for LongBelonging.
func (c *Chat) BelongsLong(now time.Time) bool {
	return c.Community != "" && !c.Joined.IsZero() && now.Sub(c.Joined) >= LongBelonging
}
