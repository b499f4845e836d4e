package main

import (
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// inFlight is how many deliveries the courier has in flight at once, and
// flights how many pipelines its store has on their way at once. The floors
// have the same: two pipelines at once, each for half of the deliveries.
const (
	inFlight = 64
	flights  = 2
	depth    = inFlight / flights
)

// A floor is what is sent to Redis for a batch of deliveries, without anything
// around it: no script, no look at an answer, no record that is read.
//
// What one delivery causes inside of Redis, by script:
//
//	lease    GET, ZRANGEBYSCORE, HMGET, HSET, ZADD and SET for each batch
//	Chat     HGETALL
//	attempt  HGET, HSET
//	finish   HGET, HMGET, LRANGE, HSET, HDEL, ZADD
//
// which makes 9 commands for each delivery and 6 for each batch. Each stage
// is one pipeline, because nothing can be noted before it is leased and nothing
// finished before it is sent.
type floor func(f floorRun, keys []string) error

// A floorRun is what a floor works with.
type floorRun struct {
	*rig
	client *redis.Client
	now    time.Time
}

// The texts are as long as the real ones.
const (
	state = "1795586400000 0 0 1 ABCDEFGHIJKLMNOPQRSTUVWXYZ.32"
	entry = "1Sg1a,1fzo;"
)

// of begins every key of the floors' platform, whose name is as long as
// telegram's.
const of = "pb:{floorrun}:"

// everyCommand sends every command that the scripts execute.
func everyCommand(f floorRun, chats []string) error {
	millis := strconv.FormatInt(f.now.UnixMilli(), 10)
	next := strconv.FormatInt(f.now.Add(24*time.Hour).UnixMilli(), 10)
	lease := f.client.Pipeline()
	lease.Get(f, of+"lease")
	lease.ZRangeByScoreWithScores(f, of+"due", &redis.ZRangeBy{Min: "-inf", Max: millis, Count: int64(len(chats))})
	keys, lines, scores := []string{}, []any{}, []any{"zadd", of + "due"}
	for _, chat := range chats {
		keys, lines, scores = append(keys, "s/1/"+chat), append(lines, "s/1/"+chat, state), append(scores, next, "s/1/"+chat)
	}
	lease.HMGet(f, of+"tries", keys...)
	lease.HSet(f, of+"tries", lines...)
	lease.Do(f, scores...)
	lease.Set(f, of+"lease", leaseAnswer(chats), time.Minute)
	read, attempt, finish := f.client.Pipeline(), f.client.Pipeline(), f.client.Pipeline()
	for _, chat := range chats {
		read.HGetAll(f, of+"chat:"+chat)
		attempt.HGet(f, of+"tries", "s/1/"+chat)
		attempt.HSet(f, of+"tries", "s/1/"+chat, state)
		finish.HGet(f, of+"tries", "s/1/"+chat)
		finish.HMGet(f, of+"chat:"+chat, "r", "1", "1d", "a", "b")
		finish.LRange(f, of+"log:"+chat, 0, -1)
		finish.HSet(f, of+"chat:"+chat, "1d", "20782", "a", entry)
		finish.HDel(f, of+"tries", "s/1/"+chat)
		finish.Do(f, "zadd", of+"due", next, "s/1/"+chat)
	}
	return f.send(lease, read, attempt, finish)
}

// everyTrip sends one plain command where the store sends one call: for each
// batch one that reads what is due, for each delivery one that reads the chat,
// one that notes the attempt and one that writes what finish writes.
func everyTrip(f floorRun, chats []string) error {
	millis := strconv.FormatInt(f.now.UnixMilli(), 10)
	lease, read, attempt, finish := f.client.Pipeline(), f.client.Pipeline(), f.client.Pipeline(), f.client.Pipeline()
	lease.ZRangeByScoreWithScores(f, of+"due", &redis.ZRangeBy{Min: "-inf", Max: millis, Count: int64(len(chats))})
	for _, chat := range chats {
		read.HGetAll(f, of+"chat:"+chat)
		attempt.HSet(f, of+"tries", "s/1/"+chat, state)
		finish.HSet(f, of+"chat:"+chat, "1d", "20782", "a", entry)
	}
	return f.send(lease, read, attempt, finish)
}

// send sends one pipeline after the other.
func (f floorRun) send(pipelines ...redis.Pipeliner) error {
	for _, pipe := range pipelines {
		if _, err := pipe.Exec(f); err != nil && err != redis.Nil {
			return err
		}
	}
	return nil
}

// leaseAnswer is as long as what lease remembers for a repeat.
func leaseAnswer(chats []string) string {
	text := "ABCDEFGHIJKLMNOPQRSTUVWXYZ ["
	for _, chat := range chats {
		text += fmt.Sprintf("%q,%q,%q,%q,%q,", "s/1/"+chat, "1795586400000", "0", "0", "0")
	}
	return text
}

// floorRace sends a floor's commands for n chats, which are stored as the real
// ones are.
func (r *rig) floorRace(on stores, n int, send floor) effort {
	due := time.Now()
	r.must(fill(r, on.store, "floorrun", n, func(int) time.Time { return due }))
	return r.measure(on.raw, func() time.Duration {
		return floorRun{r, on.raw, due}.all(n, send)
	})
}

// all sends a floor's commands for all chats, and returns how long that took.
func (f floorRun) all(n int, send floor) time.Duration {
	failed := make(chan error, flights)
	var wait sync.WaitGroup
	began := time.Now()
	for w := range flights {
		wait.Go(func() {
			for i := w * depth; i < n; i += inFlight {
				if err := send(f, batch(i, min(n, i+depth))); err != nil {
					failed <- err
					return
				}
			}
		})
	}
	wait.Wait()
	took := time.Since(began)
	close(failed)
	f.must(<-failed)
	return took
}

// batch are the keys of the chats from one to before another.
func batch(from, to int) []string {
	var chats []string
	for i := from; i < to; i++ {
		chats = append(chats, strconv.Itoa(firstChat+i))
	}
	return chats
}
