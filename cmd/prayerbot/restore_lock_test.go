package main

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/store/archive"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
	"prayerbot/bot/store/redistest"
)

// Of two restores at once the second is refused, and goes once the first has ended.
func TestOfTwoRestoresAtOnceOneIsRefused(t *testing.T) {
	filledFolder(t, "7")
	file := filepath.Join(t.TempDir(), "all.backup")
	says(t, exitFine, "is written", "", "backup", file)
	server := redistest.Start(t)
	t.Setenv("REDIS_URL", server.URL())
	s, err := redisstore.Open(t.Context(), server.URL(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if held, err := s.Acquire(t.Context(), archive.RestoreLock, "another", time.Minute); err != nil || !held {
		t.Fatal(held, err)
	}
	says(t, exitFailed, "another restore into this store is under way", "", "restore", file)
	if err := s.Release(t.Context(), archive.RestoreLock, "another"); err != nil {
		t.Fatal(err)
	}
	says(t, exitFine, "is restored", "", "restore", file)
	chatsIn(t, s, "7")
	if held, err := s.Acquire(t.Context(), "telegram", "a bot", time.Minute); err != nil || !held {
		t.Errorf("after the restore no bot can begin: %v, %v", held, err)
	}
}

// A restore that has lost its lock ends.
func TestARestoreThatHasLostItsLockEnds(t *testing.T) {
	s, err := boltstore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	c := clock.NewManual(time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC))
	err = restoreAlone(surroundings{Context: t.Context()}, c, thief{s}, 0, func(ctx context.Context) error {
		for ctx.Err() == nil {
			c.Advance(time.Second)
		}
		return ctx.Err()
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// A thief is a store that gives its lock to somebody else when it is renewed.
type thief struct{ *boltstore.Store }

func (s thief) Acquire(ctx context.Context, name, owner string, ttl time.Duration) (bool, error) {
	held, err := s.Store.Acquire(ctx, name, owner, ttl)
	s.Store.Release(ctx, name, owner)
	s.Store.Acquire(ctx, name, "another", ttl)
	return held, err
}
