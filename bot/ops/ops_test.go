package ops_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
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
	var all ops.Checks
	all.Set(checks...)
	go func() { done <- ops.Serve(ctx, listener, ops.Handler(m, &all)) }()
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

// Checks may change while the bot runs, as when its store has opened.
func TestChecksMayBeReplaced(t *testing.T) {
	var all ops.Checks
	mux := ops.Handler(ops.NewMetrics(), &all)
	asked := func() (int, string) {
		answer := httptest.NewRecorder()
		mux.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/readyz", nil))
		return answer.Code, answer.Body.String()
	}
	all.Set(ops.Check{Name: "store", Run: func(context.Context) error { return errors.New("it is waited for") }})
	if code, body := asked(); code != http.StatusServiceUnavailable || body != "store: it is waited for\n" {
		t.Errorf("got %d %q", code, body)
	}
	all.Set()
	if code, body := asked(); code != http.StatusOK || body != "ready\n" {
		t.Errorf("got %d %q", code, body)
	}
}

// A replica that stands by is as ready as the one that serves, and both say it.
func TestItSaysWhetherThisReplicaServesOrStandsBy(t *testing.T) {
	m := ops.NewMetrics()
	var broken error
	url := serve(t, m, ops.Check{Name: "store", Run: func(context.Context) error { return broken }})
	m.Platform("telegram", func() bool { return false })
	m.Leads("telegram", true)
	m.Leads("discord", false)
	const roles = "discord: this replica stands by\ntelegram: this replica serves it\n"
	if code, body := get(t, url+"/readyz"); code != http.StatusOK || body != "ready\n"+roles {
		t.Errorf("got %d %q", code, body)
	}
	broken = errors.New("it is full")
	if code, body := get(t, url+"/readyz"); code != http.StatusServiceUnavailable || body != "store: it is full\n"+roles {
		t.Errorf("got %d %q", code, body)
	}
}

func TestProfilesAreServedOnRequestOnly(t *testing.T) {
	mux := ops.Handler(ops.NewMetrics(), &ops.Checks{})
	code := func() int {
		answer := httptest.NewRecorder()
		mux.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/debug/pprof/goroutine?debug=1", nil))
		return answer.Code
	}
	if got := code(); got != http.StatusNotFound {
		t.Errorf("without being asked for they are answered with %d", got)
	}
	ops.Profile(mux)
	if got := code(); got != http.StatusOK {
		t.Errorf("they are answered with %d", got)
	}
}

// Every counter of a platform is there from the start, at nothing: a rate of one
// that appears at its first failure misses that failure.
func TestTheCountersOfAPlatformBeginAtNothing(t *testing.T) {
	m := ops.NewMetrics()
	url := serve(t, m)
	m.Platform("telegram", func() bool { return false })
	_, body := get(t, url+"/metrics")
	for _, want := range []string{
		`prayerbot_deliveries_total{outcome="failed",platform="telegram"} 0`,
		`prayerbot_deliveries_total{outcome="late",platform="telegram"} 0`,
		`prayerbot_announcements_total{outcome="sent",platform="telegram"} 0`,
		`prayerbot_tries_total{platform="telegram"} 0`,
		`prayerbot_retries_total{platform="telegram"} 0`,
		`prayerbot_in_doubt_total{platform="telegram"} 0`,
		`prayerbot_waits_total{platform="telegram"} 0`,
		`prayerbot_delivery_lateness_seconds_count{platform="telegram"} 0`,
		`prayerbot_platform_answers_total{platform="telegram",status="429"} 0`,
		`prayerbot_leader{platform="telegram"} 0`,
		`prayerbot_store_errors_total 0`,
	} {
		if !strings.Contains(body, want+"\n") {
			t.Errorf("the numbers lack %s", want)
		}
	}
}

// What the replica that serves a platform has counted is shown by it alone.
func TestAReplicaThatStandsByDoesNotKnowTheQueue(t *testing.T) {
	m := ops.NewMetrics()
	url := serve(t, m)
	m.Leads("telegram", true)
	m.Depth("telegram", 1, 2, 3)
	m.Oldest("telegram", time.Minute)
	m.Subscriptions("telegram", 2)
	if _, body := get(t, url+"/metrics"); !strings.Contains(body, `prayerbot_oldest_due_seconds{platform="telegram"} 60`) {
		t.Error("the oldest is not shown")
	}
	m.Leads("telegram", false)
	if _, body := get(t, url+"/metrics"); strings.Contains(body, "prayerbot_queue{") || strings.Contains(body, "prayerbot_oldest_due_seconds{") || strings.Contains(body, "prayerbot_subscriptions{") {
		t.Error("the queue is still shown")
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
	m.Late("telegram", 90*time.Second)
	m.Announced("telegram", "corrected")
	m.Tried("telegram")
	m.Doubted("telegram")
	m.Answered("telegram", 429)
	m.Answered("telegram", 502)
	m.Answered("telegram", 0)
	m.Gateway(func() (int, int, int) { return 1, 2, -1 })
	m.Stored(time.Millisecond, true)
	m.Build("v1", time.Unix(1764480000, 0))
	_, body := get(t, url+"/metrics")
	for _, want := range []string{
		`prayerbot_deliveries_total{outcome="sent",platform="telegram"} 1`,
		`prayerbot_retries_total{platform="telegram"} 1`,
		`prayerbot_platform_refused{platform="telegram"} 1`,
		`prayerbot_platform_refused{platform="discord"} 0`,
		`prayerbot_waits_seconds_total{platform="telegram"} 3`,
		`prayerbot_waits_total{platform="telegram"} 1`,
		`prayerbot_delivery_lateness_seconds_bucket{platform="telegram",le="60"} 0`,
		`prayerbot_delivery_lateness_seconds_bucket{platform="telegram",le="300"} 1`,
		`prayerbot_announcements_total{outcome="corrected",platform="telegram"} 1`,
		`prayerbot_tries_total{platform="telegram"} 1`,
		`prayerbot_in_doubt_total{platform="telegram"} 1`,
		`prayerbot_platform_answers_total{platform="telegram",status="429"} 1`,
		`prayerbot_platform_answers_total{platform="telegram",status="5xx"} 1`,
		`prayerbot_platform_answers_total{platform="telegram",status="none"} 1`,
		`prayerbot_gateway_sessions{state="wanted"} 2`,
		`prayerbot_gateway_starts_left -1`,
		`prayerbot_store_errors_total 1`,
		`prayerbot_store_seconds_count 1`,
		`version="v1"} 1`,
		`prayerbot_start_timestamp_seconds 1.76448e+09`,
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
	m.Late("x", time.Second)
	m.Announced("x", "y")
	m.Tried("x")
	m.Doubted("x")
	m.Answered("x", 429)
	m.Gateway(func() (int, int, int) { return 1, 1, 1 })
	m.Leads("x", true)
	m.Oldest("x", 1)
	m.Subscriptions("x", 1)
	m.Stored(1, true)
	m.Build("v1", time.Time{})
}
