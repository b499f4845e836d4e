package adapter

import "net/http"

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
