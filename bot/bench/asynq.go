package main

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/hibiken/asynq"

	"prayerbot/bot/clock"
)

// The peer as it comes, and tuned: as many workers as the courier has
// deliveries in flight, and looking for work as often as it can be told to.
var (
	asItComes = asynq.Config{LogLevel: asynq.FatalLevel}
	tuned     = asynq.Config{
		LogLevel: asynq.FatalLevel, Concurrency: inFlight,
		TaskCheckInterval: time.Millisecond, DelayedTaskCheckInterval: time.Millisecond,
	}
)

// asynqRace enqueues n scheduled tasks (ProcessIn), waits until all of them are
// due, starts the workers and measures from then until the last has been
// processed. The payload is as large as a delivery's key.
func asynqRace(r *rig, on stores, address string, n int, config asynq.Config) effort {
	redis := asynq.RedisClientOpt{Addr: address}
	enqueue(r, asynq.NewClient(redis), n)
	r.must(clock.System{}.Sleep(r, notYet))
	return measure(r, on.raw, func() time.Duration {
		return process(r, redis, n, config)
	})
}

// process starts workers, and returns how long it takes until n tasks have been
// processed.
func process(r *rig, redis asynq.RedisConnOpt, n int, config asynq.Config) time.Duration {
	var count atomic.Int64
	done := make(chan struct{})
	began := time.Now()
	server := asynq.NewServer(redis, config)
	r.must(server.Start(asynq.HandlerFunc(func(context.Context, *asynq.Task) error {
		if count.Add(1) == int64(n) {
			close(done)
		}
		return nil
	})))
	select {
	case <-done:
	case <-r.Done():
	}
	took := time.Since(began)
	server.Shutdown()
	r.must(r.Err())
	return took
}

// notYet is in how long a task is due when it is enqueued.
const notYet = 2 * time.Second

func enqueue(r *rig, client *asynq.Client, n int) {
	defer client.Close()
	var wait sync.WaitGroup
	failed := make(chan error, inFlight)
	for w := range inFlight {
		wait.Go(func() {
			for i := w; i < n; i += inFlight {
				task := asynq.NewTask("delivery", []byte("s/1/5000000000"))
				if _, err := client.EnqueueContext(r, task, asynq.ProcessIn(notYet)); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	wait.Wait()
	close(failed)
	r.must(<-failed)
}
