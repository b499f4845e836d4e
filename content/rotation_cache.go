package content

import "sync"

// maxCached bounds how many selections' rotations are kept: each is some 10 KB.
const maxCached = 128

// A rotationCache keeps the rotations of the selections that were asked for, so
// that each is worked out once. Where there are too many, it begins anew.
type rotationCache struct {
	mu     sync.Mutex
	byHash map[uint64]*rotation
}

// rotation is that of a selection.
func (l *Library) rotation(s Selection) *rotation {
	if s.Whole() {
		return l.world
	}
	key := s.hash()
	l.rotations.mu.Lock()
	defer l.rotations.mu.Unlock()
	if r := l.rotations.byHash[key]; r != nil && r.selection.Equal(s) {
		return r
	}
	if len(l.rotations.byHash) >= maxCached {
		clear(l.rotations.byHash)
	}
	r := l.newRotation(s)
	l.rotations.byHash[key] = r
	return r
}
