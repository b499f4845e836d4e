package discord

import (
	"errors"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// watcher notes the status of each answer and the time that it tells, and counts
// those that Discord counts against the bot.
type watcher struct {
	next   http.RoundTripper
	client *client
}

func (w *watcher) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := w.next.RoundTrip(req)
	if err != nil {
		return res, err
	}
	w.client.ahead.note(res, w.client.wire.Now())
	adapter.Note(req, res)
	switch res.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests:
		w.client.invalid.count(w.client.clock.Now())
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

// goneCodes are Discord's JSON error codes for a channel that cannot be written
// to. The status alone does not tell: a 403 or 404 may mean other things.
var goneCodes = map[int]record.StopCause{
	10003:  record.StopDeleted,   // unknown channel
	10004:  record.StopDeleted,   // unknown guild
	50001:  record.StopForbidden, // missing access
	50013:  record.StopForbidden, // missing permissions
	50008:  record.StopForbidden, // a channel that takes no messages, such as a voice channel
	50024:  record.StopForbidden, // a channel that takes no such messages, such as a forum
	50007:  record.StopBlocked,   // cannot send messages to this user
	50278:  record.StopBlocked,   // no server in common with this user
	160005: record.StopClosed,    // the thread is locked
	40066:  record.StopUntagged,  // a forum in which every post needs a tag, and has none that the bot may give
	40067:  record.StopUntagged,  // a forum in which every post needs a tag, and none fits
	40333:  record.StopForbidden, // the application was refused
}

// codeArchived says that a thread is archived. It is opened, where the bot may.
const codeArchived = 50083

// passingCodes are those of limits of a server that others may make room for: tries
// are counted.
var passingCodes = []int{
	160006, // too many open threads
	160007, // too many open threads of announcements
	30033,  // too many people in a thread
}

// codeOldEdits says that too many messages of more than an hour were edited in a
// channel; Discord does not say when there may be more.
const (
	codeOldEdits = 30046
	oldEditsWait = time.Minute
)

// isGlobal tells whether a 429 holds for all requests.
func isGlobal(t *adapter.Trace) bool {
	return t.Header("X-RateLimit-Global") != "" || t.Header("X-RateLimit-Scope") == "global"
}

// sort turns a failed request into what the courier has to do about it.
func (c *client) sort(err error, t *adapter.Trace) error {
	var limited *discordgo.RateLimitError
	var rest *discordgo.RESTError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &limited):
		return &delivery.RetryAfterError{For: max(time.Second/2, limited.RetryAfter), Everyone: isGlobal(t)}
	case t.Status() == http.StatusTooManyRequests, errors.As(err, &rest) && rest.Message == nil && adapter.TurnedAway(t.Status()):
		// A page: Discord itself answers in JSON.
		if c.blockage.Meets(c.clock.Now()) {
			c.log.Warn("a page came instead of an answer: something before Discord turns the bot away, and everybody waits", "status", t.Status())
		}
		return &delivery.RetryAfterError{For: adapter.PageWait(t), Everyone: true}
	case errors.As(err, &rest):
		return c.sortAnswer(rest)
	case !t.Written():
		return c.redact(err)
	}
	return &delivery.InDoubtError{Err: c.redact(err)}
}

// sortAnswer sorts an answer that says no.
func (c *client) sortAnswer(rest *discordgo.RESTError) error {
	code := 0
	if rest.Message != nil {
		code = rest.Message.Code
	}
	status := rest.Response.StatusCode
	if code == codeOldEdits {
		return &delivery.RetryAfterError{For: oldEditsWait}
	}
	if code == codeArchived {
		return &archivedError{delivery.GoneError{Cause: record.StopClosed}}
	}
	if slices.Contains(passingCodes, code) {
		return c.redact(rest)
	}
	if cause, ok := goneCodes[code]; ok {
		return &delivery.GoneError{Cause: cause}
	}
	switch {
	case status == http.StatusUnauthorized:
		return &delivery.RetryAfterError{For: adapter.UnauthorizedPause, Everyone: true}
	case status >= 500:
		return &delivery.InDoubtError{Err: c.redact(rest)}
	case status == http.StatusNotFound || status == http.StatusForbidden:
		return c.redact(rest)
	}
	return &delivery.RefusedError{Err: c.redact(rest)}
}

// sortRead sorts a failure to read the channel back: nothing has gone out, so
// it may pass, unless the channel is gone.
func (c *client) sortRead(err error, t *adapter.Trace) error {
	sorted := c.sort(err, t)
	var unknown *delivery.InDoubtError
	var refused *delivery.RefusedError
	if errors.As(sorted, &unknown) || errors.As(sorted, &refused) {
		return c.redact(err)
	}
	return sorted
}
