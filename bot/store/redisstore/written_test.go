package redisstore

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	options "flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"prayerbot/bot/store/redistest"
	"prayerbot/bot/store/storetest"
)

var writeForm = options.String("write-form", "", "write what this program stores, one of everything, as the files of a form, such as form1, into testdata")

// Every form that there ever was is opened and read as it was. Whoever changes
// the stored form adds its files before, and its step to the table.
func TestEveryFormIsReadAsItWas(t *testing.T) {
	server := redistest.Start(t)
	for form := 1; form <= 1+len(steps); form++ {
		path := filepath.Join("testdata", fmt.Sprint("form", form))
		raw := open(t, server.URL())
		load(t, raw, path+".jsonl")
		if err := quickly(raw, steps).run(t.Context()); err != nil {
			t.Fatal(form, err)
		}
		s, err := Open(t.Context(), server.URL(), silent)
		if err != nil {
			t.Fatal(form, err)
		}
		t.Cleanup(func() { s.Close() })
		if got := s.client.Get(t.Context(), formKey).Val(); got != fmt.Sprint(1+len(steps)) {
			t.Errorf("form %d is marked as %q after it was opened", form, got)
		}
		storetest.ReadAsItWas(t, s, path+".json")
	}
}

// TestWriteForm writes the files of a form: once, by the last commit of that
// form, before the first that changes it:
//
//	go test ./bot/store/redisstore -run TestWriteForm -write-form form2
//
// The data is a list of commands, one a line, each a list of texts in JSON, so
// that it can be read by people and by every version of Redis. Times to live
// are left out, so that it can be read on any day.
func TestWriteForm(t *testing.T) {
	if *writeForm == "" {
		t.Skip("it is for a change of the stored form")
	}
	s := open(t, redistest.Start(t).URL())
	if err := storetest.Populate(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	if err := s.client.Set(t.Context(), formKey, 1+len(steps), 0).Err(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", *writeForm)
	if err := os.WriteFile(path+".jsonl", commandsOf(t, s), 0o600); err != nil {
		t.Fatal(err)
	}
	read, err := storetest.Snapshot(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".json", []byte(read), 0o600); err != nil {
		t.Fatal(err)
	}
}

// commandsOf are the commands that make what a server holds.
func commandsOf(t *testing.T, s *Store) []byte {
	t.Helper()
	ctx := t.Context()
	keys, err := s.client.Keys(ctx, "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(keys)
	var out bytes.Buffer
	lines := json.NewEncoder(&out)
	lines.SetEscapeHTML(false)
	for _, key := range keys {
		for _, command := range commandsFor(ctx, s, key) {
			if err := lines.Encode(command); err != nil {
				t.Fatal(err)
			}
		}
	}
	return out.Bytes()
}

// commandsFor are the commands that make a key.
func commandsFor(ctx context.Context, s *Store, key string) (all [][]string) {
	switch s.client.Type(ctx, key).Val() {
	case "string":
		return [][]string{{"SET", key, latin(s.client.Get(ctx, key).Val())}}
	case "hash":
		form := s.client.HGetAll(ctx, key).Val()
		command := []string{"HSET", key}
		for _, field := range slices.Sorted(maps.Keys(form)) {
			command = append(command, latin(field), latin(form[field]))
		}
		return [][]string{command}
	case "set":
		members := s.client.SMembers(ctx, key).Val()
		slices.Sort(members)
		command := []string{"SADD", key}
		for _, member := range members {
			command = append(command, latin(member))
		}
		return [][]string{command}
	case "zset":
		command := []string{"ZADD", key}
		for _, z := range s.client.ZRangeWithScores(ctx, key, 0, -1).Val() {
			command = append(command, strconv.FormatFloat(z.Score, 'f', -1, 64), latin(z.Member.(string)))
		}
		return [][]string{command}
	case "stream":
		for _, m := range s.client.XRange(ctx, key, "-", "+").Val() {
			command := []string{"XADD", key, m.ID}
			for _, field := range []string{"key", "outcome", "reason", "tries", "at"} {
				command = append(command, field, m.Values[field].(string))
			}
			all = append(all, command)
		}
	}
	return all
}

// latin writes each byte as the character of its number, so that JSON, which
// holds no bytes, keeps all of them; unlatin reads that.
func latin(text string) string {
	runes := make([]rune, len(text))
	for i := range len(text) {
		runes[i] = rune(text[i])
	}
	return string(runes)
}

func unlatin(text string) string {
	var b []byte
	for _, r := range text {
		b = append(b, byte(r))
	}
	return string(b)
}

// load makes a server hold what a file of a form says.
func load(t *testing.T, s *Store, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, len(data)+1)
	for lines.Scan() {
		var command []string
		if err := json.Unmarshal(lines.Bytes(), &command); err != nil {
			t.Fatal(err)
		}
		args := make([]any, len(command))
		for i, arg := range command {
			args[i] = unlatin(arg)
		}
		if err := s.client.Do(t.Context(), args...).Err(); err != nil {
			t.Fatal(command[:2], err)
		}
	}
}
