package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/doctor"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
)

// awaits opens a store that answers after so many tries, by a clock that goes on
// whenever somebody waits. It says how long was waited.
func awaits(t *testing.T, tries int, otherwise error) (kept store.Store, waited time.Duration, said string, err error) {
	t.Helper()
	began := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	c := clock.NewManual(began)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	go func() {
		for {
			select {
			case <-c.Asleep():
				c.Advance(lookEvery)
			case <-ctx.Done():
				return
			}
		}
	}()
	var log bytes.Buffer
	kept, err = openAwaited(surroundings{Context: ctx}, c, slog.New(slog.NewTextHandler(&log, nil)), func() (store.Store, error) {
		if tries--; tries >= 0 {
			return nil, otherwise
		}
		return boltstore.Open(t.TempDir())
	})
	return kept, c.Now().Sub(began), log.String(), err
}

func TestAStoreThatIsNotThereYetIsWaitedForAMinute(t *testing.T) {
	away := &redisstore.AwayError{Cause: errors.New("connection refused")}
	kept, waited, said, err := awaits(t, 5, away)
	if err != nil || waited != 5*lookEvery || strings.Count(said, "waited for") != 1 {
		t.Errorf("after %s: %v, %s", waited, err, said)
	}
	kept.Close()
	if _, waited, _, err := awaits(t, 1000, away); !errors.Is(err, away) || waited != awaitStore {
		t.Errorf("one that never comes: after %s %v", waited, err)
	}
	refused := &doctor.Result{State: doctor.Fault, Found: "it refused the password"}
	if _, waited, said, err := awaits(t, 1000, refused); !errors.Is(err, refused) || waited != 0 || said != "" {
		t.Errorf("one that refuses: after %s %v, %s", waited, err, said)
	}
}

func TestAStartThatWaitsCanBeStopped(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	away := &redisstore.AwayError{Cause: errors.New("connection refused")}
	_, err := openAwaited(surroundings{Context: ctx}, clock.System{}, slog.New(slog.DiscardHandler), func() (store.Store, error) { return nil, away })
	if !errors.Is(err, away) {
		t.Error(err)
	}
}

// From the first second on the bot says how it is, and why it is not ready: that its
// Redis is not there yet.
func TestItSaysThatItIsStartingAsLongAsItsStoreIsNotThere(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	address := freeAddress(t)
	for name, value := range map[string]string{
		"TELEGRAM_TOKEN": goodTelegram, "TELEGRAM_API_URL": "http://127.0.0.1:1", "DISCORD_TOKEN": "", "PRAYERBOT_FEEDS": "none",
		"PRAYERBOT_DATA": t.TempDir(), "REDIS_URL": "redis://127.0.0.1:1/0", "PRAYERBOT_HTTP": address,
	} {
		t.Setenv(name, value)
	}
	ended := make(chan int, 1)
	go func() {
		ended <- start(surroundings{Context: ctx, in: strings.NewReader(""), out: io.Discard, err: io.Discard}, nil)
	}()
	var ready bool
	var said string
	if !clock.Await(10*time.Second, time.Millisecond, func() (answers bool) {
		var err error
		ready, said, err = askReady(ctx, address)
		return err == nil
	}) {
		t.Fatal("it does not answer")
	}
	if ready || said != "store: it is not open yet: the bot is starting" {
		t.Errorf("ready is %v, and it says %q", ready, said)
	}
	stop()
	<-ended
}
