package commands

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"prayerbot/content"
)

// A board remembers what is said on a day: most of the chats that are told
// something in one hour are told the same.
type board struct {
	mu    sync.Mutex
	notes map[note]Reply
}

// A note names a reply by all that it depends on.
type note struct {
	library   *content.Library
	language  string
	selection string // "" is the whole world
	date      content.Date
	due       time.Time // what is in the news is told as of then
	zone      string    // in which it is dated
}

// maxNotes bounds the board; one that is full begins anew.
const maxNotes = 1000

// of is the reply that a note and a selection name, made where it is not known
// yet; say tells whether it may be kept. What is on the board is shared: the
// caller may add blocks, and change none.
func (b *board) of(n note, s content.Selection, say func() (Reply, bool)) Reply {
	if !s.Whole() {
		n.selection = fmt.Sprintf("%q", s)
	}
	b.mu.Lock()
	reply, known := b.notes[n]
	b.mu.Unlock()
	if known {
		return reply
	}
	reply, keep := say()
	if reply.Blocks = slices.Clip(reply.Blocks); keep {
		b.keep(n, reply)
	}
	return reply
}

func (b *board) keep(n note, r Reply) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.notes == nil || len(b.notes) >= maxNotes {
		b.notes = map[note]Reply{}
	}
	b.notes[n] = r
}
