package redisstore

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store"
	"prayerbot/bot/store/redistest"
	"prayerbot/bot/store/storetest"
)

// junk are values that no store has written.
var junk = []string{"", "?", "{", "99999999999999999999", "a|b|c|d|e|f|g|h|i|j|k", "x y z 0 t", "\x00\xff\xfe"}

// strange are members and fields that no store has written.
var strange = []string{"", "?", "9", "9d", "junk", "s/x/7", "s/99999999999999999999/7", "a//", "\x00"}

// Junk in any field of any key, and any key of a wrong type, holds up nothing
// but what it stands for.
func TestJunkAnywhereHoldsUpNoOther(t *testing.T) {
	w := &world{T: t, raw: open(t, redistest.Start(t, "--appendonly", "no", "--save", "3600 1").URL())}
	w.reset(slog.New(slog.DiscardHandler))
	storetest.RunPoisons(t, storetest.Victim{Poisons: w.poisons(), Reset: w.reset})
}

// A world is what form 3 stored, again and again.
type world struct {
	*testing.T
	raw *Store
}

func (w *world) reset(log *slog.Logger) store.Store {
	if err := w.raw.client.FlushAll(w.Context()).Err(); err != nil {
		w.Fatal(err)
	}
	load(w.T, w.raw, filepath.Join("testdata", "form3.jsonl"))
	w.raw.unreadable = store.NewUnreadableLog(log)
	return w.raw
}

// sampled tells whether a key is tried: one of each shape, or all.
func (w *world) sampled(seen map[string]int, key string) bool {
	is, known := shapeOf(key)
	if !known {
		w.Errorf("nothing is known of the key %s", key)
	}
	seen[is.begins]++
	switch {
	case os.Getenv("PRAYERBOT_SOAK") != "":
		return true
	case is.kind == "chat":
		return slices.Contains([]string{"71", "75", "80"}, key[strings.LastIndex(key, ":")+1:])
	case is.kind == "announcement":
		return strings.HasSuffix(key, ":sent") || strings.HasSuffix(key, ":scheduled")
	}
	return seen[is.begins] <= 1
}

// poisons go over every key and every field.
func (w *world) poisons() (all []storetest.Poison) {
	ctx := w.Context()
	keys, err := w.raw.client.Keys(ctx, "*").Result()
	if err != nil {
		w.Fatal(err)
	}
	slices.Sort(keys)
	seen := map[string]int{}
	for _, key := range keys {
		if !w.sampled(seen, key) {
			continue
		}
		all = append(all, w.wrongTypes(key)...)
		switch w.raw.client.Type(ctx, key).Val() {
		case "string":
			for _, value := range slices.Concat(junk, storetest.Twisted(w.raw.client.Get(ctx, key).Val())) {
				all = append(all, w.poison(key, "is", value, redis.NewStatusCmd(ctx, "SET", key, value)))
			}
		case "set":
			for _, member := range strange {
				all = append(all, w.poison(key, "has", member, redis.NewStatusCmd(ctx, "SADD", key, member)))
			}
		case "stream":
			all = append(all, w.poison(key, "has", "junk", redis.NewStatusCmd(ctx, "XADD", key, "*", "junk", "junk")))
			all = append(all, w.poison(key, "has", "key ?", redis.NewStatusCmd(ctx, "XADD", key, "*", "key", "?")))
		case "hash":
			all = append(all, w.fields(key)...)
		case "zset":
			all = append(all, w.members(key)...)
		}
	}
	for begins, n := range seen {
		if n == 0 {
			w.Errorf("there is no key that begins with %s", begins)
		}
	}
	return all
}

func (w *world) wrongTypes(key string) (all []storetest.Poison) {
	ctx := w.Context()
	for _, put := range [][]any{{"SET", key, "junk"}, {"HSET", key, "junk", "junk"}, {"SADD", key, "junk"}} {
		all = append(all, storetest.Poison{What: fmt.Sprintf("%s is made by %s, it held %s", key, put[0], w.text(key)), Put: func() {
			w.raw.client.Del(ctx, key)
			w.do(redis.NewStatusCmd(ctx, put...))
		}})
	}
	return all
}

// text is all that a key holds.
func (w *world) text(key string) string { return fmt.Sprint(commandsFor(w.Context(), w.raw, key)) }

// eachField is how many fields of a hash are tried that is no record.
const eachField = 3

func (w *world) fields(key string) (all []storetest.Poison) {
	ctx := w.Context()
	fields := w.raw.client.HGetAll(ctx, key).Val()
	is, _ := shapeOf(key)
	record := is.kind == "chat" || is.kind == "announcement" || is.kind == "community"
	n := 0
	for field, was := range fields {
		if n++; !record && n > eachField && os.Getenv("PRAYERBOT_SOAK") == "" {
			break
		}
		for _, value := range junk {
			all = append(all, w.poison(key, field+" was "+was+" and is", value, redis.NewStatusCmd(ctx, "HSET", key, field, value)))
		}
		for _, value := range storetest.SomeTwisted(was, n) {
			p := w.poison(key, field, value, redis.NewStatusCmd(ctx, "HSET", key, field, value))
			all = append(all, storetest.Twist(key+" "+field, was, value, p.Put))
		}
	}
	for _, field := range strange {
		all = append(all, w.poison(key, "has "+field, "?", redis.NewStatusCmd(ctx, "HSET", key, field, "?")))
	}
	return all
}

func (w *world) members(key string) (all []storetest.Poison) {
	ctx := w.Context()
	for _, member := range strange {
		for _, score := range []string{"0", "-inf"} {
			all = append(all, w.poison(key, "has at "+score, member, redis.NewStatusCmd(ctx, "ZADD", key, score, member)))
		}
	}
	for i, z := range w.raw.client.ZRangeWithScores(ctx, key, 0, -1).Val() {
		if i >= eachField && os.Getenv("PRAYERBOT_SOAK") == "" {
			break
		}
		for _, score := range []string{"-inf", "+inf", "-5", "1.5"} {
			all = append(all, w.poison(key, fmt.Sprint(z.Member)+" is at", score, redis.NewStatusCmd(ctx, "ZADD", key, score, z.Member)))
		}
		for _, member := range storetest.SomeTwisted(fmt.Sprint(z.Member), i) {
			p := w.poison(key, "has", member, redis.NewStatusCmd(ctx, "ZADD", key, strconv.FormatFloat(z.Score, 'f', -1, 64), member))
			all = append(all, storetest.Twist(key+" has beside it", fmt.Sprint(z.Member), member, p.Put))
		}
	}
	return all
}

func (w *world) poison(key, how, value string, put redis.Cmder) storetest.Poison {
	args := put.Args()
	return storetest.Poison{What: fmt.Sprintf("%s %s %q", key, how, value), Put: func() {
		w.do(redis.NewCmd(context.Background(), args...))
	}}
}

func (w *world) do(cmd redis.Cmder) {
	if err := w.raw.client.Process(w.Context(), cmd); err != nil {
		w.Fatal(cmd.Args(), err)
	}
}
