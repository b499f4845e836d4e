package redisstore

import (
	"context"
	"slices"
	"testing"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
)

// Whatever kind of key holds what it cannot hold, it is listed: where it stands, and
// once it was taken out of the way.
func TestEveryKindOfKeyThatCannotBeReadIsListed(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	for _, is := range shapes {
		key := exampleOf(is)
		put := []any{"SADD", key, "junk"}
		if is.redis == "set" {
			put = []any{"SET", key, "junk"}
		}
		for _, aside := range []bool{false, true} {
			if err := s.client.Do(t.Context(), put...).Err(); err != nil {
				t.Fatal(err)
			}
			if aside {
				if err := s.setAside(t.Context(), is.kind, key); err != nil {
					t.Fatal(err)
				}
			}
			wantDead(t, s, is.kind, key)
			dropAll(t, s)
			s.client.FlushAll(t.Context())
		}
	}
}

// exampleOf is a key of a shape.
func exampleOf(is shape) string {
	key := is.begins
	for i := range key {
		if key[i] == '*' {
			key = key[:i] + "telegram" + key[i+1:]
			break
		}
	}
	if last := key[len(key)-1]; last == ':' || last == '/' {
		key += "7"
	}
	return key
}

// dropAll drops all that is listed, twice; then nothing is.
func dropAll(t *testing.T, s *Store) {
	t.Helper()
	all, err := s.Dead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range append(all, all...) {
		if err := s.Drop(t.Context(), d); err != nil {
			t.Errorf("%+v is not dropped: %v", d, err)
		}
	}
	if all, err = s.Dead(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("after all is dropped there are %+v, %v", all, err)
	}
}

func wantDead(t *testing.T, s *Store, kind, key string) {
	t.Helper()
	all, err := s.Dead(t.Context())
	if err != nil || !slices.ContainsFunc(all, func(d store.Dead) bool { return d.Kind == kind && d.Key == key && d.Mark == s.unreadable.Mark(key) }) {
		t.Errorf("%s is not listed as a %s among %+v, %v", key, kind, all, err)
	}
}

// What stands within a key and cannot be read is listed under the mark that the one
// who reads it is told.
func TestEveryKindOfRecordWithinAKeyIsListed(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	chat, feed := chatKey("telegram", "7"), "herald"
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct {
		kind, key string
		put       []any
	}{
		{"chat", chat, []any{"HSET", chat, "1", "?"}},
		{"line of a ledger", chat, []any{"HSET", chat, "a", "?;"}},
		{"announcement", announcementKey("abc"), []any{"HSET", announcementKey("abc"), "state", "?"}},
		{"community", communityKey("abc"), []any{"HSET", communityKey("abc"), "o", "?"}},
		{"community", communityKey("abc"), []any{"HSET", communityKey("abc"), "o", "telegram:7", "j", "?"}},
		{"community", communityKey("abc"), []any{"HSET", communityKey("abc"), "o", "telegram:7", "t", "?"}},
		{"delivery", triesKey("telegram") + "s/1/7", []any{"HSET", triesKey("telegram"), "s/1/7", "?"}},
		{"headline", "{", []any{"HSET", headlinesKey, "7", "{"}},
		{"state of a feed", feed, []any{"HSET", feedsKey, feed, "{"}},
		{"entry of the audit log", "{", []any{"ZADD", auditLogKey(record.Audience{}), now.UnixMilli(), "{"}},
		{"due time", dueKey("telegram") + "junk", []any{"ZADD", dueKey("telegram"), 0, "junk"}},
	} {
		if err := s.client.Do(t.Context(), test.put...).Err(); err != nil {
			t.Fatal(err)
		}
		if test.kind == "due time" {
			if _, err := s.Lease(t.Context(), "telegram", now, now.Add(time.Minute), outbox.Want{All: 9}); err != nil {
				t.Fatal(err)
			}
		}
		wantDead(t, s, test.kind, test.key)
		dropAll(t, s)
		s.client.FlushAll(context.Background())
	}
}
