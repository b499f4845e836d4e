package fake

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
)

type listenerKey struct{}

// A listener is another address of the server.
type listener struct {
	name string
	http *httptest.Server
	open int // connections
}

// Listeners are the addresses of a server besides its own.
type Listeners struct {
	state *State
	serve http.HandlerFunc
	all   []*listener
}

// NewListeners makes a server with a state ready for listeners, of which there are none.
func NewListeners(state *State, serve http.HandlerFunc) *Listeners {
	return &Listeners{state: state, serve: serve}
}

// Close closes all listeners, and the connections that came through them.
func (s *Listeners) Close() {
	for _, d := range s.all {
		d.http.CloseClientConnections()
		d.http.Close()
	}
}

// Listener opens another address of the same server: what comes in through it bears
// its name in the ledger, so that a test knows which process has sent it. It
// closes with the server.
func (s *Listeners) Listener(name string) (url string) {
	d := &listener{name: name}
	d.http = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == probe {
			return
		}
		s.serve(w, r.WithContext(context.WithValue(r.Context(), listenerKey{}, name)))
	}))
	d.http.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		switch state {
		case http.StateNew:
			s.count(d, 1)
		case http.StateClosed, http.StateHijacked:
			s.count(d, -1)
		}
	}
	d.http.Start()
	defer s.state.Change()()
	s.all = append(s.all, d)
	return d.http.URL
}

// ListenerOf is the listener through which a request came; "" is the server's own.
func ListenerOf(r *http.Request) string {
	name, _ := r.Context().Value(listenerKey{}).(string)
	return name
}

func (s *Listeners) count(d *listener, n int) {
	defer s.state.Change()()
	d.open += n
}

// probe is a path that does nothing.
const probe = "/probe"

// AwaitIdle waits until nothing is on its way any more that was sent through the
// listeners of a name. Whoever sent through them must have ended, and nothing may be
// held.
func (s *Listeners) AwaitIdle(ctx context.Context, name string) error {
	s.state.Lock()
	listeners := slices.Clone(s.all)
	s.state.Unlock()
	for _, d := range listeners {
		if d.name != name {
			continue
		}
		if err := s.awaitIdle(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// awaitIdle probes a listener and waits until all connections are closed. They are
// taken in the order in which they were made: when the probe is answered, all
// that came before it are counted.
func (s *Listeners) awaitIdle(ctx context.Context, d *listener) error {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, d.http.URL+probe, nil)
	if err != nil {
		return err
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	res, err := client.Do(ask)
	if err != nil {
		return err
	}
	res.Body.Close()
	return s.state.Await(ctx, func() bool {
		s.state.Lock()
		defer s.state.Unlock()
		return d.open == 0
	})
}
