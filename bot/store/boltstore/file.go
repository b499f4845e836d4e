package boltstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outage"
	"prayerbot/bot/store"
)

// file is the open data file: its transactions, and what is wrong with it.
type file struct {
	db         *bbolt.DB
	unreadable *store.UnreadableLog
	folder     string
	damage     atomic.Pointer[DamagedError] // the first that was found; nil is none
	broken     chan error
	reading    sync.RWMutex // held for writing by whoever overwrites free pages
	calling    sync.Mutex
	calls      []call // changes that wait for their transaction
	// committing tells whether somebody makes them.
	committing bool
	// observe is told how long each question and change took, and whether the file has
	// failed it.
	observe func(took time.Duration, failed bool)
	log     *slog.Logger
	full    outage.Outage
}

// newFile is an open data file of which nobody is told anything.
func newFile(db *bbolt.DB, folder string) *file {
	return &file{
		db: db, unreadable: store.NewUnreadableLog(nil), folder: folder, broken: make(chan error, 1),
		observe: func(time.Duration, bool) {}, log: slog.New(slog.DiscardHandler),
	}
}

// makeBuckets makes what is missing. Where nothing is, it writes nothing, so
// that a program starts on a full disk too.
func (s *file) makeBuckets() error {
	missing := false
	err := s.db.View(func(tx *bbolt.Tx) error {
		for name := range kinds {
			missing = missing || tx.Bucket([]byte(name)) == nil
		}
		return nil
	})
	if err != nil || !missing {
		return err
	}
	return s.db.Update(func(tx *bbolt.Tx) error {
		for name := range kinds {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return fmt.Errorf("prepare the data file: %w", err)
			}
		}
		return nil
	})
}

// update changes the file in one transaction, together with others that come
// at the same time. f may be called again, so it must not add up.
func (s *file) update(ctx context.Context, f func(*bbolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	began := time.Now()
	var own error // of the change itself: the file is not to blame
	err := s.batch(func(tx *bbolt.Tx) error {
		own = f(tx)
		return own
	})
	failed := err != nil && own == nil
	s.observe(time.Since(began), failed)
	s.watch(err, failed)
	return err
}

// change is update for what is told of the change: f returns it anew each time
// that it is called, and it is returned only where the change is on the disk.
func change[T any](ctx context.Context, s *file, f func(*bbolt.Tx) (T, error)) (T, error) {
	var done, none T
	err := s.update(ctx, func(tx *bbolt.Tx) (err error) {
		done, err = f(tx)
		return err
	})
	if err != nil {
		return none, err
	}
	return done, nil
}

func (s *file) view(ctx context.Context, f func(*bbolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.reading.RLock()
	defer s.reading.RUnlock()
	began := time.Now()
	var own error
	err := s.guarded(func() error {
		return s.db.View(func(tx *bbolt.Tx) error {
			own = f(tx)
			return own
		})
	})
	s.observe(time.Since(began), err != nil && own == nil)
	return err
}

// get reads a value; false where there is none that can be read. What cannot is
// taken for not stored: examine.go names it and moves it away. Only a chat is
// more than that to people: see getChat.
func get(tx *bbolt.Tx, bucket []byte, key string, value any) (bool, error) {
	data := tx.Bucket(bucket).Get([]byte(key))
	if data == nil || !decodes(bucket, key, data) {
		return false, nil
	}
	if err := json.Unmarshal(data, value); err != nil {
		return false, fmt.Errorf("read %s: %w", bucket, err)
	}
	return true, nil
}

func put(tx *bbolt.Tx, bucket []byte, key string, value any) error {
	data, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("write %s: %w", bucket, err)
	}
	return tx.Bucket(bucket).Put([]byte(key), data)
}

// guarded is guard for an open store: the first damage is told to whoever
// listens to Broken, and after it nothing is done any more.
func (s *file) guarded(work func() error) error {
	if known := s.damage.Load(); known != nil {
		return known
	}
	err := guard(s.folder, work)
	var damaged *DamagedError
	if errors.As(err, &damaged) && s.damage.CompareAndSwap(nil, damaged) {
		s.broken <- damaged
	}
	return err
}

// Broken gives a *DamagedError when the file turns out to be damaged while it is
// open: the program has to stop.
func (s *file) Broken() <-chan error { return s.broken }

// closeTime bounds how long the library may take to close a damaged file: it may
// hold its own locks for ever.
const closeTime = time.Second

// Close gives the file back. It waits for transactions that have begun.
func (s *file) Close() error {
	closed := make(chan error, 1)
	go func() { closed <- guard(s.folder, s.db.Close) }()
	if s.damage.Load() == nil {
		return <-closed
	}
	select {
	case <-closed:
	case <-time.After(closeTime):
	}
	return nil
}
