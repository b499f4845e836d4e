package redisstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/redistest"
	"prayerbot/bot/store/storetest"
	"prayerbot/commands/record"
)

var silent = slog.New(slog.DiscardHandler)

// open opens an empty store on a server.
func open(t *testing.T, url string) *Store {
	t.Helper()
	client, err := connect(url, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if err := client.FlushAll(t.Context()).Err(); err != nil { // what is left there may be of no form
		t.Fatal(err)
	}
	s, err := Open(t.Context(), url, silent)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	if err := s.client.FlushAll(t.Context()).Err(); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestConformance(t *testing.T) {
	server := redistest.Start(t)
	storetest.Run(t, func(t *testing.T) storetest.Harness {
		s := open(t, server.URL())
		return storetest.Harness{Store: s, Dump: func() string { return dump(t, s) }, Break: func(id record.ChatID) { spoil(t, s, id) }}
	})
}

// A server in cluster mode refuses a script whose keys do not live together.
func TestConformanceOnACluster(t *testing.T) {
	server := redistest.Start(t, "--cluster-enabled", "yes")
	server.OwnAllSlots()
	storetest.Run(t, func(t *testing.T) storetest.Harness {
		s := open(t, "redis+cluster://"+server.Address())
		return storetest.Harness{Store: s, Dump: func() string { return dump(t, s) }, Break: func(id record.ChatID) { spoil(t, s, id) }}
	})
}

// spoil makes the record of a chat one that cannot be read.
func spoil(t *testing.T, s *Store, id record.ChatID) {
	t.Helper()
	if err := s.client.Set(t.Context(), chatKey(id.Platform, id.Key), "?", 0).Err(); err != nil {
		t.Fatal(err)
	}
}

// dump is every key and value of the server, but for the newest lease, which
// the server itself forgets after a minute.
func dump(t *testing.T, s *Store) string {
	t.Helper()
	ctx := context.Background()
	keys, err := s.client.Keys(ctx, "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(keys)
	keys = slices.DeleteFunc(keys, func(key string) bool { return strings.HasSuffix(key, "}:lease") })
	var b strings.Builder
	for _, key := range keys {
		fmt.Fprintf(&b, "%s %s\n", key, value(ctx, s.client, key))
	}
	return b.String()
}

func value(ctx context.Context, c redis.UniversalClient, key string) any {
	switch c.Type(ctx, key).Val() {
	case "hash":
		return c.HGetAll(ctx, key).Val()
	case "zset":
		return c.ZRangeWithScores(ctx, key, 0, -1).Val()
	case "set":
		return c.SMembers(ctx, key).Val()
	case "list":
		return c.LRange(ctx, key, 0, -1).Val()
	case "stream":
		return c.XRange(ctx, key, "-", "+").Val()
	}
	return c.Get(ctx, key).Val()
}

func TestAServerThatForgotTheScriptsGetsThemAgain(t *testing.T) {
	server := redistest.Start(t, "--appendfsync", "always")
	s := open(t, server.URL())
	chat := record.Chat{ID: record.ChatID{Platform: "telegram", Key: "7"}}
	for i, forget := range []func(){
		func() {},
		func() { s.client.ScriptFlush(t.Context()) },
		func() { server.Kill(); server.Restart() },
	} {
		forget()
		next := fmt.Sprint("r", i)
		if err := s.SaveChat(t.Context(), chat, next, nil); err != nil {
			t.Fatal(i, err)
		}
		chat.Revision = next
		if got, err := s.Chat(t.Context(), chat.ID); err != nil || got.Revision != next {
			t.Errorf("%d: got %+v, %v", i, got, err)
		}
	}
}

// The client repeats a command whose answer was lost: the same request must
// not take more.
func TestALeaseThatIsRepeatedTakesNoMore(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	for i := range 4 {
		chat := record.Chat{ID: record.ChatID{Platform: "telegram", Key: fmt.Sprint(i)}, Subscriptions: []record.Subscription{{ID: 1}}}
		if err := s.SaveChat(t.Context(), chat, "one", map[int]time.Time{1: time.UnixMilli(1000)}); err != nil {
			t.Fatal(err)
		}
	}
	lease := func(request string) []string {
		got, err := s.run(t.Context(), "lease", []string{dueKey("telegram"), noticesKey("telegram"), triesKey("telegram"), leaseKey("telegram")}, 2000, 9000, 2, 1, 2, request).StringSlice()
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	first := lease("a")
	if again := lease("a"); len(first) != 4 || !slices.Equal(first, again) {
		t.Errorf("first %v, then %v", first, again)
	}
	if other := lease("b"); len(other) != 4 || other[0] == first[0] {
		t.Errorf("another request took %v", other)
	}
	if none := lease("c"); len(none) != 0 {
		t.Errorf("a third took %v", none)
	}
}

func TestAServerThatKeepsNothingIsRefused(t *testing.T) {
	for _, tt := range []struct {
		what    string
		options []string
		want    string // of the error
		warning string
	}{
		{"nothing on its disk", []string{"--appendonly", "no"}, "keeps nothing on its disk", ""},
		{"throws away what it has", []string{"--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"}, "noeviction", ""},
		{"snapshots", []string{"--appendonly", "no", "--save", "60 1"}, "", "only now and then"},
		{"does not tell", []string{"--rename-command", "CONFIG", ""}, "", "does not tell"},
		{"all is well", nil, "", ""},
	} {
		t.Run(tt.what, func(t *testing.T) {
			var log bytes.Buffer
			s, err := Open(t.Context(), redistest.Start(t, tt.options...).URL(), slog.New(slog.NewTextHandler(&log, nil)))
			if err == nil {
				defer s.Close()
			}
			if (err != nil) != (tt.want != "") || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v", err)
			}
			if !strings.Contains(log.String(), tt.warning) || tt.warning == "" && log.Len() > 0 {
				t.Errorf("the log says %s", log.String())
			}
		})
	}
}

func TestNoErrorShowsThePassword(t *testing.T) {
	server := redistest.Start(t, "--requirepass", "right-horse")
	for _, url := range []string{
		"redis://:battery-staple@" + server.Address() + "/0",
		"redis://:battery-staple@127.0.0.1:1/0",
		"redis://:battery-staple@127.0.0.1:port/0",
		"redis://:battery-staple@[::1/0",
		"redis://:battery-staple@localhost/0?no_such_option=1",
		"redis+sentinel://:battery-staple@127.0.0.1:1/0",
		"redis+cluster://:battery-staple@127.0.0.1:port",
		"redis+other://:battery-staple@127.0.0.1",
	} {
		_, err := Open(t.Context(), url, silent)
		if err == nil || strings.Contains(err.Error(), "battery-staple") {
			t.Errorf("%s: %v", url, err)
		}
	}
	s, err := Open(t.Context(), "redis://:right-horse@"+server.Address()+"/0", silent)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

func TestAddressesHaveAllForms(t *testing.T) {
	for url, want := range map[string]string{
		"redis://u:p@localhost:6379/2":                                      "*redis.Client",
		"rediss://localhost:6379":                                           "*redis.Client",
		"unix://u:p@/run/redis.sock?db=1":                                   "*redis.Client",
		"redis+sentinel://localhost:26379/0?master_name=m&addr=other:26379": "*redis.Client",
		"rediss+sentinel://localhost:26379/0?master_name=m":                 "*redis.Client",
		"redis+cluster://localhost:7000?addr=other:7000":                    "*redis.ClusterClient",
		"rediss+cluster://localhost:7000":                                   "*redis.ClusterClient",
	} {
		c, err := connect(url, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Errorf("%s: %v", url, err)
			continue
		}
		if got := fmt.Sprintf("%T", c); got != want {
			t.Errorf("%s makes a %s", url, got)
		}
		c.Close()
	}
}

func TestASilentServerIsNotWaitedForTooLong(t *testing.T) {
	server := redistest.Start(t)
	s := open(t, server.URL())
	server.Freeze()
	defer server.Thaw()
	began := time.Now()
	if _, err := s.Chat(t.Context(), record.ChatID{Platform: "telegram", Key: "7"}); err == nil {
		t.Error("a frozen server has answered")
	}
	if took := time.Since(began); took > patience+2*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestWhatExpiresIsForgotten(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	now := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	if _, err := s.Salt(t.Context(), "2026-11-24", now); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Prayed(t.Context(), "2026-11-24", "all", "mark", now); err != nil {
		t.Fatal(err)
	}
	draft := record.Announcement{ID: "abc", From: record.ChatID{Platform: "telegram", Key: "7"}, State: record.StateDraft, Created: now}
	if err := s.SaveDraft(t.Context(), draft); err != nil {
		t.Fatal(err)
	}
	if left := s.client.TTL(t.Context(), announcementKey("abc")).Val(); left <= 0 || left > record.DraftLife {
		t.Errorf("a draft is kept for %s", left)
	}
	if _, _, err := s.Confirm(t.Context(), "abc", 0, 1, now); err != nil {
		t.Fatal(err)
	}
	if left := s.client.TTL(t.Context(), announcementKey("abc")).Val(); left <= record.DraftLife || left > record.AnnouncementLife {
		t.Errorf("an announcement is kept for %s", left)
	}
	if err := s.Expire(t.Context(), now.Add(record.AnnouncementLife)); err != nil || s.client.Exists(t.Context(), confirmedKey).Val() != 0 {
		t.Errorf("it is still known to have been confirmed: %v", err)
	}
	want := 26 * time.Hour // from ten in the morning to noon of the next day
	for _, key := range []string{saltKey("2026-11-24"), prayedKey("2026-11-24", "all")} {
		if left := s.client.TTL(t.Context(), key).Val(); left < want-time.Minute || left > want {
			t.Errorf("%s is kept for %s", key, left)
		}
	}
}

func TestAnAnnouncementFromBeforeTheQueuesWereApartIsFinished(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	now := time.UnixMilli(5000)
	if err := s.client.ZAdd(t.Context(), dueKey("telegram"), redis.Z{Score: 1000, Member: "a/abc/7"}).Err(); err != nil {
		t.Fatal(err)
	}
	leases, err := s.Lease(t.Context(), "telegram", now, now.Add(time.Minute), outbox.Want{All: 1})
	if err != nil || len(leases) != 1 {
		t.Fatal(leases, err)
	}
	if err := errors.Join(s.Finish(t.Context(), []outbox.Settlement{{Lease: leases[0]}})...); err != nil {
		t.Fatal(err)
	}
	if depth, err := s.Depth(t.Context(), "telegram", now); err != nil || depth != (outbox.Depth{}) {
		t.Errorf("left are %+v, %v", depth, err)
	}
}

func TestScriptsAreGivenAgainInThePipeline(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	now := time.UnixMilli(5000)
	for _, key := range []string{"a/abc/7", "s/1/7"} {
		if err := s.client.ZAdd(t.Context(), noticesKey("telegram"), redis.Z{Score: 1000, Member: key}).Err(); err != nil {
			t.Fatal(err)
		}
	}
	forget := func() {
		if err := s.client.ScriptFlush(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
	}
	forget()
	leases, err := s.Lease(t.Context(), "telegram", now, now.Add(time.Minute), outbox.Want{All: 2, Share: 2, Others: 2})
	if err != nil || len(leases) != 2 {
		t.Fatal(leases, err)
	}
	forget()
	if err := errors.Join(s.Attempt(t.Context(), leases)...); err != nil {
		t.Error(err)
	}
	forget()
	if err := errors.Join(s.Finish(t.Context(), []outbox.Settlement{{Lease: leases[0]}, {Lease: leases[1]}})...); err != nil {
		t.Error(err)
	}
	if left := s.client.HLen(t.Context(), triesKey("telegram")).Val(); left != 0 {
		t.Errorf("%d are not settled", left)
	}
}

func TestAnAnnouncementFromBeforeThereWereAudiencesIsRead(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	now := time.UnixMilli(5000)
	for want, fields := range map[string][]string{
		"everyone":             {"from", "telegram:7", "space", "-55", "everyone", "1"},
		"space:telegram:-55":   {"from", "telegram:-55/3", "space", "-55", "everyone", "0"},
		"chat:telegram:-55/3x": {"from", "telegram:-55/3x", "space", "", "everyone", "0"},
	} {
		fields := append(fields, "person", "telegram:7", "text", "We meet.", "state", "draft", "created", millis(now), "confirmed", "")
		s.client.Del(t.Context(), announcementKey("abc"))
		if err := s.client.HSet(t.Context(), announcementKey("abc"), fields).Err(); err != nil {
			t.Fatal(err)
		}
		if a, err := s.Announcement(t.Context(), "abc", now); err != nil || a.To.String() != want || a.Text != "We meet." {
			t.Errorf("want %s, got %+v, %v", want, a, err)
		}
	}
}
