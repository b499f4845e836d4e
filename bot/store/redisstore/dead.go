package redisstore

import (
	"context"
	"crypto/rand"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// takeSalt takes the salt of the marks in the log, which is made where there is
// none. Where it cannot be written, this process has one of its own.
func (s *connection) takeSalt(ctx context.Context) {
	ctx, cancel := within(ctx)
	defer cancel()
	_ = s.client.SetNX(ctx, markSaltKey, rand.Text(), 0).Err()
	if salt := s.client.Get(ctx, markSaltKey).Val(); len(salt) == store.SaltSize {
		s.unreadable.Salt(salt)
	}
}

// An inventory lists what was set aside.
type inventory struct {
	*connection
	all []store.Dead
}

// Dead lists what cannot be read, what was set aside because of it, and the
// deliveries that were given up. It looks at all that is kept, page by page.
func (s maintenance) Dead(ctx context.Context) ([]store.Dead, error) {
	i := &inventory{connection: s.connection}
	cluster, is := s.client.(*redis.ClusterClient)
	if !is {
		err := i.server(ctx, s.client)
		return i.all, err
	}
	var mu sync.Mutex
	err := cluster.ForEachMaster(ctx, func(ctx context.Context, server *redis.Client) error {
		mu.Lock() // the servers are asked at the same time
		defer mu.Unlock()
		return i.server(ctx, server)
	})
	return i.all, err
}

func (i *inventory) add(d store.Dead) {
	d.Mark = i.unreadable.Mark(d.Key)
	i.all = append(i.all, d)
}

// server goes through the keys of one server.
func (i *inventory) server(ctx context.Context, server redis.Cmdable) error {
	for _, pattern := range []string{asidePrefix + "*", "pb:*"} {
		for at, more := uint64(0), true; more; more = at != 0 {
			keys, next, err := server.Scan(ctx, at, pattern, pageSize).Result()
			if err != nil {
				return err
			}
			for _, key := range keys {
				if err := i.look(ctx, server, key); err != nil {
					return err
				}
			}
			at = next
		}
	}
	return nil
}

// look looks at one key.
func (i *inventory) look(ctx context.Context, server redis.Cmdable, key string) error {
	if was, aside := strings.CutPrefix(key, asidePrefix); aside {
		if strings.HasPrefix(was, "{") {
			was = strings.TrimSuffix(strings.TrimPrefix(was, "{"), "}")
		}
		is, _ := shapeOf(was)
		i.add(store.Dead{Kind: is.kind, Key: was})
		return nil
	}
	is, known := shapeOf(key)
	if !known {
		return nil
	}
	kind, err := server.Type(ctx, key).Result()
	switch {
	case err != nil:
		return err
	case kind != is.redis && kind != "none":
		i.add(store.Dead{Kind: is.kind, Key: key})
		return nil
	}
	return i.within(ctx, server, is.kind, key)
}

// within looks at what a key holds.
func (i *inventory) within(ctx context.Context, server redis.Cmdable, kind, key string) error {
	switch kind {
	case "chat", "announcement", "community":
		fields, err := server.HGetAll(ctx, key).Result()
		if err == nil && unread(kind, key, fields) {
			i.add(store.Dead{Kind: kind, Key: key})
		}
		return err
	case "deliveries":
		lines, err := server.HGetAll(ctx, key).Result()
		for delivery, line := range lines {
			if _, wrong := decodeLease(line); wrong != nil {
				i.add(store.Dead{Kind: "delivery", Key: key + delivery})
			}
		}
		return err
	case "dead letters":
		return i.letters(ctx, server, key)
	}
	return nil
}

// unread tells whether a record cannot be read.
func unread(kind, key string, fields map[string]string) bool {
	var err error
	switch id := key[strings.LastIndex(key, ":")+1:]; kind {
	case "chat":
		_, err = decodeChat(record.ChatID{Platform: platformOf(key), Key: id}, fields)
	case "announcement":
		_, err = decodeAnnouncement(id, fields, time.Time{})
	case "community":
		_, err = decodeCommunity(id, fields)
	}
	return err != nil
}

// platformOf is what stands in the braces of a key.
func platformOf(key string) string {
	_, rest, _ := strings.Cut(key, "{")
	platform, _, _ := strings.Cut(rest, "}")
	return platform
}

// letters lists the deliveries that were given up.
func (i *inventory) letters(ctx context.Context, server redis.Cmdable, key string) error {
	platform := platformOf(key)
	all, err := server.XRange(ctx, key, "-", "+").Result()
	for _, letter := range all {
		of := func(field string) string { text, _ := letter.Values[field].(string); return text }
		d := store.Dead{Kind: "delivery", Key: platform + " " + of("key"), Reason: of("reason")}
		if ms, wrong := strconv.ParseInt(of("at"), 10, 64); wrong == nil && ms > 0 {
			d.At = time.UnixMilli(ms).UTC()
		}
		if _, wrong := outbox.ParseKey(platform, of("key")); wrong != nil {
			d = store.Dead{Kind: "due time", Key: dueKey(platform) + of("key"), At: d.At}
		}
		i.add(d)
	}
	return err
}
