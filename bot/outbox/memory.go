package outbox

import (
	"hash/maphash"
	"sync"
	"time"

	"prayerbot/content"
)

// An errand names what a parcel is about, the same at every try.
type errand struct {
	key  string       // of the delivery
	date content.Date // the local date; none for an announcement
}

// A memory knows what one courier has sent lately: so that a store that forgets
// what it was told a moment ago, or comes back after a silence, makes this
// process send nothing twice. It keeps 128 bits of a hash instead of each errand:
// at full speed there may be more than a million.
type memory struct {
	seeds [2]maphash.Seed

	mu   sync.Mutex
	sent map[mark]int64 // in ms since 1970
}

// A mark stands for an errand.
type mark [2]uint64

func newMemory() *memory {
	return &memory{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, sent: map[mark]int64{}}
}

func (m *memory) mark(e errand) mark {
	return mark{maphash.Comparable(m.seeds[0], e), maphash.Comparable(m.seeds[1], e)}
}

// lately is how long what was sent is remembered: longer than a store may lose
// when it crashes or hands over to its replica.
const lately = 5 * time.Minute

// note remembers that something was sent.
func (m *memory) note(e errand, now time.Time) {
	mark := m.mark(e)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sent[mark] = now.UnixMilli()
}

// knows tells whether something was sent lately.
func (m *memory) knows(e errand) bool {
	mark := m.mark(e)
	m.mu.Lock()
	defer m.mu.Unlock()
	_, was := m.sent[mark]
	return was
}

// forget drops what was sent longer ago than lately, or after now, as it would
// be with a clock that was set back.
func (m *memory) forget(now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for mark, at := range m.sent {
		if age := now.Sub(time.UnixMilli(at)); age > lately || age < -lately {
			delete(m.sent, mark)
		}
	}
}
