package outbox

import (
	"context"
	"fmt"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A Message is a delivery ready to be sent.
type Message struct {
	Chat    record.ChatID
	GroupID string // the server or group of the chat; "" is none
	Reply   reply.Reply
	// Nonce is the same at every try of the same delivery: 20 characters at
	// most, so that a platform with an idempotency key can drop a repeat.
	Nonce string
	Skip  int       // leading parts that the platform has accepted already
	First time.Time // when the first try was allowed to begin; zero if this is it
	// Ping is the person, by the platform's user id, who wants everyone in the
	// chat to be pinged, as far as their own rights allow; "" pings nobody.
	Ping string
}

// Sender is what a courier needs of a platform. Send makes one try, without
// any waiting or repeating of its own, and sorts the failure: the errors below
// say what the courier has to do; any other error may pass by itself and is
// known not to have been accepted.
type Sender interface {
	// Send returns the ids of the messages that it made, also where it failed
	// after some of them. A platform without ids returns none.
	Send(ctx context.Context, m Message) (ids []string, err error)
}

// Editor is what a courier needs of a platform to change what was sent. Like
// Send, a method makes one try. A repeat does no harm.
type Editor interface {
	// Edit makes the messages of the ids show m.Reply instead. What is left of
	// more messages than it needs is deleted; where it needs more than there
	// are, it is a RefusedError.
	Edit(ctx context.Context, m Message, ids []string) error
	// Delete removes the messages. One that is not there any more is removed.
	Delete(ctx context.Context, chat record.ChatID, ids []string) error
}

// MissingError says that the message is not there any more.
type MissingError struct{ Err error }

func (e *MissingError) Error() string { return "the message is not there any more: " + e.Err.Error() }
func (e *MissingError) Unwrap() error { return e.Err }

// GoneError says that the chat cannot be written to until its people act.
type GoneError struct{ Cause record.StopCause }

func (e *GoneError) Error() string { return "the chat cannot be written to: " + string(e.Cause) }

// MovedError says that the chat goes by another name.
type MovedError struct{ To record.ChatID }

func (e *MovedError) Error() string { return "the chat has moved" }

// RetryAfterError says that the platform asks for patience: for this chat, or for all.
type RetryAfterError struct {
	For      time.Duration
	Everyone bool
}

func (e *RetryAfterError) Error() string { return fmt.Sprintf("the platform asks to wait %s", e.For) }

// InDoubtError says that the request may have been accepted.
type InDoubtError struct{ Err error }

func (e *InDoubtError) Error() string { return "the outcome is unknown: " + e.Err.Error() }
func (e *InDoubtError) Unwrap() error { return e.Err }

// AbsentError says that no earlier try of what is left of the message was accepted,
// and that this one has failed with Err: whatever was in doubt before is known.
type AbsentError struct{ Err error }

func (e *AbsentError) Error() string { return "nothing was there before: " + e.Err.Error() }
func (e *AbsentError) Unwrap() error { return e.Err }

// RefusedError says that this message will never be accepted.
type RefusedError struct{ Err error }

func (e *RefusedError) Error() string { return "refused: " + e.Err.Error() }
func (e *RefusedError) Unwrap() error { return e.Err }

// PartialError says that the first parts were accepted before Err; Sent counts from
// the message's first part, Skip included.
type PartialError struct {
	Sent int
	Err  error
}

func (e *PartialError) Error() string { return fmt.Sprintf("after %d parts: %v", e.Sent, e.Err) }
func (e *PartialError) Unwrap() error { return e.Err }
