package content

import "sync"

// derived is what other packages have worked out of a library.
type derived struct {
	mu    sync.Mutex
	byKey map[any]any
}

// Derive is what build makes of the library, made at the first call with a key
// and kept as long as the library is. So what is worked out of one library is
// never taken for another's, and both are replaced together. A key is of a type
// that its package keeps to itself, as a context's is. It is safe for concurrent
// use: others wait while build runs, so build must not call Derive.
func (l *Library) Derive(key any, build func() any) any {
	l.derived.mu.Lock()
	defer l.derived.mu.Unlock()
	value, made := l.derived.byKey[key]
	if !made {
		if l.derived.byKey == nil {
			l.derived.byKey = map[any]any{}
		}
		value = build()
		l.derived.byKey[key] = value
	}
	return value
}
