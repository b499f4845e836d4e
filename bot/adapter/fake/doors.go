package fake

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
)

type doorKey struct{}

// A door is another address of the server.
type door struct {
	name string
	http *httptest.Server
	open int // connections
}

// Doors are the addresses of a server besides its own.
type Doors struct {
	state *State
	serve http.HandlerFunc
	all   []*door
}

// NewDoors makes a server with a state ready for doors, of which there are none.
func NewDoors(state *State, serve http.HandlerFunc) *Doors {
	return &Doors{state: state, serve: serve}
}

// Close closes all doors, and the connections that came through them.
func (s *Doors) Close() {
	for _, d := range s.all {
		d.http.CloseClientConnections()
		d.http.Close()
	}
}

// Door opens another address of the same server: what comes in through it bears
// its name in the ledger, so that a test knows which process has sent it. It
// closes with the server.
func (s *Doors) Door(name string) (url string) {
	d := &door{name: name}
	d.http = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == knock {
			return
		}
		s.serve(w, r.WithContext(context.WithValue(r.Context(), doorKey{}, name)))
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

// DoorOf is the door through which a request came; "" is the server's own.
func DoorOf(r *http.Request) string {
	name, _ := r.Context().Value(doorKey{}).(string)
	return name
}

func (s *Doors) count(d *door, n int) {
	defer s.state.Change()()
	d.open += n
}

// knock is a path that does nothing.
const knock = "/knock"

// Drain waits until nothing is on its way any more that was sent through the
// doors of a name. Whoever sent through them must have ended, and nothing may be
// held.
func (s *Doors) Drain(ctx context.Context, name string) error {
	s.state.Lock()
	doors := slices.Clone(s.all)
	s.state.Unlock()
	for _, d := range doors {
		if d.name != name {
			continue
		}
		if err := s.drain(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// drain knocks at a door and waits until all connections are closed. They are
// taken in the order in which they were made: when the knock is answered, all
// that came before it are counted.
func (s *Doors) drain(ctx context.Context, d *door) error {
	ask, err := http.NewRequestWithContext(ctx, http.MethodGet, d.http.URL+knock, nil)
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
