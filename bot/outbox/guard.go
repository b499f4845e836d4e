package outbox

import (
	"fmt"
	"runtime/debug"
)

// A brokenError is what some work panicked with, with the stack.
type brokenError struct {
	value any
	stack []byte
}

func (b *brokenError) Error() string { return fmt.Sprintf("it panicked: %v\n%s", b.value, b.stack) }

// guarded does some work, in which a panic is an error: one delivery, or one look
// at the queue, must not end the process and with it all others.
func guarded(work func() error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = &brokenError{value, debug.Stack()}
		}
	}()
	return work()
}
