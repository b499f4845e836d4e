package record

import (
	"slices"
	"time"
)

// A JoinRequest is what a group asks the owner of a community: to belong to it.
// What it says of the group is forgotten with it.
type JoinRequest struct {
	ID      string // 8 characters, random
	Chat    ChatID // who asks. Its own record names the community too, see Chat.Asks
	GroupID string `json:"Space"`
	Name    string // typed for the owner alone
	Size    GroupSize
	At      time.Time // when it was asked
}

// GroupSize says of how many people a group is, in steps that tell it from no other.
type GroupSize string

// The steps.
const (
	SizeFew  GroupSize = "few"  // under 20
	SizeSome GroupSize = "some" // under 200
	SizeMany GroupSize = "many" // more
)

// GroupSizes are all of them, the smallest first.
func GroupSizes() []GroupSize { return []GroupSize{SizeFew, SizeSome, SizeMany} }

// JoinRequestLife is how long the owner may answer.
const JoinRequestLife = 7 * 24 * time.Hour

// MaxJoinRequests is how many requests may wait for one owner: more than a church
// takes in within a week, few enough to be read.
const MaxJoinRequests = 20

// Lapsed tells whether a request cannot be answered any more.
func (r JoinRequest) Lapsed(now time.Time) bool { return !now.Before(r.At.Add(JoinRequestLife)) }

// Waiting are the requests that can be answered, the oldest first.
func (c Community) Waiting(now time.Time) []JoinRequest {
	return slices.DeleteFunc(slices.Clone(c.Requests), func(r JoinRequest) bool { return r.Lapsed(now) })
}

// RequestOf is the request of a server or group that waits; false where none does.
func (c Community) RequestOf(platform, groupID string, now time.Time) (JoinRequest, bool) {
	waiting := c.Waiting(now)
	i := slices.IndexFunc(waiting, func(r JoinRequest) bool { return r.Chat.Platform == platform && r.GroupID == groupID })
	if i < 0 {
		return JoinRequest{}, false
	}
	return waiting[i], true
}

// Asked is the community once a group has asked at r.At. One request of a group
// waits at a time: ErrChanged where another does, unless it is the very same.
// ErrFull is returned where as many wait as may.
func (c Community) Asked(r JoinRequest) (Community, error) {
	r.At = stored(r.At)
	waiting := c.Waiting(r.At)
	old, asks := c.RequestOf(r.Chat.Platform, r.GroupID, r.At)
	switch {
	case asks && old.ID == r.ID:
		return c, nil
	case asks:
		return c, ErrChanged
	case len(waiting) >= MaxJoinRequests:
		return c, ErrFull
	}
	c.Requests = append(waiting, r)
	return c, nil
}

// Answered is the community once a request is answered, and that request, of which
// nothing is left in it. One that is not there, or has lapsed, is ErrNotFound.
func (c Community) Answered(id string, now time.Time) (Community, JoinRequest, error) {
	waiting := c.Waiting(now)
	i := slices.IndexFunc(waiting, func(r JoinRequest) bool { return r.ID == id })
	if i < 0 {
		return c, JoinRequest{}, ErrNotFound
	}
	answered := waiting[i]
	c.Requests = orNil(slices.Delete(waiting, i, i+1))
	return c, answered, nil
}

// WithoutLapsed is the community without the requests that have lapsed, and without a
// take-over whose time is over; false where there are none.
func (c Community) WithoutLapsed(now time.Time) (Community, bool) {
	waiting := c.Waiting(now)
	lapsed := len(waiting) < len(c.Requests)
	c.Requests = orNil(waiting)
	if c.TakeOver != (TakeOver{}) && c.TakeOver.Phase(now) == TakeOverNone {
		c.TakeOver, lapsed = TakeOver{}, true
	}
	return c, lapsed
}

// WithoutChat is the community without what a chat has asked; false where it asked
// nothing.
func (c Community) WithoutChat(chat ChatID) (Community, bool) {
	left := slices.DeleteFunc(slices.Clone(c.Requests), func(r JoinRequest) bool { return r.Chat == chat })
	asked := len(left) < len(c.Requests)
	c.Requests = orNil(left)
	return c, asked
}

func orNil[T any](all []T) []T {
	if len(all) == 0 {
		return nil
	}
	return all
}
