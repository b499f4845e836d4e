package telegram

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-telegram/bot"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// sort turns a failed request into what the courier has to do about it.
func (c *client) sort(err error, t *adapter.Trace, chat int64) error {
	var many *bot.TooManyRequestsError
	var moved *bot.MigrateError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &many):
		// In a group it is the group's own limit (20 a minute); in private, where
		// the bot keeps to one a second, it can only be the limit for all.
		return c.waits(&delivery.RetryAfterError{For: time.Duration(max(1, many.RetryAfter)) * time.Second, Everyone: chat > 0}, chat)
	case errors.As(err, &moved):
		return &delivery.MovedError{To: record.ChatID{Platform: name, Key: fmt.Sprint(moved.MigrateToChatID)}}
	case errors.Is(err, bot.ErrorForbidden):
		return &delivery.GoneError{Cause: causeOf(err.Error(), record.StopForbidden)}
	case errors.Is(err, bot.ErrorBadRequest):
		if cause := causeOf(err.Error(), ""); cause != "" {
			return &delivery.GoneError{Cause: cause}
		}
		return &delivery.RefusedError{Err: c.redact(err)}
	case errors.Is(err, bot.ErrorUnauthorized), errors.Is(err, bot.ErrorNotFound):
		return &delivery.RetryAfterError{For: adapter.UnauthorizedPause, Everyone: true}
	case errors.Is(err, bot.ErrorConflict):
		return c.redact(err)
	case adapter.TurnedAway(t.Status()):
		// A page: Telegram itself answers in JSON.
		if c.blockage.Meets(c.clock.Now()) {
			c.log.Warn("a page came instead of an answer: something before Telegram turns the bot away, and everybody waits", "status", t.Status())
		}
		return c.waits(&delivery.RetryAfterError{For: adapter.PageWait(t), Everyone: true}, chat)
	case !t.Written():
		return c.redact(err)
	}
	return &delivery.InDoubtError{Err: c.redact(err)}
}

// waits remembers that Telegram asks to wait, for the answers to come too.
func (c *client) waits(wait *delivery.RetryAfterError, chat int64) *delivery.RetryAfterError {
	until := c.clock.Now().Add(wait.For)
	if wait.Everyone {
		c.pacer.Pause(until)
	} else {
		c.pacer.Hold(placeOf(chat), until)
	}
	return wait
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
	{"topic_closed", record.StopClosed},
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
