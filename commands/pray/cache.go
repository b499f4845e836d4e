package pray

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content"
)

// A ReplyCache remembers what is said on a day: most of the chats that are told
// something in one hour are told the same.
type ReplyCache struct {
	mu      sync.Mutex
	replies map[cacheKey]reply.Reply
}

// A cacheKey is all that a daily reply is made of. Nothing else reaches the
// function that makes it, so that chats share a reply only where it is theirs.
type cacheKey struct {
	library   *content.Library
	look      session.Look // a setting of the chat goes there, and nowhere else
	selection selectionKey
	date      content.Date
	due       time.Time // UTC; what is in the news is told as of then
	zone      string    // in which it is dated
}

// keyOf is the key of what a subscription is told for a slot. The selection is
// what the chat prays for, which may be that of its community.
func keyOf(library *content.Library, chat record.Chat, sub record.Subscription, selection content.Selection, slot record.Slot) cacheKey {
	return cacheKey{
		library: library, look: session.LookOf(chat), selection: packed(selection),
		date: slot.Date, due: slot.Due.UTC(), zone: sub.Zone,
	}
}

// build makes the reply of a key; false where it must not be kept. It is a
// function of the key and of what all sessions share: it closes over no chat.
func build(ctx context.Context, env *session.Env, k cacheKey) (reply.Reply, bool) {
	s := env.SessionFor(k.library, k.look, k.due)
	s.Settled = k.due.Add(-newsSettle)
	dated := record.Subscription{Zone: k.zone}
	point := k.library.Daily(k.date, k.selection.unpacked(), k.date)
	said := s.WithEnglishNote(daily(ctx, s, point, k.date, dated.Location()))
	return said, !s.NewsUnread
}

// maxReplies bounds the cache; one that is full begins anew.
const maxReplies = 1000

// of is the reply of a key, made where it is not known yet. What is kept is
// shared: the caller may add blocks, and change none.
func (c *ReplyCache) of(ctx context.Context, env *session.Env, k cacheKey) reply.Reply {
	c.mu.Lock()
	answer, known := c.replies[k]
	c.mu.Unlock()
	if known {
		return answer
	}
	answer, keep := build(ctx, env, k)
	if answer.Blocks = slices.Clip(answer.Blocks); keep {
		c.keep(k, answer)
	}
	return answer
}

func (c *ReplyCache) keep(k cacheKey, r reply.Reply) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.replies == nil || len(c.replies) >= maxReplies {
		c.replies = map[cacheKey]reply.Reply{}
	}
	c.replies[k] = r
}

// A selectionKey is a selection that can be compared: the keys of its
// countries, regions and lists in their order.
type selectionKey struct{ countries, regions, lists string }

// packed is the key of a selection.
func packed(s content.Selection) selectionKey {
	return selectionKey{strings.Join(s.Countries, ","), strings.Join(s.Regions, ","), strings.Join(s.Lists, ",")}
}

// unpacked is the selection of a key.
func (k selectionKey) unpacked() content.Selection {
	split := func(keys string) []string {
		if keys == "" {
			return nil
		}
		return strings.Split(keys, ",")
	}
	return content.Selection{Countries: split(k.countries), Regions: split(k.regions), Lists: split(k.lists)}
}
