package delivery

import (
	"fmt"
	"time"

	"prayerbot/commands/record"
)

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
