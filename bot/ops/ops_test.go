package ops_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/ops"
)

// serve runs the server on a free loopback port and returns its address.
func serve(t *testing.T, m *ops.Metrics, checks ...ops.Check) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- ops.Serve(ctx, listener, ops.Handler(m, checks)) }()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return "http://" + listener.Addr().String()
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

func TestItIsReadyOnlyWhenEveryCheckPasses(t *testing.T) {
	var broken error
	url := serve(t, ops.NewMetrics(),
		ops.Check{Name: "content", Run: func(context.Context) error { return nil }},
		ops.Check{Name: "store", Run: func(context.Context) error { return broken }})
	if code, body := get(t, url+"/readyz"); code != http.StatusOK || body != "ready\n" {
		t.Errorf("got %d %q", code, body)
	}
	broken = errors.New("it does not answer")
	if code, body := get(t, url+"/readyz"); code != http.StatusServiceUnavailable || body != "store: it does not answer\n" {
		t.Errorf("got %d %q", code, body)
	}
	if code, _ := get(t, url+"/healthz"); code != http.StatusOK {
		t.Errorf("it is not alive: %d", code)
	}
}

func TestTheNumbersAreServed(t *testing.T) {
	m := ops.NewMetrics()
	url := serve(t, m)
	m.Delivered("telegram", "sent")
	m.Retried("telegram")
	m.Waited("telegram", 3*time.Second)
	m.Depth("telegram", 1, 2, 3)
	m.Handled("telegram", "pray", time.Millisecond)
	m.Platform("telegram", func() bool { return true })
	m.Platform("discord", func() bool { return false })
	_, body := get(t, url+"/metrics")
	for _, want := range []string{
		`prayerbot_deliveries_total{outcome="sent",platform="telegram"} 1`,
		`prayerbot_retries_total{platform="telegram"} 1`,
		`prayerbot_platform_refused{platform="telegram"} 1`,
		`prayerbot_platform_refused{platform="discord"} 0`,
		`prayerbot_waits_seconds_total{platform="telegram"} 3`,
		`prayerbot_queue{platform="telegram",state="queued"} 2`,
		`prayerbot_requests_seconds_count{command="pray",platform="telegram"} 1`,
	} {
		if !strings.Contains(body, want) {
			t.Errorf("the numbers lack %s", want)
		}
	}
}

func TestNoMetricsCountNothing(t *testing.T) {
	var m *ops.Metrics
	m.Delivered("x", "y")
	m.Retried("x")
	m.Waited("x", time.Second)
	m.Depth("x", 1, 2, 3)
	m.Handled("x", "y", time.Second)
	m.Platform("x", func() bool { return true })
}
