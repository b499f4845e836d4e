package commandstest

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// chats remembers what became of chats.
type chats struct {
	*faults
	mu      sync.Mutex
	stopped map[record.ChatID]record.StopCause
	moved   map[record.ChatID]record.ChatID
	looks   int // how often it was asked what waits
}

func newChats(f *faults) *chats {
	return &chats{faults: f, stopped: map[record.ChatID]record.StopCause{}, moved: map[record.ChatID]record.ChatID{}}
}

// Stop remembers which chat was stopped, and why.
func (c *chats) Stop(_ context.Context, chat record.ChatID, cause record.StopCause, _ time.Time) error {
	c.perhapsPanic("stop")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.stopped[chat] = cause
	return nil
}

// StopGroup remembers that a group was stopped, and why.
func (c *chats) StopGroup(ctx context.Context, group record.ChatID, cause record.StopCause, now time.Time) error {
	return c.Stop(ctx, group, cause, now)
}

// Waits tells whether a chat was stopped.
func (c *chats) Waits(_ context.Context, chat record.ChatID) (bool, error) {
	return c.Stopped(chat) != "", nil
}

// Waiting are all chats that were stopped and not deleted, of whichever server.
func (c *chats) Waiting(context.Context, record.ChatID) (all []record.ChatID, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.looks++
	for id, cause := range c.stopped {
		if cause != record.StopDeleted {
			all = append(all, id)
		}
	}
	return all, nil
}

// Return is Resume where the bot may write in a place and show cards, and a forum that
// was stopped for want of a tag asks for none.
func (c *chats) Return(ctx context.Context, place reply.Place, now time.Time) (reply.Reply, error) {
	if !place.Bot.Post || place.Bot.Lacks&reply.RightEmbed != 0 || c.Stopped(place.Chat) == record.StopUntagged && place.Tagged {
		return reply.Reply{}, nil
	}
	return c.Resume(ctx, place.Chat, now)
}

// Resume remembers that a chat goes on, and says so where it was stopped.
func (c *chats) Resume(_ context.Context, chat record.ChatID, _ time.Time) (reply.Reply, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.stopped[chat] == "" {
		return reply.Reply{}, nil
	}
	delete(c.stopped, chat)
	return Said("I can write here again."), nil
}

// ResumeGroup is Resume for one chat, and where closedToo is true for the closed topics of
// it.
func (c *chats) ResumeGroup(ctx context.Context, group record.ChatID, closedToo bool, now time.Time) (said []reply.Addressed, err error) {
	ids := []record.ChatID{group}
	if closedToo {
		ids = append(ids, c.closedIn(group)...)
	}
	for _, id := range ids {
		r, failed := c.Resume(ctx, id, now)
		if err = errors.Join(err, failed); !r.Empty() {
			said = append(said, reply.Addressed{Chat: id, Reply: r})
		}
	}
	return said, err
}

// closedIn are the topics of a group that are stopped because they are closed.
func (c *chats) closedIn(group record.ChatID) (ids []record.ChatID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for id, cause := range c.stopped {
		if cause == record.StopClosed && strings.HasPrefix(id.Key, group.Key+"/") {
			ids = append(ids, id)
		}
	}
	return ids
}

// Move remembers which chat was moved.
func (c *chats) Move(_ context.Context, from, to record.ChatID) error {
	c.perhapsPanic("move")
	c.mu.Lock()
	defer c.mu.Unlock()
	c.moved[from] = to
	return nil
}

// Forwards remembers which channel's posts come to a group.
func (c *chats) Forwards(ctx context.Context, channel, group record.ChatID, _ time.Time) error {
	return c.Move(ctx, channel, group)
}

// Stopped is why a chat was stopped; "" where it was not.
func (c *chats) Stopped(chat record.ChatID) record.StopCause {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.stopped[chat]
}

// Looks is how often it was asked what waits in a server.
func (c *chats) Looks() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.looks
}

// Moved is where a chat went; empty where it stayed.
func (c *chats) Moved(chat record.ChatID) record.ChatID {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.moved[chat]
}
