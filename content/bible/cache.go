package bible

import "sync"

// A Bible keeps at most twice this many passages, each of at most this many
// bytes: what stands under points takes about 150 KB, and all never over 1 MB.
const (
	keptPassages = 256
	keptBytes    = 2048
)

// A cache keeps what was asked lately: when the young half is full it becomes
// the old one, and what is asked again of that is young once more. The zero
// cache is empty and ready.
type cache struct {
	mu         sync.Mutex
	young, old map[question]answer
}

func (c *cache) get(q question) (answer, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	found, ok := c.young[q]
	if ok {
		return found, true
	}
	if found, ok = c.old[q]; ok {
		c.add(q, found)
	}
	return found, ok
}

// put keeps an answer, a long one not.
func (c *cache) put(q question, a answer) {
	if len(a.text) > keptBytes {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.add(q, a)
}

// add keeps an answer; the caller holds the lock.
func (c *cache) add(q question, a answer) {
	if c.young == nil || len(c.young) >= keptPassages {
		c.young, c.old = map[question]answer{}, c.young
	}
	c.young[q] = a
}
