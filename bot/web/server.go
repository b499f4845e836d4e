package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"time"

	"golang.org/x/net/netutil"
)

// The bounds of a connection. The longest honest address has some 700 bytes, that of
// the calendar of many countries; browsers send some 2 kB of headers.
const (
	maxHeader      = 16 << 10
	maxAddress     = 2 << 10
	maxConnections = 512
)

// Serve shows the pages on a listener until the context ends. Who opens a page is in
// no log.
func (s *Site) Serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler: s, MaxHeaderBytes: maxHeader,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 5 * time.Second, WriteTimeout: 20 * time.Second, IdleTimeout: time.Minute,
		ErrorLog: log.New(io.Discard, "", 0), // it names who asks
	}
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
		defer cancel()
		server.Shutdown(grace)
	}()
	if err := server.Serve(netutil.LimitListener(listener, maxConnections)); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("show the pages: %w", err)
	}
	return nil
}

// ServeHTTP answers whoever opens an address. A panic ends in an answer and a line of
// the log that names nobody.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if caught := recover(); caught != nil {
			s.cfg.Log.Error("a page panicked", "panic", fmt.Sprint(caught))
			http.Error(w, "", http.StatusInternalServerError)
		}
	}()
	secure(w.Header())
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "These pages can only be read.", http.StatusMethodNotAllowed)
	case len(r.RequestURI) > maxAddress:
		http.Error(w, "This address is too long.", http.StatusRequestURITooLong)
	default:
		s.answer(w, r)
	}
}

// secure says what a browser may do with what it is given: nothing but to show it, with
// the style sheet and the pictures of the pages themselves.
func secure(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "geolocation=(), camera=(), microphone=()")
}
