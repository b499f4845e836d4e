// Package adapter holds what the adapters of all platforms need: the guard at
// which a panic ends, asking the core with its timing, the walk over a reply's
// blocks, the parts of a delivery, the redaction of tokens, traces of requests,
// slots that are drained at the end, and whether a platform lets the bot in.
//
// It never knows a platform by name, makes no request and repeats none. It keeps
// nothing: after a crash a platform is taken to let the bot in until it says
// otherwise, and a part of a message whose outcome was not noted is the outbox's
// to settle.
package adapter

import (
	"fmt"
	"log/slog"
	"runtime/debug"
)

// A PanicError is what some work panicked with.
type PanicError struct {
	Value any
	Stack string // of the goroutine that panicked
}

func (p *PanicError) Error() string { return fmt.Sprintf("it panicked: %v", p.Value) }

// Log logs a panic with its stack; nil is nothing.
func (p *PanicError) Log(log *slog.Logger, message string, about ...any) {
	if p != nil {
		log.Error(message, append(about, "panic", p.Value, "stack", p.Stack)...)
	}
}

// Guard does some work and gives what it panicked with; nil where it returned.
// It guards the goroutine that calls it and no other.
func Guard(work func()) (broken *PanicError) {
	defer func() {
		if value := recover(); value != nil {
			broken = &PanicError{value, string(debug.Stack())}
		}
	}()
	work()
	return nil
}

// GuardError is Guard for work that can fail: a panic is a *PanicError.
func GuardError(work func() error) (err error) {
	if broken := Guard(func() { err = work() }); broken != nil {
		return broken
	}
	return err
}
