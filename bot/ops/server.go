package ops

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"strings"
	"sync/atomic"
	"time"
)

// A Check tells whether a part of the bot works, and says in one line without
// any secret what is wrong where it does not.
type Check struct {
	Name string
	Run  func(context.Context) error
}

// checkTime bounds all checks of one question together.
const checkTime = 3 * time.Second

// Checks are what has to be well for the bot to be ready. They may be replaced
// while they are asked for. The zero Checks are none, which pass.
type Checks struct{ all atomic.Pointer[[]Check] }

// Set replaces all checks.
func (c *Checks) Set(all ...Check) { c.all.Store(&all) }

// wrong is a line for each check that does not pass.
func (c *Checks) wrong(ctx context.Context) (lines []string) {
	all := c.all.Load()
	if all == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	for _, check := range *all {
		if err := check.Run(ctx); err != nil {
			lines = append(lines, check.Name+": "+err.Error())
		}
	}
	return lines
}

// Handler serves /healthz (the process lives), /readyz (all checks pass) and
// /metrics.
func Handler(m *Metrics, checks *Checks) *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) { ready(w, checks.wrong(r.Context()), m.roles()) })
	mux.Handle("GET /metrics", m.Handler())
	return mux
}

// ready answers 200 where nothing is wrong, else 503 with a line for each thing
// that is. Which platforms this replica serves stands behind either.
func ready(w http.ResponseWriter, wrong, roles []string) {
	if len(wrong) > 0 {
		http.Error(w, strings.Join(append(wrong, roles...), "\n"), http.StatusServiceUnavailable)
		return
	}
	fmt.Fprintln(w, strings.Join(append([]string{"ready"}, roles...), "\n"))
}

// Profile serves what Go's tool pprof reads, below /debug/pprof/: where time and
// memory go, and nothing that is kept.
func Profile(mux *http.ServeMux) {
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
}

// Serve answers on a listener until the context ends.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: 20 * time.Second, IdleTimeout: time.Minute,
	}
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), checkTime)
		defer cancel()
		server.Shutdown(grace)
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve health and metrics: %w", err)
	}
	return nil
}
