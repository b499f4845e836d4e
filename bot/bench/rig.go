package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"testing"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store/redisstore"
	"prayerbot/bot/store/redistest"
)

// A rig is what a measurement stands on: it gives folders and servers and
// takes them back at the end. Its context ends when somebody interrupts.
type rig struct {
	context.Context
	size   size
	ending []func()
}

// A failure ends the measurement; run catches it.
type failure struct{ error }

// Fatal ends the measurement.
func (r *rig) Fatal(args ...any) { panic(failure{errors.New(fmt.Sprint(args...))}) }

// Fatalf ends the measurement.
func (r *rig) Fatalf(format string, args ...any) { panic(failure{fmt.Errorf(format, args...)}) }

// Cleanup calls f at the end of the measurement.
func (r *rig) Cleanup(f func()) { r.ending = append(r.ending, f) }

// TempDir is a new folder that goes at the end of the measurement.
func (r *rig) TempDir() string {
	folder, err := os.MkdirTemp("", "bench")
	r.must(err)
	r.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}

func (r *rig) must(err error) {
	if err != nil {
		r.Fatal(err)
	}
}

// run makes one measurement and tidies up after it, whatever happens.
func (r *rig) run(measure func(*rig) []row) (rows []row, err error) {
	defer func() {
		if f, ok := recover().(failure); ok {
			err = f.error
		}
		for i := len(r.ending) - 1; i >= 0; i-- {
			r.ending[i]()
		}
		r.ending = nil
	}()
	return measure(r), nil
}

// redis starts a server with the settings of the issue. It does not rewrite its
// file by itself: that would disturb whatever is measured just then.
func (r *rig) redis() *redistest.Server {
	return redistest.Start(tester{rig: r}, "--appendfsync", "everysec", "--auto-aof-rewrite-percentage", "0")
}

// A tester is a rig as redistest asks for it: what it calls of a test. The rest
// of testing.TB is nil and nobody calls it.
type tester struct {
	testing.TB
	rig *rig
}

func (t tester) Helper()                           {}
func (t tester) Fatal(args ...any)                 { t.rig.Fatal(args...) }
func (t tester) Fatalf(format string, args ...any) { t.rig.Fatalf(format, args...) }
func (t tester) Cleanup(f func())                  { t.rig.Cleanup(f) }
func (t tester) TempDir() string                   { return t.rig.TempDir() }

// silent is a log that nobody reads.
var silent = slog.New(slog.DiscardHandler)

// stores are the real store and a plain client, on one server.
type stores struct {
	store *redisstore.Store
	raw   *redis.Client
}

// fresh empties a server and opens the real store on it.
func (r *rig) fresh(server *redistest.Server) stores {
	raw := redis.NewClient(&redis.Options{Addr: server.Address()})
	r.Cleanup(func() { raw.Close() })
	r.must(raw.FlushAll(r).Err())
	store, err := redisstore.Open(r, server.URL(), silent)
	r.must(err)
	r.Cleanup(func() { store.Close() })
	return stores{store, raw}
}
