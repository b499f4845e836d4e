package telegramtest

import (
	"fmt"
	"slices"
	"sync"
)

// violations are the requests that broke a rule: of the schema, of the limits, or
// of what goes together.
type violations struct {
	mu  sync.Mutex
	all []string
}

func (v *violations) note(method string, refused *refusal) {
	if refused == nil || !refused.wrong {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.all = append(v.all, fmt.Sprintf("%s: %s", method, refused.description))
}

// Violations are the requests that no good bot makes, each with its refusal. A
// test of a bot fails where there is one.
func (v *violations) Violations() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.all)
}
