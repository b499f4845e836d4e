package main

import (
	"context"
	"errors"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/store"
	"prayerbot/bot/store/archive"
)

// How long the lock of a restore outlasts one that was killed, and how often it is
// renewed.
const (
	restoreTTL   = 30 * time.Second
	restoreRenew = 5 * time.Second
)

// errRestoring says that somebody else restores into the store.
var errRestoring = errors.New("another restore into this store is under way: wait for its end. One that was killed is taken for running for half a minute")

// restoreAlone restores while nobody else does, and no bot begins to work on the store.
// It waits for one that was just asking for a lock, which is seen then. Where the lock is
// lost, the restore ends.
func restoreAlone(world surroundings, c clock.Clock, kept store.Store, wait time.Duration, restore func(context.Context) error) error {
	owner := randomText()
	held, err := kept.Acquire(world, archive.RestoreLock, owner, restoreTTL)
	switch {
	case err != nil:
		return err
	case !held:
		return errRestoring
	}
	defer kept.Release(context.WithoutCancel(world.Context), archive.RestoreLock, owner)
	ctx, lost := context.WithCancel(world.Context)
	defer lost()
	go func() {
		for c.Sleep(ctx, restoreRenew) == nil {
			if held, err := kept.Acquire(ctx, archive.RestoreLock, owner, restoreTTL); err == nil && !held {
				lost()
			}
		}
	}()
	if err := c.Sleep(ctx, wait); err != nil {
		return err
	}
	return restore(ctx)
}
