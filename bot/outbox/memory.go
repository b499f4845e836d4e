package outbox

import (
	"hash/maphash"
	"sync"
	"time"

	"prayerbot/content"
)

// An occurrence names what a task is about, the same at every try.
type occurrence struct {
	key  string       // of the delivery
	date content.Date // the local date; none for an announcement
}

// A memory knows what one courier has sent lately: so that a store that forgets
// what it was told a moment ago, or comes back after a silence, makes this
// process send nothing twice. It keeps 128 bits of a hash instead of each occurrence:
// at full speed there may be more than a million.
type memory struct {
	seeds [2]maphash.Seed

	mu   sync.Mutex
	sent map[fingerprint]int64 // in ms since 1970
}

// A fingerprint stands for an occurrence.
type fingerprint [2]uint64

func newMemory() *memory {
	return &memory{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, sent: map[fingerprint]int64{}}
}

func (m *memory) fingerprint(e occurrence) fingerprint {
	return fingerprint{maphash.Comparable(m.seeds[0], e), maphash.Comparable(m.seeds[1], e)}
}

// lately is how long what was sent is remembered: longer than a store may lose
// when it crashes or hands over to its replica.
const lately = 5 * time.Minute

// note remembers that something was sent.
func (m *memory) note(e occurrence, now time.Time) {
	fingerprint := m.fingerprint(e)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sent[fingerprint] = now.UnixMilli()
}

// knows tells whether something was sent lately.
func (m *memory) knows(e occurrence) bool {
	fingerprint := m.fingerprint(e)
	m.mu.Lock()
	defer m.mu.Unlock()
	_, was := m.sent[fingerprint]
	return was
}

// forget drops what was sent longer ago than lately, or after now, as it would
// be with a clock that was set back.
func (m *memory) forget(now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for fingerprint, at := range m.sent {
		if age := now.Sub(time.UnixMilli(at)); age > lately || age < -lately {
			delete(m.sent, fingerprint)
		}
	}
}
