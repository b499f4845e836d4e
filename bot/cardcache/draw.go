package cardcache

import (
	"context"
	"fmt"
	"runtime/debug"
	"time"

	"prayerbot/content/card"
)

// draw draws a card when it has the slot, which it gives back after a rest.
func (c *Cache) draw(of card.Card) (data []byte, err error) {
	s := <-c.slot
	began := c.cfg.Clock.Now()
	data, err = c.drawWith(s, of)
	go c.rest(s, c.cfg.Clock.Now().Sub(began))
	return data, err
}

// rest gives the slot back after as long as it was held.
func (c *Cache) rest(s *slot, d time.Duration) {
	_ = c.cfg.Clock.Sleep(context.Background(), d)
	c.slot <- s
}

// watch notes that a card was brought, and has somebody wait until none is any more.
func (c *Cache) watch() {
	c.last = c.cfg.Clock.Now()
	if !c.watched {
		c.watched = true
		go c.giveBack()
	}
}

// giveBack gives back what is kept in memory when no card was brought for a while: first
// what draws, then the cards.
func (c *Cache) giveBack() {
	for !c.forget() {
		_ = c.cfg.Clock.Sleep(context.Background(), quiet)
		if c.since() >= quiet {
			c.putAway()
		}
	}
	debug.FreeOSMemory()
}

// putAway gives the painter back, where there is one, and what the garbage collector has
// freed: a drawing needs far more than the painter keeps.
func (c *Cache) putAway() {
	s := <-c.slot
	had := s.painter != nil
	s.painter = nil
	if c.slot <- s; had {
		debug.FreeOSMemory()
	}
}

// since is how long ago a card was brought.
func (c *Cache) since() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cfg.Clock.Now().Sub(c.last)
}

// forget empties the memory; false where a card was brought a while ago.
func (c *Cache) forget() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cfg.Clock.Now().Sub(c.last) < idle {
		return false
	}
	c.memory, c.watched = memory{most: c.memory.most}, false
	return true
}

// drawWith draws a card. A panic of the painter is an error, and the end of it.
func (c *Cache) drawWith(s *slot, of card.Card) (data []byte, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			s.painter, data, err = nil, nil, fmt.Errorf("drawing broke: %v", broken)
		}
	}()
	if s.painter == nil {
		if s.painter, err = c.cfg.Painter(); err != nil {
			return nil, err
		}
	}
	return s.painter.Draw(of)
}
