package adapter

import (
	"context"
	"errors"
	"net/http"
)

// idleConnections is how many connections are kept open between requests: room
// for 128 deliveries and a crowd that presses at once. Go's own two for a server,
// and a hundred in all, would make requests open one of their own.
const idleConnections = 160

// NewTransport carries a platform's requests.
func NewTransport() *http.Transport {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost = idleConnections, idleConnections
	return t
}

// Counting carries requests, and tells of the status of each answer; 0 is none, be it
// only in time. Of one for which nobody waits any more it tells nothing, and nil is told
// nothing.
func Counting(next http.RoundTripper, answered func(status int)) http.RoundTripper {
	if answered == nil {
		return next
	}
	return counting{next, answered}
}

type counting struct {
	next     http.RoundTripper
	answered func(status int)
}

func (c counting) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := c.next.RoundTrip(req)
	switch {
	case err == nil:
		c.answered(res.StatusCode)
	case !errors.Is(req.Context().Err(), context.Canceled):
		c.answered(0)
	}
	return res, err
}
