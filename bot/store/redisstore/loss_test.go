package redisstore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/redistest"
	"prayerbot/bot/store/storetest"
	"prayerbot/commands/record"
)

// openLossy opens a store whose server loses the first answer to everything, and
// notes which commands and scripts that were.
func openLossy(t *testing.T, server *redistest.Server, seen map[string]bool) *Store {
	t.Helper()
	lossy := server.Lose()
	lossy.Losing(false)
	s := open(t, lossy.URL())
	lossy.Losing(true)
	t.Cleanup(func() {
		lossy.Losing(false)
		for name := range lossy.Lost() {
			seen[name] = true
		}
	})
	return s
}

// whereAnswersAreLost are the tests that do not hold there, and why.
var whereAnswersAreLost = map[string]string{
	"no delivery is leased twice at a time": "a repeat of a lease finds what the newest one took: there is one courier of a platform at a time, and here are eight. What they miss comes when its lease has run out; that nothing is leased twice is tried without loss",
}

// The first answer to every command, script and transaction is lost, though the
// server has done it: to whoever asked, it is as if nothing had been lost.
func TestConformanceWhereAnswersAreLost(t *testing.T) {
	server, seen := redistest.Start(t), map[string]bool{}
	storetest.RunExcept(t, whereAnswersAreLost, func(t *testing.T) storetest.Harness {
		s := openLossy(t, server, seen)
		plain := open(t, server.URL())
		return storetest.Harness{Store: s, Dump: func() string { return dump(t, plain) }, Break: func(id record.ChatID) { spoil(t, plain, id) }}
	})
	all, err := readScripts()
	if err != nil {
		t.Fatal(err)
	}
	for name, script := range all {
		if !seen["evalsha "+script.Hash()] && unaskedByTheSuite[name] == "" {
			t.Errorf("no answer of %s was lost", name)
		}
	}
	for name := range seen {
		if strings.HasPrefix(name, "multi") || strings.HasPrefix(name, "exec") {
			t.Errorf("%s is a transaction, which the client does not repeat", name)
		}
	}
}

// unaskedByTheSuite are the scripts that the conformance suite does not come to,
// and where else the loss of their answer is tried.
var unaskedByTheSuite = map[string]string{
	"form.lua":      "TestTheFormAndStraysWhereAnswersAreLost",
	"stray.lua":     "TestTheFormAndStraysWhereAnswersAreLost",
	"joined_at.lua": "TestAStepWhereAnswersAreLost",
}

func TestTheFormAndStraysWhereAnswersAreLost(t *testing.T) {
	seen := map[string]bool{}
	s := openLossy(t, redistest.Start(t), seen)
	if err := quickly(s, steps).run(t.Context()); err != nil {
		t.Error(err)
	}
	if got := s.client.Get(t.Context(), formKey).Val(); got != fmt.Sprint(1+len(steps)) {
		t.Errorf("it is form %q", got)
	}
	now := time.UnixMilli(5000)
	if err := s.client.ZAdd(t.Context(), dueKey("telegram"), redis.Z{Score: 1, Member: "junk"}).Err(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := s.Lease(t.Context(), "telegram", now, now.Add(time.Minute), outbox.Want{All: 9}); err != nil {
			t.Error(err)
		}
	}
	if depth, err := s.Depth(t.Context(), "telegram", now); err != nil || depth != (outbox.Depth{Dead: 1}) {
		t.Errorf("left are %+v, %v", depth, err)
	}
}

func TestAStepWhereAnswersAreLost(t *testing.T) {
	s := openLossy(t, redistest.Start(t), map[string]bool{})
	chat := chatKey("telegram", "7")
	for _, put := range [][]any{
		{"HSET", chat, "c", "abc"}, {"HSET", ownersKey, "abc", "telegram:1"}, {"SADD", platformsKey, "telegram"}, {"SADD", membersKey("abc", "telegram"), "7", "gone"},
	} {
		if err := s.client.Do(t.Context(), put...).Err(); err != nil {
			t.Fatal(err)
		}
	}
	if err := joinedAt(t.Context(), s.connection, time.UnixMilli(5000)); err != nil {
		t.Error(err)
	}
	if got := s.client.HGet(t.Context(), chat, "j").Val(); got != "5000" || s.client.Exists(t.Context(), chatKey("telegram", "gone")).Val() != 0 {
		t.Errorf("it belongs since %q", got)
	}
}

// With a replica a change and the wait for it go out together.
func TestAPromiseWhereItsAnswerIsLost(t *testing.T) {
	server, seen := redistest.Start(t), map[string]bool{}
	host, port, _ := strings.Cut(server.Address(), ":")
	redistest.Start(t, "--replicaof", host, port)
	s := openLossy(t, server, seen)
	s.backup = true
	for end := time.Now().Add(20 * time.Second); !strings.Contains(s.client.Info(t.Context(), "replication").Val(), ",state=online,"); {
		if time.Now().After(end) {
			t.Fatal("the replica does not follow")
		}
	}
	if err := s.SaveDraft(t.Context(), record.Announcement{ID: "abc", State: record.StateDraft, Created: testNow}); err != nil {
		t.Error(err)
	}
	if a, first, err := s.Confirm(t.Context(), "abc", 0, 1, testNow); err != nil || !first || a.State != record.StateConfirmed {
		t.Errorf("it is %+v, %v, %v", a, first, err)
	}
}

// A mute loses answers to scripts for good, as a network does that breaks when the
// server has done what was asked.
type mute struct{ all bool }

func (l *mute) DialHook(next redis.DialHook) redis.DialHook { return next }

func (l *mute) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		if name := cmd.Name(); err == nil && (l.all || name == "evalsha" || name == "eval") {
			err = io.EOF
			cmd.SetErr(err)
		}
		return err
	}
}

func (l *mute) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

// Whoever prayed or announced is not told that it failed where it was done.
func TestWhatWasDoneIsNotSaidToHaveFailed(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	draft := record.Announcement{ID: "abc", Text: "Pray", State: record.StateDraft, Created: testNow}
	if err := s.SaveDraft(t.Context(), draft); err != nil {
		t.Fatal(err)
	}
	l := &mute{}
	s.client.AddHook(l)
	if n, err := s.Prayed(t.Context(), "2026-11-24", "all", "mark", testNow); err != nil || n != 1 {
		t.Errorf("the prayer is counted as %d, %v", n, err)
	}
	if a, first, err := s.Confirm(t.Context(), "abc", 0, 1, testNow); err != nil || !first || a.State != record.StateConfirmed {
		t.Errorf("it is confirmed as %+v, %v, %v", a, first, err)
	}
	if err := s.Amend(t.Context(), "abc", record.Amendment{State: record.StateStopped}, testNow); err != nil {
		t.Errorf("stopping it: %v", err)
	}
	draft.ID = "def"
	if err := s.SaveDraft(t.Context(), draft); err != nil {
		t.Errorf("another draft: %v", err)
	}
	if err := s.Cancel(t.Context(), "def", 0, testNow); err != nil {
		t.Errorf("cancelling it: %v", err)
	}
	if a, err := s.Announcement(t.Context(), "def", testNow); err != nil || a.State != record.StateCancelled {
		t.Errorf("it is %+v, %v", a, err)
	}
	l.all = true
	if _, err := s.Prayed(t.Context(), "2026-11-24", "all", "another", testNow); !errors.Is(err, record.ErrInDoubt) {
		t.Errorf("where nothing answers: %v", err)
	}
}
