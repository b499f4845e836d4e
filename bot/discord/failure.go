package discord

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// A course is what is known of one request: whether it was written at all, and
// the status of the answer. It travels in the request's context, because the
// library does not always tell.
type course struct {
	written atomic.Bool
	status  atomic.Int64
	global  atomic.Bool // a 429 that holds for all requests
}

type courseKey struct{}

// follow gives a context whose request is followed.
func follow(ctx context.Context) (context.Context, *course) {
	c := &course{}
	ctx = context.WithValue(ctx, courseKey{}, c)
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { c.written.Store(true) }}), c
}

// watcher notes the status of each answer and the time that it tells, and counts
// those that Discord counts against the bot.
type watcher struct {
	next     http.RoundTripper
	platform *Platform
}

func (w *watcher) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := w.next.RoundTrip(req)
	if err != nil {
		return res, err
	}
	w.platform.ahead.note(res, w.platform.wire.Now())
	if c, ok := req.Context().Value(courseKey{}).(*course); ok {
		c.status.Store(int64(res.StatusCode))
		c.global.Store(res.Header.Get("X-RateLimit-Global") != "" || res.Header.Get("X-RateLimit-Scope") == "global")
	}
	switch res.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
		w.platform.invalid.count(w.platform.Clock.Now())
	}
	return res, err
}

// Discord bans an address after 10,000 invalid requests in ten minutes; the
// bot rests at half of that.
const (
	invalidSpan = 10 * time.Minute
	invalidMost = 5000
)

// A breaker counts invalid requests in spans of ten minutes.
type breaker struct {
	mu    sync.Mutex
	since time.Time
	n     int
}

func (b *breaker) count(now time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if now.Sub(b.since) >= invalidSpan || now.Before(b.since) {
		b.since, b.n = now, 0
	}
	b.n++
}

// rest is how long nothing may be sent; 0 is no rest.
func (b *breaker) rest(now time.Time) time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.n < invalidMost || now.Before(b.since) {
		return 0
	}
	return max(0, invalidSpan-now.Sub(b.since))
}

// patience is how long to wait where a 429 does not say.
const patience = 5 * time.Second

// refusedPause is how long nothing is sent where the token is refused: no
// delivery is at fault, and Run finds out what is.
const refusedPause = 10 * time.Second

// goneCodes are Discord's JSON error codes for a channel that cannot be written
// to. The status alone does not tell: a 403 or 404 may mean other things.
var goneCodes = map[int]record.StopCause{
	10003: record.StopDeleted,   // unknown channel
	10004: record.StopDeleted,   // unknown guild
	50001: record.StopForbidden, // missing access
	50013: record.StopForbidden, // missing permissions
	50024: record.StopForbidden, // a channel that takes no messages, such as a forum
	50007: record.StopBlocked,   // cannot send messages to this user
	50278: record.StopBlocked,   // no server in common with this user
	50083: record.StopForbidden, // the thread is archived
	40333: record.StopForbidden, // the application was refused
}

// sort turns a failed request into what the courier has to do about it.
func (p *Platform) sort(err error, c *course) error {
	var limited *discordgo.RateLimitError
	var rest *discordgo.RESTError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &limited):
		return &outbox.RetryAfterError{For: max(time.Second/2, limited.RetryAfter), Everyone: c.global.Load()}
	case c.status.Load() == http.StatusTooManyRequests:
		return &outbox.RetryAfterError{For: patience, Everyone: true}
	case errors.As(err, &rest):
		return p.sortAnswer(rest)
	case !c.written.Load():
		return p.redact(err)
	}
	return &outbox.InDoubtError{Err: p.redact(err)}
}

// sortAnswer sorts an answer that says no.
func (p *Platform) sortAnswer(rest *discordgo.RESTError) error {
	code := 0
	if rest.Message != nil {
		code = rest.Message.Code
	}
	status := rest.Response.StatusCode
	if cause, ok := goneCodes[code]; ok {
		return &outbox.GoneError{Cause: cause}
	}
	switch {
	case status == http.StatusUnauthorized:
		return &outbox.RetryAfterError{For: refusedPause, Everyone: true}
	case status >= 500:
		return &outbox.InDoubtError{Err: p.redact(rest)}
	case status == http.StatusNotFound || status == http.StatusForbidden:
		return p.redact(rest)
	}
	return &outbox.RefusedError{Err: p.redact(rest)}
}

// sortRead sorts a failure to read the channel back: nothing has gone out, so
// it may pass, unless the channel is gone.
func (p *Platform) sortRead(err error, c *course) error {
	sorted := p.sort(err, c)
	var unknown *outbox.InDoubtError
	var refused *outbox.RefusedError
	if errors.As(sorted, &unknown) || errors.As(sorted, &refused) {
		return p.redact(err)
	}
	return sorted
}
