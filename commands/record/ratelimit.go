package record

import (
	"context"
	"time"
)

// A RateCount is one count of how often somebody asks.
type RateCount struct {
	Key    string        // a salted hash of a person or chat
	Cost   int           // what is added now; below zero takes back
	Max    int           // what may be added up within a span
	Window time.Duration // from the first cost on
	Mute   time.Duration // how long nothing is counted once there was more
}

// A RateDecision says what to do with somebody who asks.
type RateDecision int

// The decisions, from the mildest.
const (
	Allow     RateDecision = iota
	Deny                   // this very cost made it too much
	DenyAgain              // it was too much before, and the silence lasts
)

// RateLimits counts who asks how often. It need not survive a crash.
type RateLimits interface {
	// CountRequest adds to counts of a platform and gives the strictest decision.
	// Nothing is added where one of them is silent. A count that is not touched
	// is forgotten after its span and silence.
	CountRequest(ctx context.Context, platform string, counts []RateCount, now time.Time) (RateDecision, error)
}
