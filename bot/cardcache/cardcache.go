package cardcache

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/commands/reply"
	"prayerbot/content/card"
)

// The bounds of what is kept, in bytes.
const (
	maxMemory = 32 << 20
	maxFolder = 256 << 20
)

const (
	patience   = 3 * time.Second  // that somebody waits for a card
	failedFor  = 10 * time.Minute // that a card which could not be drawn is not tried again
	maxFailed  = 1000             // that are remembered; then it begins anew
	maxWaiting = 100              // cards that wait to be drawn; for more there is no time
	quiet      = time.Minute      // without another card, after which what draws is given back
	idle       = 10 * time.Minute // without another card, after which those in memory are
)

// form is the form of the drawings: a change of the designs raises it, so that what
// older versions have drawn is not shown any more.
const form = "1"

// ErrBusy says that a card is not there in time, and ErrFailed that it could not be
// drawn a while ago.
var (
	ErrBusy   = errors.New("the card is not drawn yet")
	ErrFailed = errors.New("the card could not be drawn a while ago")
)

// A Painter draws cards, one at a time.
type Painter interface {
	Draw(c card.Card) ([]byte, error)
}

// Config is what a Cache is made of.
type Config struct {
	Folder  string // where cards are kept beside memory; "" is nowhere
	Clock   clock.Clock
	Log     *slog.Logger
	Painter func() (Painter, error) // makes what draws; called when something is to be drawn
}

// A Cache has cards drawn, and keeps them. It is safe for concurrent use.
type Cache struct {
	cfg    Config
	folder *folder // nil keeps none
	slot   chan *slot

	mu      sync.Mutex
	memory  memory
	waiting map[string]*drawing
	failed  map[string]time.Time // until when
	last    time.Time            // when another card was brought
	watched bool                 // somebody waits to give back what is kept
}

// A slot is the right to draw. It is held by one at a time.
type slot struct {
	painter Painter // nil where there is none yet
}

// A drawing is a card on its way.
type drawing struct {
	done chan struct{} // closed at its end
	data []byte
	err  error
}

// New makes a Cache. It draws nothing and reads nothing before it is asked.
func New(cfg Config) *Cache {
	c := &Cache{cfg: cfg, slot: make(chan *slot, 1), memory: memory{most: maxMemory}, waiting: map[string]*drawing{}, failed: map[string]time.Time{}}
	c.slot <- &slot{}
	if cfg.Folder != "" {
		c.folder = &folder{path: cfg.Folder, most: maxFolder}
	}
	return c
}

// A file is a card that is drawn when it is sent. Files of equal cards are equal.
type file struct {
	cache *Cache
	card  card.Card
}

// File is a card that is drawn when it is sent.
func (c *Cache) File(of card.Card) reply.PictureFile { return file{c, of} }

// Bytes are the card as PNG. An error means that there is none at this moment.
func (f file) Bytes() ([]byte, error) { return f.cache.bytes(f.card) }

// keyOf names a card by all that is to be seen on it.
func keyOf(c card.Card) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %q", form, fmt.Sprintf("%#v", c)))
	return hex.EncodeToString(sum[:])
}

// bytes gives a card that is kept, or has it drawn: once for all who ask meanwhile.
func (c *Cache) bytes(of card.Card) ([]byte, error) {
	key := keyOf(of)
	data, d, err := c.join(key, of)
	if data != nil || err != nil {
		return data, err
	}
	return c.await(d)
}

// join gives a card that is in memory, or else the drawing of it, which it begins
// where nobody else has.
func (c *Cache) join(key string, of card.Card) ([]byte, *drawing, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if data, kept := c.memory.get(key); kept {
		return data, nil, nil
	}
	if c.cfg.Clock.Now().Before(c.failed[key]) {
		return nil, nil, ErrFailed
	}
	d := c.waiting[key]
	if d == nil {
		if len(c.waiting) >= maxWaiting {
			return nil, nil, ErrBusy
		}
		d = &drawing{done: make(chan struct{})}
		c.waiting[key] = d
		go c.bring(key, of, d)
	}
	return nil, d, nil
}

// await waits for a card, but not for long.
func (c *Cache) await(d *drawing) ([]byte, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	late := make(chan struct{})
	go func() {
		if c.cfg.Clock.Sleep(ctx, patience) == nil {
			close(late)
		}
	}()
	select {
	case <-d.done:
		return d.data, d.err
	case <-late:
		return nil, ErrBusy
	}
}

// bring takes a card from the folder or has it drawn, and keeps it.
func (c *Cache) bring(key string, of card.Card, d *drawing) {
	defer close(d.done)
	d.data = c.folder.read(key)
	if d.data == nil {
		if d.data, d.err = c.draw(of); d.err == nil {
			d.err = c.folder.write(key, d.data)
		}
	}
	c.settle(key, d)
}

// settle notes what became of a card.
func (c *Cache) settle(key string, d *drawing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.waiting, key)
	c.watch()
	if d.data != nil {
		c.memory.put(key, d.data)
		if d.err != nil {
			c.cfg.Log.Warn("a card could not be kept in its folder", "error", d.err)
		}
		d.err = nil
		return
	}
	if len(c.failed) >= maxFailed {
		clear(c.failed)
	}
	c.failed[key] = c.cfg.Clock.Now().Add(failedFor)
	c.cfg.Log.Warn("a card could not be drawn; its messages go without", "error", d.err)
}
