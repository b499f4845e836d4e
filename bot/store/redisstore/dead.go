package redisstore

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/news"
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
	all    []store.Dead
	listed map[string]bool // by kind, mark and part: a scan may show a key twice
}

// Dead lists what cannot be read, what was set aside because of it, and the
// deliveries that were given up. It looks at all that is kept, page by page.
func (s maintenance) Dead(ctx context.Context) ([]store.Dead, error) {
	i := &inventory{connection: s.connection, listed: map[string]bool{}}
	err := s.eachServer(ctx, i.server)
	return i.all, err
}

func (i *inventory) add(d store.Dead) {
	d.Mark = i.unreadable.Mark(d.Key)
	if name := d.Kind + " " + d.Mark + " " + d.Place.Part + d.Reason + d.At.String(); !i.listed[name] {
		i.listed[name] = true
		i.all = append(i.all, d)
	}
}

// server goes through the keys of one server.
func (i *inventory) server(ctx context.Context, server redis.Cmdable) error {
	for _, pattern := range []string{asidePrefix + "*", "pb:*"} {
		err := eachPage(ctx, server, pattern, func(keys []string) error {
			for _, key := range keys {
				if err := i.look(ctx, server, key); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
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
		i.add(store.Dead{Kind: is.kind, Key: was, Place: store.Place{Key: key}})
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
		i.add(store.Dead{Kind: is.kind, Key: key, Place: store.Place{Key: key}})
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
			i.add(store.Dead{Kind: kind, Key: key, Place: store.Place{Key: key}})
		}
		for _, field := range []string{"a", "b"} {
			if _, lines := decodeLedger(fields[field]); kind == "chat" && lines > 0 {
				i.add(store.Dead{Kind: "line of a ledger", Key: key, Place: store.Place{Key: key, Part: field}})
			}
		}
		return err
	case "deliveries", "headlines", "feeds":
		return i.fields(ctx, server, kind, key)
	case "audit log":
		lines, err := server.ZRange(ctx, key, 0, -1).Result()
		for _, line := range lines {
			if json.Unmarshal([]byte(line), &record.AuditEntry{}) != nil {
				i.add(store.Dead{Kind: "entry of the audit log", Key: line, Place: store.Place{Key: key, Part: line}})
			}
		}
		return err
	case "dead letters":
		return i.letters(ctx, server, key)
	}
	return nil
}

// fields looks at the fields of a key, each of which is a record. Each is marked as
// whoever reads it marks it.
func (i *inventory) fields(ctx context.Context, server redis.Cmdable, kind, key string) error {
	all, err := server.HGetAll(ctx, key).Result()
	for field, value := range all {
		switch kind {
		case "deliveries":
			if _, wrong := decodeLease(value); wrong != nil {
				i.add(store.Dead{Kind: "delivery", Key: key + field, Place: store.Place{Key: key, Part: field}})
			}
		case "headlines":
			if _, is := decodeHeadline(value); !is {
				i.add(store.Dead{Kind: "headline", Key: value, Place: store.Place{Key: key, Part: field}})
			}
		case "feeds":
			if json.Unmarshal([]byte(value), &news.State{}) != nil {
				i.add(store.Dead{Kind: "state of a feed", Key: field, Place: store.Place{Key: key, Part: field}})
			}
		}
	}
	return err
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
		d := store.Dead{Kind: "delivery", Key: platform + " " + of("key"), Reason: of("reason"), Place: store.Place{Key: key, Part: of("key")}}
		if ms, wrong := strconv.ParseInt(of("at"), 10, 64); wrong == nil && ms > 0 {
			d.At = time.UnixMilli(ms).UTC()
		}
		if is, wrong := outbox.ParseKey(platform, of("key")); wrong == nil {
			d.Delivery = &is
		} else {
			d = store.Dead{Kind: "due time", Key: dueKey(platform) + of("key"), At: d.At, Place: d.Place}
		}
		i.add(d)
	}
	return err
}
