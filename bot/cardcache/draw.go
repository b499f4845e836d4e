package cardcache

import (
	"context"
	"fmt"
	"time"

	"prayerbot/content/card"
)

// draw draws a card when it has the slot, which it gives back after a rest.
func (c *Cache) draw(of card.Card) (data []byte, err error) {
	s := <-c.slot
	began := c.cfg.Clock.Now()
	data, err = c.drawWith(s, of)
	s.last = c.cfg.Clock.Now()
	if !s.watched {
		s.watched = true
		go c.giveBack()
	}
	go c.rest(s, s.last.Sub(began))
	return data, err
}

// rest gives the slot back after as long as it was held.
func (c *Cache) rest(s *slot, d time.Duration) {
	_ = c.cfg.Clock.Sleep(context.Background(), d)
	c.slot <- s
}

// giveBack gives the painter and the memory back when nothing has been drawn for a
// while.
func (c *Cache) giveBack() {
	for {
		_ = c.cfg.Clock.Sleep(context.Background(), idle)
		s := <-c.slot
		still := c.cfg.Clock.Now().Sub(s.last) < idle
		if !still {
			s.painter, s.watched = nil, false
			c.forget()
		}
		c.slot <- s
		if !still {
			return
		}
	}
}

// forget empties the memory.
func (c *Cache) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.memory = memory{most: c.memory.most}
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
