package adapter

import (
	"net/http"
	"testing"
	"time"
)

func TestABlockageIsSaidOnceInAWhile(t *testing.T) {
	var b Blockage
	now := time.Date(2026, 11, 29, 8, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		after time.Duration
		want  bool
	}{{0, true}, {0, false}, {5 * time.Second, false}, {9 * time.Minute, false}, {2 * time.Minute, true}, {time.Second, false}, {-time.Hour, true}} {
		if now = now.Add(tt.after); b.Meets(now) != tt.want {
			t.Errorf("at %s it is said: %v", now, !tt.want)
		}
	}
}

func TestAPageIsWaitedForAsItAsks(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"": DefaultRetryAfter, "7": 7 * time.Second, "0": DefaultRetryAfter, "-3": DefaultRetryAfter, "soon": DefaultRetryAfter,
		"86400": 10 * time.Minute, "9223372036854775807": 10 * time.Minute,
	} {
		trace := &Trace{}
		trace.answer.Store(&http.Response{StatusCode: 429, Header: http.Header{"Retry-After": {value}}})
		if got := PageWait(trace); got != want {
			t.Errorf("%q: %s", value, got)
		}
	}
}
