package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// batch is how many records are stored at once.
const batch = 1000

// A Saved says what an archive holds, and what it does not.
type Saved struct {
	Records    int
	Unreadable map[string]int // by kind, how many records were left out because they cannot be read; nil is none
}

// LeftOut says in a sentence what was left out because it cannot be read; "" is nothing.
func (s Saved) LeftOut() string {
	var kinds []string
	for _, kind := range slices.Sorted(maps.Keys(s.Unreadable)) {
		kinds = append(kinds, fmt.Sprintf("%s: %d", kind, s.Unreadable[kind]))
	}
	if len(kinds) == 0 {
		return ""
	}
	return "Left out, because it cannot be read: " + strings.Join(kinds, ", ") + "."
}

// leaveOut counts a record that cannot be read.
func (s *Saved) leaveOut(kind string) {
	if s.Unreadable == nil {
		s.Unreadable = map[string]int{}
	}
	s.Unreadable[kind]++
}

// Save writes all that a store keeps. step is told after each record how many there
// are; nil tells nobody.
func Save(ctx context.Context, from Keeper, to io.Writer, now time.Time, step func(n int)) (saved Saved, err error) {
	key, err := from.ForgottenKey(ctx)
	if err != nil {
		return saved, err
	}
	w, err := NewWriter(to, now, key)
	if err != nil {
		return saved, err
	}
	err = from.Export(ctx, func(item Item) error {
		if item.Unreadable != "" {
			saved.leaveOut(item.Unreadable)
			return nil
		}
		if step != nil {
			step(w.Records() + 1)
		}
		return w.Write(item)
	})
	if err != nil {
		return saved, err
	}
	saved.Records = w.Records()
	return saved, w.Close()
}

// A Loading says what became of an archive that was loaded.
type Loading struct {
	Made      time.Time // when it was made
	Records   int       // that were stored
	Forgotten int       // that were left out, because they were forgotten since
}

// Verify reads a whole archive and counts its records, so that one that is cut
// short changes nothing.
func Verify(from io.Reader) (records int, err error) {
	err = each(from, func(Header, Item) error {
		records++
		return nil
	})
	return records, err
}

// each reads a whole archive.
func each(from io.Reader, do func(Header, Item) error) error {
	r, err := NewReader(from)
	if err != nil {
		return err
	}
	for {
		item, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = do(r.Header, item)
		}
		if err != nil {
			return err
		}
	}
}

// List is what a store knows to be forgotten since an archive was made: what is in the
// archive's own list was forgotten before.
func List(ctx context.Context, in Keeper, from io.Reader) (*Forgotten, error) {
	f := &Forgotten{}
	key, err := in.ForgottenKey(ctx)
	if err != nil {
		return nil, err
	}
	err = in.Export(ctx, func(item Item) error {
		switch {
		case item.Forgotten != nil:
			f.Add(key, *item.Forgotten)
		case item.Unreadable == "":
			return errEnough // it comes first
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	f.Made, err = Made(from)
	return f, err
}

// Made is when an archive was made.
func Made(from io.Reader) (time.Time, error) {
	r, err := NewReader(from)
	if err != nil {
		return time.Time{}, err
	}
	return r.Header.Made, nil
}

// errEnough ends a walk early.
var errEnough = errors.New("enough")

// Load stores an archive, without what was forgotten. It is read three times: see
// Verify and List, which whoever calls it has done before. step is as in Save.
func Load(ctx context.Context, to Keeper, from io.Reader, forgotten *Forgotten, now time.Time, step func(n int)) (Loading, error) {
	l := loading{ctx: ctx, to: to, now: now}
	if err := to.BeginImport(ctx); err != nil {
		return l.Loading, err
	}
	err := each(from, func(h Header, item Item) error {
		l.Made = h.Made
		if step != nil {
			step(l.Records + l.Forgotten + 1)
		}
		return l.take(h, item, forgotten)
	})
	if err == nil {
		err = l.flush()
	}
	if err == nil {
		err = to.FinishImport(ctx, now)
	}
	return l.Loading, err
}

// A loading is an archive on its way into a store.
type loading struct {
	Loading
	ctx  context.Context
	to   Keeper
	now  time.Time
	wait []Item
	key  string // of the marks in the store's list
	asks bool   // whether it was asked for
}

func (l *loading) take(h Header, item Item, forgotten *Forgotten) error {
	if err := l.takeKey(h.Key); err != nil {
		return err
	}
	if item.Forgotten != nil && h.Key != l.key {
		return nil // a mark that means nothing under another key
	}
	kept, is := forgotten.Keep(item)
	if !is {
		l.Forgotten++
		return nil
	}
	l.wait = append(l.wait, kept)
	l.Records++
	if len(l.wait) < batch {
		return nil
	}
	return l.flush()
}

// takeKey gives the store the key of the archive's list, where its own is empty.
func (l *loading) takeKey(key string) (err error) {
	if l.asks {
		return nil
	}
	l.asks = true
	if err := l.to.SetForgottenKey(l.ctx, key); err != nil {
		return err
	}
	l.key, err = l.to.ForgottenKey(l.ctx)
	return err
}

func (l *loading) flush() error {
	if len(l.wait) == 0 {
		return nil
	}
	err := l.to.Import(l.ctx, l.wait, l.now)
	l.wait = l.wait[:0]
	return err
}
