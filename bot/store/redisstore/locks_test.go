package redisstore

import (
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store/archive"
	"prayerbot/bot/store/redistest"
)

// While somebody restores, nobody takes another lock, so that no bot begins; and the
// restore itself is not taken for a bot.
func TestNobodyBeginsWhileSomebodyRestores(t *testing.T) {
	s, err := Open(t.Context(), redistest.Start(t).URL(), silent)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	take := func(name, owner string) (bool, error) { return s.Acquire(t.Context(), name, owner, time.Minute) }
	if held, err := take(archive.RestoreLock, "first"); err != nil || !held {
		t.Fatal(held, err)
	}
	if held, err := take(archive.RestoreLock, "second"); err != nil || held {
		t.Errorf("two restore at once: %v, %v", held, err)
	}
	if held, err := take("telegram", "a bot"); held || err == nil || !strings.Contains(err.Error(), "restore into this store is under way") {
		t.Errorf("a bot begins meanwhile: %v, %v", held, err)
	}
	if used, err := s.InUse(t.Context()); err != nil || used {
		t.Errorf("the restore is taken for a bot: %v, %v", used, err)
	}
	if err := s.Release(t.Context(), archive.RestoreLock, "first"); err != nil {
		t.Fatal(err)
	}
	if held, err := take("telegram", "a bot"); err != nil || !held {
		t.Errorf("after it no bot begins: %v, %v", held, err)
	}
	if used, err := s.InUse(t.Context()); err != nil || !used {
		t.Errorf("a bot is not seen: %v, %v", used, err)
	}
}
