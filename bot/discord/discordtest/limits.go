package discordtest

import (
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"regexp"
	"strings"
	"time"

	"prayerbot/bot/adapter/fake"
)

// The limits that EnforceLimits holds the bot to.
const (
	channelMost = 5 // messages to one channel within channelSpan
	channelSpan = 5 * time.Second
	globalMost  = 50 // requests a second, answers to interactions aside
	startSpan   = 5 * time.Second
)

// A bucket is one route's limit: its span begins with the first request.
type bucket struct {
	ends time.Time
	left int
}

// rateLimits are Discord's documented limits, where they are enforced.
type rateLimits struct {
	state   *fake.State
	limits  bool
	buckets map[string]*bucket
}

// EnforceLimits makes the server hold the bot to Discord's limits: five
// messages in five seconds to one channel, fifty requests a second in all, one
// new session in five seconds.
func (s *rateLimits) EnforceLimits() {
	defer s.state.Change()()
	s.limits = true
}

// limit is what a 429 says.
type limit struct {
	after  float64 // seconds
	global bool
}

var sendRoute = regexp.MustCompile(`^/api/v\d+/channels/(\d+)/messages$`)

// limited counts a request, tells its bucket in the headers, and says whether
// it came too soon.
func (s *rateLimits) limited(w http.ResponseWriter, r *http.Request) *limit {
	defer s.state.Change()()
	if !s.limits || strings.Contains(r.URL.Path, "/interactions/") || strings.Contains(r.URL.Path, "/webhooks/") {
		return nil
	}
	now := time.Now()
	if b := s.bucket("global", now, globalMost, time.Second); b.left < 0 {
		return &limit{after: b.ends.Sub(now).Seconds(), global: true}
	}
	m := sendRoute.FindStringSubmatch(r.URL.Path)
	if m == nil || r.Method != http.MethodPost {
		return nil
	}
	b := s.bucket("send "+m[1], now, channelMost, channelSpan)
	after := b.ends.Sub(now).Seconds()
	h := w.Header()
	h.Set("X-RateLimit-Limit", fmt.Sprint(channelMost))
	h.Set("X-RateLimit-Remaining", fmt.Sprint(max(0, b.left)))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(b.ends.UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", after))
	h.Set("X-RateLimit-Bucket", "create-message")
	if b.left < 0 {
		return &limit{after: after}
	}
	return nil
}

// bucket takes one request off a limit; less than nothing left is too many.
func (s *rateLimits) bucket(name string, now time.Time, most int, span time.Duration) *bucket {
	b := s.buckets[name]
	if b == nil || !now.Before(b.ends) {
		b = &bucket{now.Add(span), most}
		s.buckets[name] = b
	}
	b.left--
	return b
}

// sayLimited answers 429 as Discord documents it.
func sayLimited(w http.ResponseWriter, l limit) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Retry-After", fmt.Sprint(int(math.Ceil(l.after))))
	scope := "user"
	if l.global {
		scope = "global"
		h.Set("X-RateLimit-Global", "true")
	}
	h.Set("X-RateLimit-Scope", scope)
	w.WriteHeader(http.StatusTooManyRequests)
	json.NewEncoder(w).Encode(map[string]any{"message": "You are being rate limited.", "retry_after": l.after, "global": l.global})
}
