package bible

import "sync"

// All Bibles together keep passages of at most twice this many bytes, and none
// that is longer than keptBytes: what stands under the points of one language takes
// about 150 KB, and all never over 3 MB.
const (
	keptHalf  = 1 << 20
	keptBytes = 4096
	keptCost  = 320 // bytes that an answer takes beside its text, in its map
)

// kept is what was asked lately of any translation.
var kept cache

// A cache keeps what was asked lately: when the young half is full it becomes
// the old one, and what is asked again of that is young once more. The zero
// cache is empty and ready.
type cache struct {
	mu         sync.Mutex
	young, old map[question]answer
	size       int // bytes of the young half
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
	if c.young == nil || c.size > keptHalf-keptBytes-keptCost {
		c.young, c.old, c.size = map[question]answer{}, c.young, 0
	}
	c.young[q] = a
	c.size += len(a.text) + keptCost
}
