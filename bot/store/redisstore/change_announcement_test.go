package redisstore

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
)

// The client repeats a script whose answer was lost: who was first is first again,
// and nobody else is.
func TestAChangeIsMadeOnceAndOnlyOfWhatWasRead(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	a := record.Announcement{ID: "abc", To: record.Audience{Kind: record.ToEveryone}, State: record.StateDraft, Created: time.UnixMilli(1000)}
	if err := s.SaveDraft(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	read := s.client.HGetAll(t.Context(), announcementKey("abc")).Val()
	set := func(call string) bool {
		t.Helper()
		after, _, err := a.Confirm(0, 2, time.UnixMilli(2000))
		if err != nil {
			t.Fatal(err)
		}
		c := change{after: after, write: true, call: call, life: record.AnnouncementLife}
		keys := []string{announcementKey("abc"), confirmedKey, scheduledKey, draftsKey(a.From)}
		args := changeArgs(read, c, written(&a, read, c))
		done, err := s.run(t.Context(), "change_announcement", keys, args...).Int()
		if err != nil {
			t.Fatal(err)
		}
		return done == 1
	}
	for _, tt := range []struct {
		what, call string
		done       bool
	}{{"the first", "one", true}, {"its repeat", "one", true}, {"another that has read the same", "two", false}} {
		if got := set(tt.call); got != tt.done {
			t.Errorf("%s: done is %v", tt.what, got)
		}
	}
}

// What is stored of an announcement has the fields that it always had.
func TestAnAnnouncementIsStoredAsItAlwaysWas(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	at := func(ms int64) time.Time { return time.UnixMilli(ms) }
	wants := func(what string, want map[string]string) {
		t.Helper()
		got := s.client.HGetAll(t.Context(), announcementKey("abc")).Val()
		if got["by"] != "" {
			got["by"] = "somebody"
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	try := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	a := record.Announcement{ID: "abc", To: record.Audience{Kind: record.ToEveryone}, Person: "telegram:1", State: record.StateDraft, Created: at(1000)}
	try(s.SaveDraft(t.Context(), a))
	wants("a draft without a text", map[string]string{"to": "everyone", "person": "telegram:1", "state": "draft", "text": "", "created": "1000"})
	a.Edition, a.Person, a.Text, a.State, a.At = 1, "", "Pray", record.StateScheduled, at(9000)
	try(s.SaveDraft(t.Context(), a))
	wants("scheduled", map[string]string{"to": "everyone", "state": "scheduled", "text": "Pray", "created": "1000", "edition": "1", "at": "9000"})
	_, _, err := s.Confirm(t.Context(), "abc", 1, 0, at(9000))
	try(err)
	sent := map[string]string{"to": "everyone", "state": "confirmed", "text": "Pray", "created": "1000", "edition": "1", "at": "9000", "confirmed": "9000", "reach": "0", "by": "somebody"}
	wants("sent", sent)
	try(s.FinishFanOut(t.Context(), "telegram", "abc", ""))
	try(s.Amend(t.Context(), "abc", record.Amendment{Text: "", Revision: 1}, at(9001)))
	sent["spread:telegram"], sent["text"], sent["revision"] = "1", "", "1"
	wants("corrected", sent)
	try(s.Amend(t.Context(), "abc", record.Amendment{State: record.StateStopped}, at(9002)))
	sent["state"], sent["note"] = "stopped", "0"
	wants("stopped", sent)
}
