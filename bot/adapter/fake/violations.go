package fake

import (
	"slices"
	"sync"
)

// Violations are the requests of a bot that broke a rule of its platform, each with its
// refusal. The zero value has none; it is safe for concurrent use.
type Violations struct {
	mu  sync.Mutex
	all []string
}

// Note adds one.
func (v *Violations) Note(violation string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.all = append(v.all, violation)
}

// Violations are the requests that no good bot makes. A test of a bot fails where there
// is one.
func (v *Violations) Violations() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.all)
}
