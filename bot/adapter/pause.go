package adapter

import (
	"math/rand/v2"
	"time"
)

// Backoff is the pause after so many failed tries: it grows from one second to
// most, with jitter.
func Backoff(tries int, most time.Duration) time.Duration {
	span := min(most, time.Second<<min(tries, 6))
	return span/2 + rand.N(span/2) // #nosec G404 -- a pause is no secret
}

// StandbyPause is the pause between two looks whether this process may have the
// platform.
const StandbyPause = time.Second

// RequestTimeout bounds one request, other than one that waits for what is new.
const RequestTimeout = 20 * time.Second

// SettleTimeout bounds how long what has begun may still take once the bot has
// to stop.
const SettleTimeout = 12 * time.Second

// DefaultRetryAfter is how long to wait where a platform asks for patience and
// does not say for how long.
const DefaultRetryAfter = 5 * time.Second

// UnauthorizedPause is how long nothing is sent where the token is refused: no
// delivery is at fault, and Run finds out what is.
const UnauthorizedPause = 10 * time.Second
