package commandstest

import (
	"slices"
	"sync"
)

// faults are what goes wrong in the core.
type faults struct {
	mu     sync.Mutex
	panics []string
}

// PanicAt makes methods panic: "stop", "complete", "move", "table".
func (f *faults) PanicAt(methods ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.panics = methods
}

func (f *faults) perhapsPanic(method string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if slices.Contains(f.panics, method) {
		panic("the core went wrong at " + method)
	}
}
