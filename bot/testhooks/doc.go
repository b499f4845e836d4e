// Package testhooks is what the trials turn in a real process: named points at
// which it kills itself, the pace of deliveries, and the clock.
//
// It never does anything in the ordinary build: only the build tag trial gives
// its functions a body that reads the environment, and no release is built with
// it. A crash point ends the process as kill -9 would, so nothing is settled.
package testhooks

// A Point is a place between two steps of which the second may never come.
type Point string

// The points at which a process may be killed.
const (
	Leased    Point = "leased"    // a delivery is leased, nothing has been noted
	Attempted Point = "attempted" // the attempt is noted, the request has not gone out
	Accepted  Point = "accepted"  // the platform has accepted, nothing is settled
	Settled   Point = "settled"   // the delivery is finished
	FanOut    Point = "fanout"    // an announcement has been fanned out to some chats
	Handled   Point = "handled"   // an update is handled, the offset has not moved
)
