package adapter

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"
)

// Each answer is counted with its status, one that did not come, or not in time, as 0,
// and one for which nobody waits any more not at all.
func TestAnswersAreCountedByStatus(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/wait" {
			w.WriteHeader(http.StatusTooManyRequests)
		}
	}))
	var counted []int
	c := http.Client{Transport: Counting(NewTransport(), func(status int) { counted = append(counted, status) })}
	ask := func(ctx context.Context, path string) {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if res, err := c.Do(req); err == nil {
			res.Body.Close()
		}
	}
	ask(t.Context(), "/")
	ask(t.Context(), "/wait")
	server.Close()
	ask(t.Context(), "/")
	late, end := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer end()
	ask(late, "/")
	over, stop := context.WithCancel(t.Context())
	stop()
	ask(over, "/")
	if want := []int{200, 429, 0, 0}; !slices.Equal(counted, want) {
		t.Errorf("counted %v, want %v", counted, want)
	}
}
