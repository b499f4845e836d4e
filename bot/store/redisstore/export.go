package redisstore

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store/archive"
)

// archives lets all that is kept leave the server and come in.
type archives struct{ *connection }

// exportTime bounds one look at the server while all is read: a page is more than
// a person waits for.
const exportTime = 30 * time.Second

// Export gives each record as it is when its turn comes.
func (s archives) Export(ctx context.Context, give func(archive.Item) error) error {
	marks, err := s.client.ZRangeWithScores(ctx, forgottenKey, 0, -1).Result()
	if err != nil {
		return err
	}
	for _, z := range marks {
		mark, _ := z.Member.(string)
		if err := give(archive.Item{Forgotten: &archive.Mark{Mark: mark, At: time.UnixMilli(int64(z.Score)).UTC()}}); err != nil {
			return err
		}
	}
	return s.eachServer(ctx, func(ctx context.Context, server redis.Cmdable) error {
		e := exporting{archives: s, ctx: ctx, server: server, give: give}
		return errors.Join(eachPage(ctx, server, "pb:*", e.page), eachPage(ctx, server, asidePrefix+"*", e.setAside))
	})
}

// eachServer does something on each server that has keys of its own, one after the
// other.
func (s *connection) eachServer(ctx context.Context, do func(context.Context, redis.Cmdable) error) error {
	cluster, is := s.client.(*redis.ClusterClient)
	if !is {
		return do(ctx, s.client)
	}
	var mu sync.Mutex
	return cluster.ForEachMaster(ctx, func(ctx context.Context, server *redis.Client) error {
		mu.Lock() // the servers are asked at the same time
		defer mu.Unlock()
		return do(ctx, server)
	})
}

// eachPage gives the keys of a server with a pattern, a page at a time. A key may
// come twice.
func eachPage(ctx context.Context, server redis.Cmdable, pattern string, do func(keys []string) error) error {
	for at, more := uint64(0), true; more; more = at != 0 {
		keys, next, err := server.Scan(ctx, at, pattern, pageSize).Result()
		if err != nil {
			return err
		}
		if err := do(keys); err != nil {
			return err
		}
		at = next
	}
	return nil
}

// An exporting gives the records of one server.
type exporting struct {
	archives
	ctx    context.Context
	server redis.Cmdable
	give   func(archive.Item) error
}

// archivedKinds are the kinds of keys of which an archive holds records.
var archivedKinds = []string{
	"chat", "announcement", "community", "due times", "copies", "roles", "audit log", "recent announcements", "recalls", "concerns",
	"headlines", "marks of headlines", "feeds",
}

// setAside gives the kinds of keys that were set aside, because they could not be read.
func (e exporting) setAside(keys []string) (err error) {
	for _, key := range keys {
		key = strings.TrimPrefix(key, asidePrefix)
		if is, _ := shapeOf(key); slices.Contains(archivedKinds, is.kind) {
			err = errors.Join(err, e.giveRead(key, archive.Item{}, false))
		}
	}
	return err
}

// page gives what a page of keys holds: the hashes that are one record each read
// together, and each other key by itself.
func (e exporting) page(keys []string) error {
	var hashes, rest []string
	for _, key := range keys {
		switch is, _ := shapeOf(key); is.kind {
		case "chat", "announcement", "community":
			hashes = append(hashes, key)
		default:
			rest = append(rest, key)
		}
	}
	if err := e.hashes(hashes); err != nil {
		return err
	}
	for _, key := range rest {
		err := e.key(key)
		if is, _ := shapeOf(key); wrongType(err) && slices.Contains(archivedKinds, is.kind) {
			err = e.giveRead(key, archive.Item{}, false)
		}
		if err != nil && !wrongType(err) {
			return err
		}
	}
	return nil
}

// giveRead gives what a key holds, or its kind where that cannot be read.
func (e exporting) giveRead(key string, item archive.Item, read bool) error {
	if !read {
		is, _ := shapeOf(key)
		item = archive.Item{Unreadable: is.kind}
	}
	return e.give(item)
}
