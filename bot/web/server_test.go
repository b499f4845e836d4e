package web_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
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

// TestWhoIsSlowIsLetGo sends headers that never end, and reads no answer, against a
// clock of its own.
func TestWhoIsSlowIsLetGo(t *testing.T) {
	s := newStage(t, builtin(t))
	for name, sent := range map[string]string{
		"writes slowly": "GET /en/terms HTTP/1.1\r\nHost: pray.example.org\r\n",
		"reads nothing": "GET /en/terms HTTP/1.1\r\nHost: pray.example.org\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				line := newLine()
				ended := make(chan error, 1)
				ctx, stop := context.WithCancel(t.Context())
				go func() { ended <- s.site.Serve(ctx, line) }()
				client := line.dial()
				if _, err := client.Write([]byte(sent)); err != nil {
					t.Fatal(err)
				}
				time.Sleep(30 * time.Second)
				client.SetReadDeadline(time.Now().Add(time.Second))
				if got, err := io.ReadAll(client); err != nil || len(got) > 0 {
					t.Errorf("after half a minute %d bytes come, with %v", len(got), err)
				}
				stop()
				if err := <-ended; err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// line is a listener whose connections are pipes in memory.
type line struct {
	asked chan net.Conn
	once  sync.Once
}

func newLine() *line { return &line{asked: make(chan net.Conn)} }

func (l *line) dial() net.Conn {
	here, there := net.Pipe()
	l.asked <- there
	return here
}

func (l *line) Accept() (net.Conn, error) {
	if c, ok := <-l.asked; ok {
		return c, nil
	}
	return nil, net.ErrClosed
}

func (l *line) Close() error {
	l.once.Do(func() { close(l.asked) })
	return nil
}

func (l *line) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }
