package main

import (
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// inFlight is how many deliveries the courier has in flight at once, and
// flights how many batches of them a floor has on their way at once, each in
// pipelines of its own. The courier's batches are of about that size too.
const (
	inFlight = 128
	flights  = 4
	depth    = inFlight / flights
)

// A floor is what is sent to Redis for a batch of deliveries, without anything
// around it: no script, no look at an answer, no record that is read.
//
// What the courier causes inside of Redis, by call:
//
//	lease    GET, 2 ZRANGEBYSCORE, HMGET, HSET, ZADD, SET for each batch
//	Chats    HGETALL for each delivery
//	attempt  HMGET, HSET for each batch
//	finish   HMGET, HDEL, ZADD for each batch; HMGET, HSET for each delivery
//
// Each stage is one pipeline, because nothing can be noted before it is leased
// and nothing finished before it is sent.
type floor func(f floorRun, keys []string) error

// A floorRun is what a floor works with.
type floorRun struct {
	*rig
	client *redis.Client
	now    time.Time
}

// The texts are as long as the real ones.
const (
	state = "1795586400000 0 0 1 ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	entry = "1Sg1a,1fzo;"
)

// of begins every key of the floors' platform, whose name is as long as
// telegram's.
const of = "pb:{floorrun}:"

// everyCommand sends every command that the calls execute, with as many keys.
func everyCommand(f floorRun, chats []string) error {
	millis := strconv.FormatInt(f.now.UnixMilli(), 10)
	next := strconv.FormatInt(f.now.Add(24*time.Hour).UnixMilli(), 10)
	keys, lines, scores := f.arguments(chats, next)
	lease, read, attempt, finish := f.client.Pipeline(), f.client.Pipeline(), f.client.Pipeline(), f.client.Pipeline()
	lease.Get(f, of+"lease")
	lease.ZRangeByScoreWithScores(f, of+"notices", &redis.ZRangeBy{Min: "-inf", Max: millis, Count: int64(len(chats))})
	lease.ZRangeByScoreWithScores(f, of+"due", &redis.ZRangeBy{Min: "-inf", Max: millis, Count: int64(len(chats))})
	lease.HMGet(f, of+"tries", keys...)
	lease.HSet(f, of+"tries", lines...)
	lease.Do(f, scores...)
	lease.Set(f, of+"lease", strings.Join(keys, "\n"), time.Minute)
	attempt.HMGet(f, of+"tries", keys...)
	attempt.HSet(f, of+"tries", lines...)
	finish.HMGet(f, of+"tries", keys...)
	for _, chat := range chats {
		read.HGetAll(f, of+"chat:"+chat)
		finish.HMGet(f, of+"chat:"+chat, "r", "1", "1d", "1t", "a", "b")
		finish.HSet(f, of+"chat:"+chat, "1d", "20782", "a", entry)
	}
	finish.HDel(f, of+"tries", keys...)
	finish.Do(f, scores...)
	return f.send(lease, read, attempt, finish)
}

// oneByOne sends the same where each delivery has commands of its own.
func oneByOne(f floorRun, chats []string) error {
	millis := strconv.FormatInt(f.now.UnixMilli(), 10)
	next := strconv.FormatInt(f.now.Add(24*time.Hour).UnixMilli(), 10)
	lease, read, attempt, finish := f.client.Pipeline(), f.client.Pipeline(), f.client.Pipeline(), f.client.Pipeline()
	lease.ZRangeByScoreWithScores(f, of+"due", &redis.ZRangeBy{Min: "-inf", Max: millis, Count: int64(len(chats))})
	for _, chat := range chats {
		key := "s/1/" + chat
		lease.HGet(f, of+"tries", key)
		lease.HSet(f, of+"tries", key, state)
		lease.Do(f, "zadd", of+"due", next, key)
		read.HGetAll(f, of+"chat:"+chat)
		attempt.HGet(f, of+"tries", key)
		attempt.HSet(f, of+"tries", key, state)
		finish.HGet(f, of+"tries", key)
		finish.HMGet(f, of+"chat:"+chat, "r", "1", "1d", "1t", "a", "b")
		finish.HSet(f, of+"chat:"+chat, "1d", "20782", "a", entry)
		finish.HDel(f, of+"tries", key)
		finish.Do(f, "zadd", of+"due", next, key)
	}
	return f.send(lease, read, attempt, finish)
}

// arguments are those of the commands that take a whole batch: the keys, each
// with its line, and the queue's with each its time.
func (f floorRun) arguments(chats []string, next string) (keys []string, lines, scores []any) {
	scores = []any{"zadd", of + "due"}
	for _, chat := range chats {
		key := "s/1/" + chat
		keys, lines, scores = append(keys, key), append(lines, key, state), append(scores, next, key)
	}
	return keys, lines, scores
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

// floorRace sends a floor's commands for n chats, which are stored as the real
// ones are.
func floorRace(r *rig, on stores, n int, send floor) effort {
	due := time.Now()
	r.must(fill(r, on.store, "floorrun", n, func(int) time.Time { return due }))
	return measure(r, on.raw, func() time.Duration {
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
