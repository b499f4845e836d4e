package pray

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"prayerbot/commands/reply"
	"prayerbot/content"
)

// A ReplyCache remembers what is said on a day: most of the chats that are told
// something in one hour are told the same.
type ReplyCache struct {
	mu      sync.Mutex
	replies map[cacheKey]reply.Reply
}

// A cacheKey names a reply by all that it depends on.
type cacheKey struct {
	library   *content.Library
	language  string
	selection string // "" is the whole world
	date      content.Date
	due       time.Time // what is in the news is told as of then
	zone      string    // in which it is dated
	view      view
}

// maxNotes bounds the board; one that is full begins anew.
const maxNotes = 1000

// of is the reply that a note and a selection name, made where it is not known
// yet; say tells whether it may be kept. What is on the board is shared: the
// caller may add blocks, and change none.
func (b *ReplyCache) of(n cacheKey, s content.Selection, say func() (reply.Reply, bool)) reply.Reply {
	if !s.Whole() {
		n.selection = fmt.Sprintf("%q", s)
	}
	b.mu.Lock()
	answer, known := b.replies[n]
	b.mu.Unlock()
	if known {
		return answer
	}
	answer, keep := say()
	if answer.Blocks = slices.Clip(answer.Blocks); keep {
		b.keep(n, answer)
	}
	return answer
}

func (b *ReplyCache) keep(n cacheKey, r reply.Reply) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.replies == nil || len(b.replies) >= maxNotes {
		b.replies = map[cacheKey]reply.Reply{}
	}
	b.replies[n] = r
}
