package telegramtest

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

// Door opens another address of the same server: what comes in through it bears
// its name in the ledger, so that a test knows which process has sent it. It
// closes with the server.
func (s *Server) Door(name string) (url string) {
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
	defer s.lock()()
	s.doors = append(s.doors, d)
	return d.http.URL
}

// doorOf is the door through which a request came; "" is the server's own.
func doorOf(r *http.Request) string {
	name, _ := r.Context().Value(doorKey{}).(string)
	return name
}

func (s *Server) count(d *door, n int) {
	defer s.lock()()
	d.open += n
}

// knock is a path that does nothing.
const knock = "/knock"

// Drain waits until nothing is on its way any more that was sent through the
// doors of a name. Whoever sent through them must have ended, and nothing may be
// held.
func (s *Server) Drain(ctx context.Context, name string) error {
	s.mu.Lock()
	doors := slices.Clone(s.doors)
	s.mu.Unlock()
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
func (s *Server) drain(ctx context.Context, d *door) error {
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
	return s.Await(ctx, func() bool {
		s.mu.Lock()
		defer s.mu.Unlock()
		return d.open == 0
	})
}
