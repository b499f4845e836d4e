package discordtest

import (
	"fmt"
	"slices"
	"sync"
)

// violations are the requests that no good bot makes, whatever happens: those that broke a
// rule of the schema, of the limits or of what goes together. What a good bot may run into
// (a right that it lost, a message that is gone, an interaction that is over) is none.
type violations struct {
	mu  sync.Mutex
	all []string
}

func (v *violations) note(method, path string, refused *refusal) {
	if refused == nil || !refused.broke() {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.all = append(v.all, fmt.Sprintf("%s %s: %s", method, path, refused.text))
}

// broke tells whether a refusal is of what no good bot asks for: a body that is malformed,
// an empty message, a route that there is not.
func (r *refusal) broke() bool {
	return r.code == malformed || r.code == emptyMessage || r.status == 404 && r.code == 0
}

// Discord's codes of what breaks a rule.
const (
	malformed    = 50035
	emptyMessage = 50006
)

// Violations are the requests that no good bot makes, each with its refusal. A test of a
// bot fails where there is one.
func (v *violations) Violations() []string {
	v.mu.Lock()
	defer v.mu.Unlock()
	return slices.Clone(v.all)
}
