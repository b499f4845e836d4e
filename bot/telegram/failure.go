package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-telegram/bot"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// A course is what is known of one request: whether it was written at all, and
// the status of the answer. It travels in the request's context, because the
// library does not tell either.
type course struct {
	written atomic.Bool
	status  atomic.Int64
}

type courseKey struct{}

// follow gives a context whose requests are followed.
func follow(ctx context.Context) (context.Context, *course) {
	c := &course{}
	ctx = context.WithValue(ctx, courseKey{}, c)
	return httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteHeaders: func() { c.written.Store(true) },
	}), c
}

// statusKeeper notes the status of each answer for the one who follows.
type statusKeeper struct{ next http.RoundTripper }

func (k *statusKeeper) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := k.next.RoundTrip(req)
	if c, ok := req.Context().Value(courseKey{}).(*course); ok && err == nil {
		c.status.Store(int64(res.StatusCode))
	}
	return res, err
}

// patience is how long to wait where a 429 does not say.
const patience = 5 * time.Second

// refusedPause is how long nothing is sent where the token is refused: no
// delivery is at fault, and Run finds out what is.
const refusedPause = 10 * time.Second

// sort turns a failed request into what the courier has to do about it.
func (p *Platform) sort(err error, c *course, chat int64) error {
	var many *bot.TooManyRequestsError
	var moved *bot.MigrateError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &many):
		// In a group it is the group's own limit (20 a minute); in private, where
		// the courier keeps to one a second, it can only be the limit for all.
		return &outbox.RetryAfterError{For: time.Duration(max(1, many.RetryAfter)) * time.Second, Everyone: chat > 0}
	case errors.As(err, &moved):
		return &outbox.MovedError{To: record.ChatID{Platform: name, Key: fmt.Sprint(moved.MigrateToChatID)}}
	case errors.Is(err, bot.ErrorForbidden):
		return &outbox.GoneError{Cause: causeOf(err.Error(), record.StopForbidden)}
	case errors.Is(err, bot.ErrorBadRequest):
		if cause := causeOf(err.Error(), ""); cause != "" {
			return &outbox.GoneError{Cause: cause}
		}
		return &outbox.RefusedError{Err: p.redact(err)}
	case errors.Is(err, bot.ErrorUnauthorized), errors.Is(err, bot.ErrorNotFound):
		return &outbox.RetryAfterError{For: refusedPause, Everyone: true}
	case errors.Is(err, bot.ErrorConflict):
		return p.redact(err)
	case c.status.Load() == http.StatusTooManyRequests:
		return &outbox.RetryAfterError{For: patience, Everyone: true}
	case !c.written.Load():
		return p.redact(err)
	}
	return &outbox.InDoubtError{Err: p.redact(err)}
}

// causes are the words by which Telegram says why a chat cannot be written to.
var causes = []struct {
	words string
	cause record.StopCause
}{
	{"blocked by the user", record.StopBlocked},
	{"bot was kicked", record.StopBlocked},
	{"bot is not a member", record.StopBlocked},
	{"can't initiate conversation", record.StopBlocked},
	{"user is deactivated", record.StopDeleted},
	{"chat not found", record.StopDeleted},
	{"group chat was deactivated", record.StopDeleted},
	{"message thread not found", record.StopDeleted},
	{"topic_deleted", record.StopDeleted},
	{"peer_id_invalid", record.StopDeleted},
	{"not enough rights", record.StopForbidden},
	{"have no rights", record.StopForbidden},
	{"need administrator rights", record.StopForbidden},
	{"chat_write_forbidden", record.StopForbidden},
	{"topic_closed", record.StopForbidden},
	{"chat_restricted", record.StopForbidden},
}

// causeOf reads the cause out of Telegram's description.
func causeOf(description string, otherwise record.StopCause) record.StopCause {
	description = strings.ToLower(description)
	for _, c := range causes {
		if strings.Contains(description, c.words) {
			return c.cause
		}
	}
	return otherwise
}
