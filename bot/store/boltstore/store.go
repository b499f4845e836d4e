// Package boltstore keeps everything in one file of one process: the embedded
// default where no Redis is given.
//
// Every change is one transaction of bbolt, synced to the disk before the
// method returns: what was confirmed survives a crash of the process and of
// the machine. It never lets a second process open the file. After a crash at
// any point the file holds each transaction whole or not at all.
package boltstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"prayerbot/bot/store"
)

// fileName is the one file within the folder.
const fileName = "prayerbot.db"

// lockWait is how long Open waits for another process to let go of the file: a
// restart may overlap with the end of the process before.
const lockWait = 2 * time.Second

// The buckets; keys.go says what their keys look like.
var (
	bucketChats         = []byte("chats")
	bucketLedgers       = []byte("ledgers")
	bucketQueue         = []byte("queue")
	bucketDue           = []byte("due")     // daily points
	bucketNotices       = []byte("notices") // steps of announcements
	bucketDead          = []byte("dead")
	bucketAnnouncements = []byte("announcements")
	bucketCopies        = []byte("posted")
	bucketSalts         = []byte("salts")
	bucketMarks         = []byte("marks")
)

// Store is the embedded store: a part for each subject, on one file.
type Store struct {
	*file
	chats
	queue
	announcements
	fanOuts
	auditLog
	communities
	moderatorRoles
	recalls
	concerns
	headlines
	prayers
	questions
	maintenance
	locks
	rateLimits
	archives
}

// newStore makes the parts of a store on one file.
func newStore(f *file) *Store {
	return &Store{
		file: f, chats: chats{f}, queue: queue{f}, announcements: announcements{f}, fanOuts: fanOuts{f}, auditLog: auditLog{f},
		communities: communities{f}, moderatorRoles: moderatorRoles{f}, recalls: recalls{f}, concerns: concerns{f}, headlines: headlines{f},
		prayers: prayers{f}, questions: questions{f}, maintenance: maintenance{f}, archives: archives{f},
	}
}

var _ store.Store = (*Store)(nil)

// InUseError says that another process has the file open.
type InUseError struct{ Folder string }

func (e *InUseError) Error() string {
	return "another prayerbot uses the data in " + e.Folder + ": stop it, or give this one its own folder with PRAYERBOT_DATA"
}

// Open opens the store in a folder, which is made where it is missing, for the
// owner alone. A second process is refused; a file that cannot be read is
// *DamagedError.
func Open(folder string, options ...Option) (s *Store, err error) {
	err = guard(folder, func() error {
		s, err = openFile(folder, options)
		return err
	})
	return s, err
}

func openFile(folder string, options []Option) (*Store, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, unusable(folder, err)
	}
	db, err := openDB(folder)
	if err != nil {
		return nil, err
	}
	removeSnapshots(folder)
	s := newStore(newFile(db, folder))
	for _, option := range options {
		option(s)
	}
	if err := s.prepare(); err != nil {
		db.Close()
		return nil, ofMachine(folder, err)
	}
	return s, nil
}

// openDB opens the file, once its pages were looked at. One that could be made only in
// part is removed, or the next start would take it for a damaged one.
func openDB(folder string) (*bbolt.DB, error) {
	path := filepath.Join(folder, fileName)
	if err := Survey(folder); err != nil {
		return nil, err
	}
	_, missing := os.Stat(path)
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait, FreelistType: bbolt.FreelistMapType})
	if errors.Is(missing, fs.ErrNotExist) && errors.As(err, new(syscall.Errno)) {
		_ = os.Remove(path)
	}
	if err := openError(folder, err); err != nil {
		return nil, err
	}
	return db, nil
}

// openError is the error of opening a file: *InUseError, *DamagedError or another;
// nil stays nil.
func openError(folder string, err error) error {
	var found wrong
	var damaged *DamagedError
	switch {
	case errors.As(err, &damaged):
		return damaged
	case errors.Is(err, bolterrors.ErrTimeout):
		return &InUseError{folder}
	case errors.As(err, &found):
		return &DamagedError{folder, err}
	case err != nil:
		return unusable(folder, err)
	}
	return nil
}

// notLarger begins the error of a file that could not grow: of its cause the library
// keeps the text alone.
const notLarger = "file resize error"

// ofMachine is the error of what was done while the file was opened: unusable where the
// machine is the cause.
func ofMachine(folder string, err error) error {
	system := errors.As(err, new(syscall.Errno)) || strings.Contains(err.Error(), notLarger)
	if system && !errors.As(err, new(*DamagedError)) {
		return unusable(folder, err)
	}
	return err
}

// unusable says that the machine does not let the file be opened, and what to do.
func unusable(folder string, err error) error {
	return fmt.Errorf("the data in %s cannot be opened: %w. Look whether its disk is full and whether this user may write there, or name another folder with PRAYERBOT_DATA", folder, err)
}

// An Option changes how a store works.
type Option func(*Store)

// Log takes the log in which the store names what it cannot read, and says that it
// cannot be written; without it the store is silent.
func Log(log *slog.Logger) Option {
	return func(s *Store) { s.unreadable, s.log = store.NewUnreadableLog(log), log }
}

// Observe has somebody told how long each question and change took, and whether the
// file has failed it.
func Observe(told func(took time.Duration, failed bool)) Option {
	return func(s *Store) { s.observe = told }
}

// prepare makes the file ready for use.
func (s *Store) prepare() error {
	if err := migrate(s.db, steps); err != nil {
		return err
	}
	if err := s.makeBuckets(); err != nil {
		return err
	}
	if err := s.takeSalt(); err != nil {
		return err
	}
	return s.examine(context.Background(), time.Now())
}
