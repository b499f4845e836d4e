package record

import (
	"context"
	"time"
)

// A Tally is one count of how often somebody asks.
type Tally struct {
	Mark    string        // a salted hash of a person or chat
	Cost    int           // what is added now; below zero takes back
	Most    int           // what may be added up within a span
	Span    time.Duration // from the first cost on
	Silence time.Duration // how long nothing is counted once there was more
}

// A Verdict says what to do with somebody who asks.
type Verdict int

// The verdicts, from the mildest.
const (
	Welcome Verdict = iota
	TooMuch         // this very cost made it too much
	Silent          // it was too much before, and the silence lasts
)

// Floods counts who asks how often. It need not survive a crash.
type Floods interface {
	// Knock adds to tallies of a platform and gives the strictest verdict.
	// Nothing is added where one of them is silent. A tally that is not touched
	// is forgotten after its span and silence.
	Knock(ctx context.Context, platform string, tallies []Tally, now time.Time) (Verdict, error)
}
