package main

import (
	"errors"
	"log/slog"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
)

// openStore opens Redis where it is given, else the embedded file. observe is told how
// long each question and change took, and whether the store has failed it; nil is told
// nothing.
func openStore(world surroundings, c Config, log *slog.Logger, observe func(took time.Duration, failed bool)) (store.Store, error) {
	if world.kept != nil {
		return lent{world.kept}, nil
	}
	if observe == nil {
		observe = func(time.Duration, bool) {}
	}
	if c.Redis != "" {
		return redisstore.Open(world, c.Redis, log, redisstore.Observe(observe))
	}
	return boltstore.Open(c.Data, boltstore.Log(log), boltstore.Observe(observe))
}

// lookInto opens the store for reading alone: it is left as it is, in its form
// too. Where nothing was ever stored in the embedded file, the error is
// fs.ErrNotExist.
func lookInto(world surroundings, c Config) (store.Store, error) {
	if world.kept != nil {
		return lent{world.kept}, nil
	}
	if c.Redis != "" {
		return redisstore.Look(world, c.Redis)
	}
	return boltstore.Look(c.Data)
}

// What a start waits for a Redis that is not there yet, as after the restart of a
// machine, and how often it looks.
const (
	awaitStore = time.Minute
	lookEvery  = 2 * time.Second
)

// openAwaited opens a store and waits for one that does not answer yet, but not
// for one that refuses.
func openAwaited(world surroundings, c clock.Clock, log *slog.Logger, open func() (store.Store, error)) (store.Store, error) {
	end, said := c.Now().Add(awaitStore), false
	for {
		kept, err := open()
		var away *redisstore.AwayError
		if !errors.As(err, &away) || !c.Now().Before(end) {
			return kept, err
		}
		if !said {
			log.Warn("the store is not there yet; it is waited for", "for", awaitStore.String(), "error", away.Cause)
			said = true
		}
		if world.Err() != nil || c.Sleep(world, lookEvery) != nil {
			return nil, err // it was told to stop
		}
	}
}
