package content

import (
	"slices"
	"sync"
)

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

// hash mixes all keys of a selection, without allocating.
func (s Selection) hash() uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	for i, keys := range [...][]string{s.Countries, s.Regions, s.Lists} {
		h = (h ^ uint64(i)) * prime
		for _, key := range keys {
			for _, b := range []byte(key) {
				h = (h ^ uint64(b)) * prime
			}
			h = (h ^ ',') * prime
		}
	}
	return h
}

// clone is a selection that shares nothing with s.
func (s Selection) clone() Selection {
	return Selection{slices.Clone(s.Countries), slices.Clone(s.Regions), slices.Clone(s.Lists)}
}
