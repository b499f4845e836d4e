package adapter

import (
	"net/http"
	"strconv"
	"sync"
	"time"
)

// A Blockage notes that something before a platform turns the bot away with a
// page, as proxies do with an address that they do not want. No chat is at
// fault then, and everybody waits. The zero Blockage has met none.
type Blockage struct {
	mu   sync.Mutex
	said time.Time
}

// sayAgain is how long a blockage is not named again: in a storm every request
// meets it.
const sayAgain = 10 * time.Minute

// Meets notes that the bot was turned away; true where that is to be said.
func (b *Blockage) Meets(now time.Time) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if since := now.Sub(b.said); !b.said.IsZero() && since >= 0 && since < sayAgain {
		return false
	}
	b.said = now
	return true
}

// TurnedAway tells whether a status without an answer of the platform's own form
// is one by which a proxy turns somebody away.
func TurnedAway(status int) bool {
	return status == http.StatusForbidden || status == http.StatusTooManyRequests
}

// longestPage bounds what a page may ask for: it speaks for a proxy, not for the
// platform.
const longestPage = 10 * time.Minute

// PageWait is how long to wait after a page: as its header Retry-After says in
// seconds, else DefaultRetryAfter.
func PageWait(t *Trace) time.Duration {
	seconds, err := strconv.Atoi(t.Header("Retry-After"))
	if err != nil || seconds <= 0 {
		return DefaultRetryAfter
	}
	return min(time.Duration(min(seconds, int(longestPage/time.Second)))*time.Second, longestPage)
}
