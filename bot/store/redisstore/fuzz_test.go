package redisstore

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/redis/go-redis/v9"

	"prayerbot/bot/news"
	"prayerbot/bot/outbox"
	"prayerbot/bot/store/redistest"
	"prayerbot/bot/store/storetest"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// seeds gives every field of the keys that hold a kind, as form 2 stored them, and
// all ways of twisting it.
func seeds(f *testing.F, kind string, add func(field, value string)) {
	f.Helper()
	file, err := os.Open(filepath.Join("testdata", "form2.jsonl"))
	if err != nil {
		f.Fatal(err)
	}
	defer file.Close()
	lines, n := bufio.NewScanner(file), 0
	for lines.Scan() {
		var command []string
		if err := json.Unmarshal(lines.Bytes(), &command); err != nil {
			f.Fatal(err)
		}
		if is, known := shapeOf(command[1]); !known || is.kind != kind {
			continue
		}
		for i := 2; i+1 < len(command); i += 2 {
			n++
			add(command[i], unlatin(command[i+1]))
			for _, value := range storetest.Twisted(unlatin(command[i+1])) {
				add(command[i], value)
			}
		}
	}
	if n == 0 {
		f.Fatalf("form 2 has no %s", kind)
	}
}

// A chat that can be read is written, and read again, as it is.
func FuzzChat(f *testing.F) {
	seeds(f, "chat", func(field, value string) { f.Add(field, value, "7", "420") })
	f.Fuzz(func(t *testing.T, field, value, other, otherValue string) {
		id := record.ChatID{Platform: "telegram", Key: "7"}
		chat, err := decodeChat(id, map[string]string{other: otherValue, field: value, "z": "UTC"})
		if err != nil {
			return
		}
		again, err := decodeChat(id, encodeChat(chat))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(encodeChat(chat), encodeChat(again)); diff != "" {
			t.Error(diff)
		}
	})
}

func FuzzAnnouncement(f *testing.F) {
	seeds(f, "announcement", func(field, value string) { f.Add(field, value) })
	f.Fuzz(func(t *testing.T, field, value string) {
		fields := map[string]string{"to": "everyone", "state": "draft", "text": "", "created": "1000"}
		fields[field] = value
		a, err := decodeAnnouncement("abc", fields, time.Time{})
		if err != nil {
			return
		}
		again, err := decodeAnnouncement("abc", encodeAnnouncement(a), time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(encodeAnnouncement(a), encodeAnnouncement(again)); diff != "" {
			t.Error(diff)
		}
	})
}

func FuzzCommunity(f *testing.F) {
	seeds(f, "community", func(field, value string) { f.Add(field, value) })
	f.Fuzz(func(t *testing.T, field, value string) {
		fields := map[string]string{"o": "telegram:12"}
		fields[field] = value
		c, err := decodeCommunity("abc", fields)
		if err == nil && (c.ID != "abc" || !record.SoundTime(c.OfferEnds) || c.Owner.Platform == "") {
			t.Errorf("it is %+v", c)
		}
	})
}

// What stands in a line is read, or is an error; nothing else comes of it.
func FuzzLine(f *testing.F) {
	for _, kind := range []string{"deliveries", "chat", "copies", "recalls", "form"} {
		if kind != "form" {
			seeds(f, kind, func(_, value string) { f.Add(value) })
		}
	}
	for _, text := range []string{"1", "1>2", "9>", ">", "1Sg19,go0", "12Fg19,go0,tries", "0S,tozso0", "s/1/7", "a/abc/7", "c/abc.2/7", "discreet=on&verse=linked"} {
		for _, twisted := range append(storetest.Twisted(text), text) {
			f.Add(twisted)
		}
	}
	f.Fuzz(func(t *testing.T, line string) {
		if l, err := decodeLease(line); err == nil && !record.SoundTime(l.Due) {
			t.Errorf("a lease is %+v", l)
		}
		if e, err := decodeEntry(line); err == nil {
			if _, err := json.Marshal(e); err != nil {
				t.Error(err)
			}
			if again, err := decodeEntry(strings.TrimSuffix(encodeEntry(e), ";")); err == nil && again.At != e.At {
				t.Errorf("%+v became %+v", e, again)
			}
		}
		if d := decodeDelivered(line); !record.SoundTime(d.At) {
			t.Errorf("what was sent is %+v", d)
		}
		if r := decodeRecall("id", line); r.ID != "id" || !record.SoundTime(r.At) {
			t.Errorf("a recall is %+v", r)
		}
		if is := readForm(line); is.is < 0 || is.is > mostForms || is.text != line {
			t.Errorf("a form is %+v", is)
		}
		record.DecodeCopy(line)
		if d, err := outbox.ParseKey("telegram", line); err == nil && d.Key() == "" {
			t.Errorf("a delivery is %+v", d)
		}
		r := reader{}
		if all := r.settings(line); r.err == nil && len(all) > 0 && formSettings(all) == "" {
			t.Errorf("settings are %v", all)
		}
	})
}

// FuzzScripts puts a value into one place of what is stored, and runs every script
// that looks there: none breaks.
func FuzzScripts(f *testing.F) {
	server := redistest.Start(f, "--appendonly", "no", "--save", "3600 1")
	for place, kind := range []string{"chat", "deliveries", "copies", "counts", "headlines", "marks of headlines"} {
		n := 0
		seeds(f, kind, func(_, value string) {
			if n++; n%23 == 0 { // a run of all scripts takes milliseconds
				f.Add(place, value)
			}
		})
	}
	s, err := Open(f.Context(), server.URL(), silent)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	f.Fuzz(func(t *testing.T, place int, value string) {
		if err := s.client.FlushAll(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
		spoilPlace(t, s, place, value)
		everyScript(t, s)
	})
}

// spoilPlace stores a chat with a delivery, an announcement and a headline, and puts
// a value into one place.
func spoilPlace(t *testing.T, s *Store, place int, value string) {
	t.Helper()
	chat := record.Chat{ID: record.ChatID{Platform: "telegram", Key: "7"}, GroupID: "-5", LastID: 1, Subscriptions: []record.Subscription{{ID: 1, At: 420, Zone: "UTC"}}}
	if err := s.SaveChat(t.Context(), chat, "one", map[int]time.Time{1: testNow}); err != nil {
		t.Fatal(err)
	}
	everyone(t, s, "abc", testNow)
	if _, err := s.FanOut(t.Context(), "abc", []record.ChatID{chat.ID}, testNow); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Keep(t.Context(), []news.Find{find()}); err != nil {
		t.Fatal(err)
	}
	places := [][2]string{
		{chatKey("telegram", "7"), "1"}, {triesKey("telegram"), "s/1/7"}, {copiesKey("telegram", "abc"), "7"},
		{countsKey("telegram", "abc"), "waiting"}, {headlinesKey, "h"}, {marksKey, "sure"},
		{chatKey("telegram", "7"), "a"}, {chatKey("telegram", "7"), "1d"}, {chatKey("telegram", "7"), "1m"}, {chatKey("telegram", "7"), "1t"},
		{chatKey("telegram", "7"), "s"}, {announcementKey("abc"), "state"},
	}
	at := places[(place%len(places)+len(places))%len(places)]
	if err := s.client.HSet(t.Context(), at[0], at[1], value).Err(); err != nil {
		t.Fatal(err)
	}
}

func find() news.Find {
	return news.Find{Headline: content.Headline{ID: "h", Title: "News", Published: testNow, Kept: testNow, Countries: []string{"NG"}}, Sure: []string{"sure"}, Near: []string{"near"}}
}

// everyScript runs what looks at a chat, its deliveries, copies and headlines.
func everyScript(t *testing.T, s *Store) {
	t.Helper()
	ctx, now := t.Context(), testNow
	id, a := record.ChatID{Platform: "telegram", Key: "7"}, record.Announcement{ID: "abc", To: record.Audience{Kind: record.ToEveryone}}
	fine := func(what string, err error) {
		t.Helper()
		if err != nil && strings.Contains(err.Error(), "script") {
			t.Errorf("%s: %v", what, err)
		}
	}
	day := content.Date{Year: 2026, Month: 11, Day: 24}
	for step := range 2 {
		leases, err := s.Lease(ctx, "telegram", now, now.Add(time.Minute), outbox.Want{All: 9, Share: 9, Others: 9})
		fine("lease", err)
		if len(leases) > 0 {
			for _, err := range s.Attempt(ctx, leases) {
				fine("attempt", err)
			}
		}
		for _, l := range leases {
			if step == 0 {
				fine("putback", s.PutBack(ctx, l, now))
				continue
			}
			r := outbox.Result{Entry: record.LedgerEntry{At: now, Date: day, Subscription: 1, Outcome: record.OutcomeSent}, Slot: day, Told: now, Next: now, Dead: true}
			r.Delivered = record.Delivered{IDs: []string{"1"}, At: now}
			fine("finish", s.Finish(ctx, []outbox.Settlement{{Lease: l, Result: r}})[0])
		}
	}
	for _, step := range []outbox.Step{outbox.Correct(1), outbox.StepStop, outbox.StepRetract} {
		_, err := s.FanOutStep(ctx, "abc", step, []record.ChatID{id}, now)
		fine("fanout_step", err)
	}
	_, err := s.Recall(ctx, a, []record.ChatID{id}, now)
	fine("recall", err)
	fine("reclaim", s.Reclaim(ctx, "telegram"))
	_, _, err = s.Reconcile(ctx, "telegram", "", time.Hour, func(c record.Chat) map[int]time.Time { return map[int]time.Time{1: now} })
	fine("reconcile", err)
	_, err = s.Keep(ctx, []news.Find{find()})
	fine("news_keep", err)
	_, err = s.Headlines(ctx, record.HeadlineQuery{Limit: 9})
	fine("news_find", err)
	fine("amend", s.Amend(ctx, "abc", record.Amendment{Text: "x", Revision: 1}, now))
	fine("membership", s.SetMembership(ctx, record.Membership{Chat: id, GroupID: "-5", Next: "x"}))
	fine("news_trim", s.Trim(ctx, now.Add(time.Hour), 0))
	chat, err := s.Chat(ctx, id)
	if err == nil {
		fine("save", s.SaveChat(ctx, chat, "two", map[int]time.Time{1: now}))
	}
	to := record.ChatID{Platform: "telegram", Key: "8"}
	fine("move", s.MoveChat(ctx, id, to))
	for _, id := range []record.ChatID{id, to} {
		if err := s.Forget(context.WithoutCancel(ctx), id); err != nil {
			t.Errorf("forget: %v", err)
		}
	}
	if left := fmt.Sprint(s.client.ZRange(ctx, dueKey("telegram"), 0, -1).Val()); strings.Contains(left, "/7") || strings.Contains(left, "/8") {
		t.Errorf("after it was forgotten there is %s", left)
	}
	if err := s.client.HGetAll(ctx, chatKey("telegram", "7")).Err(); err != nil && err != redis.Nil {
		t.Error(err)
	}
}
