package web_test

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
)

// TestAFloodOfHeadersIsRefused asks over a real connection, as the bot serves it.
func TestAFloodOfHeadersIsRefused(t *testing.T) {
	s := newStage(t, builtin(t))
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.site.Serve(ctx, listener) }()
	ask := func(header string) int {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String()+"/en/terms", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("X-Filler", header)
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		return answer.StatusCode
	}
	if got := ask("short"); got != http.StatusOK {
		t.Errorf("a page is answered with %d", got)
	}
	if got := ask(strings.Repeat("x", 64<<10)); got != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("64 kB of headers are answered with %d", got)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("the pages end with %v", err)
	}
}
