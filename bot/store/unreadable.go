package store

import (
	"crypto/rand"
	"log/slog"
	"sync"

	"prayerbot/commands/record"
)

// An UnreadableLog names in the log what a store cannot read: by its kind and a mark,
// which is a short salted hash of its key. The salt is random and lives in this
// process alone, so a log never tells which chat it was; the same record has
// the same mark as long as the process runs. It is safe for concurrent use.
type UnreadableLog struct {
	log  *slog.Logger
	salt string

	mu    sync.Mutex
	named map[string]bool // by kind and mark
}

// NewUnreadableLog makes one that has named nothing yet. A nil log is silent.
func NewUnreadableLog(log *slog.Logger) *UnreadableLog {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &UnreadableLog{log: log, salt: rand.Text(), named: map[string]bool{}}
}

// The length of a mark in characters: 30 bits.
const markLength = 6

// Mark is the mark of a key.
func (u *UnreadableLog) Mark(key string) string {
	u.mu.Lock()
	defer u.mu.Unlock()
	return markOf(u.salt, key)
}

// Salt takes the salt of the store; without it one is made up that nobody else has.
func (u *UnreadableLog) Salt(salt string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.salt = salt
}

// mostNamed bounds what is remembered of what was named.
const mostNamed = 10_000

// Note names a record in the log, once.
func (u *UnreadableLog) Note(kind, key string) {
	mark := u.Mark(key)
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.named[kind+mark] {
		return
	}
	if len(u.named) >= mostNamed {
		clear(u.named)
	}
	u.named[kind+mark] = true
	u.log.Error("a stored record cannot be read and was set aside; all others go on", "kind", kind, "mark", mark)
}

// Error names a record and is the error for whoever asked for it.
func (u *UnreadableLog) Error(kind, key string) error {
	u.Note(kind, key)
	return &record.UnreadableError{Kind: kind, Mark: u.Mark(key)}
}
