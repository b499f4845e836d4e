// Package adapter holds what the adapters of all platforms need: the door at
// which a panic ends, and whether a platform lets the bot in.
//
// It never knows a platform by name, asks nothing of the network and keeps
// nothing: after a crash a platform is taken to let the bot in until it says
// otherwise.
package adapter

import (
	"fmt"
	"runtime/debug"
)

// A PanicError is what some work panicked with.
type PanicError struct {
	Value any
	Stack string // of the goroutine that panicked
}

func (p *PanicError) Error() string { return fmt.Sprintf("it panicked: %v", p.Value) }

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
