// Package guard turns a panic in some work into a value or an error, so that one
// delivery, one request or one malformed event cannot end the process.
//
// It guards the goroutine that calls it and no other. It keeps nothing.
package guard

import (
	"errors"
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

// Do does some work and gives what it panicked with; nil where it returned.
// It guards the goroutine that calls it and no other.
func Do(work func()) (broken *PanicError) {
	defer func() {
		if value := recover(); value != nil {
			broken = &PanicError{value, string(debug.Stack())}
		}
	}()
	work()
	return nil
}

// Try is Do for work that can fail: a panic is a *PanicError.
func Try(work func() error) (err error) {
	if broken := Do(func() { err = work() }); broken != nil {
		return broken
	}
	return err
}

// Attrs are the attributes under which an error is logged: itself, and the stack
// where it was a panic.
func Attrs(err error) []any {
	attrs := []any{"error", err}
	var broken *PanicError
	if errors.As(err, &broken) {
		attrs = append(attrs, "stack", broken.Stack)
	}
	return attrs
}
