package session

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// refreshAfter is how old what is known of withdrawn points and posts may be:
// one that is withdrawn anywhere is gone everywhere within this time.
const refreshAfter = 3 * time.Second

// withdrawn is what is withdrawn, as it was read last, and the library without
// it.
type withdrawn struct {
	reading sync.Mutex // held by the one who reads it anew

	mu    sync.Mutex
	known bool
	read  time.Time // by the clock of requests
	keys  map[string]bool
	base  *content.Library // of which left is what is left; nil is none
	left  *content.Library
}

// Libraries are the content in force, with and without what is withdrawn.
type Libraries struct {
	library   func() *content.Library
	store     record.Store
	log       *slog.Logger
	withdrawn withdrawn
}

// CurrentLibrary is the content in force, without what is withdrawn by what
// Refresh has read last.
func (ls *Libraries) CurrentLibrary() *content.Library { return ls.withdrawn.of(ls.library()) }

// WholeLibrary is the content in force with what is withdrawn.
func (ls *Libraries) WholeLibrary() *content.Library { return ls.library() }

// Refresh reads what is withdrawn, where that was not done lately. Where it
// cannot be read, what was known goes on to hold; the error says that nothing
// was ever known, so that nothing may be shown.
func (ls *Libraries) Refresh(ctx context.Context, now time.Time) error {
	w := &ls.withdrawn
	if w.fresh(now) {
		return nil
	}
	w.reading.Lock()
	defer w.reading.Unlock()
	if w.fresh(now) {
		return nil
	}
	return ls.RefreshNow(ctx, now)
}

// RefreshNow is Refresh for the one who has just changed it.
func (ls *Libraries) RefreshNow(ctx context.Context, now time.Time) error {
	all, err := ls.store.Recalls(ctx)
	keys := map[string]bool{}
	for _, r := range all {
		keys[r.ID] = true
	}
	known := ls.withdrawn.note(keys, err == nil, now)
	switch {
	case err == nil:
		return nil
	case known:
		ls.log.Warn("what is withdrawn could not be read, so what was known of it goes on to hold", "error", err)
		return nil
	}
	return fmt.Errorf("read what is withdrawn: %w", err)
}

// fresh tells whether it was read lately.
func (w *withdrawn) fresh(now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	age := now.Sub(w.read)
	return w.known && 0 <= age && age < refreshAfter
}

// note takes up what was read, where it could be, and tells whether anything is
// known now.
func (w *withdrawn) note(keys map[string]bool, read bool, now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.read = now
	if !read {
		return w.known
	}
	w.known = true
	same := len(keys) == len(w.keys)
	for key := range keys {
		same = same && w.keys[key]
	}
	if !same {
		w.keys, w.base, w.left = keys, nil, nil
	}
	return true
}

// of is what is left of a library, made once for each.
func (w *withdrawn) of(library *content.Library) *content.Library {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.keys) == 0 {
		return library
	}
	if w.base != library {
		w.base, w.left = library, library.Without(w.keys)
	}
	return w.left
}
