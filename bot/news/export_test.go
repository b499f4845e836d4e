package news

import (
	"context"
	"net"
	"net/http"
	"time"

	"prayerbot/content"
)

// Use gives a fetcher another library.
func (f *Fetcher) Use(library func() *content.Library) { f.cfg.Library = library }

// Within bounds each request of a fetcher by another time.
func (f *Fetcher) Within(d time.Duration) { f.web.within = d }

// Reach makes a server of the test stand at a public address; all other
// addresses are reached, or refused, as ever.
func (f *Fetcher) Reach(public, server string) {
	transport := f.web.client.Transport.(*http.Transport)
	guarded := transport.DialContext
	transport.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		if address == public {
			return new(net.Dialer).DialContext(ctx, network, server)
		}
		return guarded(ctx, network, address)
	}
}
