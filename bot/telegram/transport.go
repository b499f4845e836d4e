package telegram

import (
	"bytes"
	"io"
	"net/http"
)

// idleConnections is how many connections are kept open between requests: as
// many as there may be deliveries at once. Go's own two would make most requests
// open one of their own.
const idleConnections = 100

// transport carries all requests to Telegram.
func transport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = idleConnections
	return &statusKeeper{whole{t}}
}

// whole sends a body in one piece. The library gives it field by field, and
// each would go out on its own.
type whole struct{ next http.RoundTripper }

func (w whole) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body == nil || req.ContentLength > 0 {
		return w.next.RoundTrip(req)
	}
	body, err := io.ReadAll(req.Body)
	req.Body.Close()
	if err != nil {
		return nil, err
	}
	piece := req.Clone(req.Context())
	piece.Body, piece.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	return w.next.RoundTrip(piece)
}
