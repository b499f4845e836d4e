package redisstore

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
)

// formOne is a store that holds data of form 1, from before forms were noted.
func formOne(t *testing.T) *Store {
	t.Helper()
	s := open(t, redistest.Start(t).URL())
	load(t, s, filepath.Join("testdata", "form1.jsonl"))
	return s
}

// quickly migrates with short pauses.
func quickly(s *Store, steps []step) migration {
	return migration{s.connection, steps, 20 * time.Millisecond, 5 * time.Millisecond}
}

// zone is a step that puts another zone into a chat.
func zone(from, to string, made *atomic.Int64) step {
	return func(ctx context.Context, s *connection) error {
		made.Add(1)
		if key := chatKey("telegram", "71"); s.client.HGet(ctx, key, "z").Val() == from {
			return s.client.HSet(ctx, key, "z", to).Err()
		}
		return nil
	}
}

func TestAnOlderFormIsMigratedStepByStep(t *testing.T) {
	s := formOne(t)
	var made atomic.Int64
	crash := errors.New("the connection is gone")
	crashes := func(ctx context.Context, s *connection) error {
		return errors.Join(zone("A", "B", &made)(ctx, s), crash)
	}
	if err := quickly(s, []step{zone("UTC", "A", &made), crashes}).run(t.Context()); !errors.Is(err, crash) {
		t.Fatal(err)
	}
	if got := s.client.Get(t.Context(), formKey).Val(); got != "2>3" {
		t.Errorf("after a crash in the second step it is form %q", got)
	}
	for range 2 {
		if err := quickly(s, []step{zone("UTC", "X", &made), zone("A", "B", &made)}).run(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	form, is := s.client.Get(t.Context(), formKey).Val(), s.client.HGet(t.Context(), chatKey("telegram", "71"), "z").Val()
	if form != "3" || is != "B" || made.Load() != 3 {
		t.Errorf("in the end it is form %q, with %s, after %d steps", form, is, made.Load())
	}
}

// programs is how many share one Redis.
const programs = 5

// A lookout hears of each program that is refused the lock of the steps.
type lookout chan struct{}

// newLookout puts one before a store.
func newLookout(s *Store) lookout {
	l := lookout(make(chan struct{}))
	s.client.AddHook(l)
	return l
}

func (l lookout) DialHook(next redis.DialHook) redis.DialHook { return next }

func (l lookout) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		if answer, ok := cmd.(*redis.Cmd); ok && err == nil && text(cmd.Args(), 3) == lockKey(migrateLock) && answer.Val() == int64(0) {
			select {
			case l <- struct{}{}:
			default: // no step is being made
			}
		}
		return err
	}
}

func (l lookout) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

func TestOneOfManyProgramsMigratesAndTheOthersWait(t *testing.T) {
	s := formOne(t)
	var made, running atomic.Int64
	refused := newLookout(s)
	slow := func(ctx context.Context, s *connection) error {
		if running.Add(1) > 1 {
			t.Error("two make the same step at once")
		}
		defer running.Add(-1)
		// As long as the step lasts, the others ask for its lock again and again.
		for range 2 * programs {
			select {
			case <-refused:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return zone("UTC", "A", &made)(ctx, s)
	}
	var all sync.WaitGroup
	for range programs {
		all.Go(func() {
			if err := quickly(s, []step{slow}).run(t.Context()); err != nil {
				t.Error(err)
			}
			if made.Load() != 1 {
				t.Errorf("somebody went on after %d steps", made.Load())
			}
		})
	}
	all.Wait()
}

func TestAProgramThatDoesNotKnowTheFormStopsBeforeItIsMade(t *testing.T) {
	s := formOne(t)
	known := 1 + len(steps)
	begun, next := form{is: known, to: known + 1}.String(), fmt.Sprint(known+1)
	for text, newer := range map[string]bool{"1": false, "junk": false, "": false, "1>2": false, begun: true, next: true, "9": true} {
		if err := s.client.Set(t.Context(), formKey, text, 0).Err(); err != nil {
			t.Fatal(err)
		}
		var is *store.NewerFormError
		_, err := s.Acquire(t.Context(), "post"+text, "owner", time.Minute)
		if errors.As(err, &is) != newer || (err != nil) != newer {
			t.Errorf("%q: a lock is held: %v", text, err)
		}
		err = migration{s.connection, steps, 0, time.Millisecond}.run(t.Context())
		if errors.As(err, &is) != newer || newer && !strings.Contains(fmt.Sprint(err), "start the newer program") {
			t.Errorf("%q: it is opened: %v", text, err)
		}
	}
}

// Where nothing is stored nobody has to wait: a new Redis is of the newest form
// at once.
func TestNewDataAreOfTheNewestForm(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	never := func(context.Context, *connection) error { return errors.New("there is nothing to change") }
	m := migration{s.connection, []step{never, never}, time.Hour, time.Millisecond}
	if err := m.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := s.client.Get(t.Context(), formKey).Val(); got != "3" {
		t.Errorf("they are marked as %q", got)
	}
}

// Of a chat that belonged to a community before that was noted, it counts from the
// migration on.
func TestMembersOfBeforeCountFromTheMigration(t *testing.T) {
	s, now := formOne(t), time.Date(2027, 1, 1, 12, 0, 0, 0, time.UTC)
	for _, at := range []time.Time{now, now.Add(time.Hour)} { // it may be run again
		if err := joinedAt(t.Context(), s.connection, at); err != nil {
			t.Fatal(err)
		}
	}
	keys, err := s.client.Keys(t.Context(), chatKey("telegram", "*")).Result()
	if err != nil {
		t.Fatal(err)
	}
	joined := 0
	for _, key := range keys {
		chat, err := s.Chat(t.Context(), record.ChatID{Platform: "telegram", Key: strings.TrimPrefix(key, chatKey("telegram", ""))})
		if err != nil || chat.Joined.Equal(now) != (chat.Community != "") {
			t.Errorf("%s: %+v, %v", key, chat, err)
		}
		if chat.Community != "" {
			joined++
		}
	}
	if joined == 0 {
		t.Error("none belongs")
	}
}
