package redisstore

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
	"prayerbot/content"
)

func TestALineOfTheLedgerIsReadAsItWasWritten(t *testing.T) {
	at := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	day := content.Date{Year: 2026, Month: 11, Day: 24}
	for want, e := range map[string]record.LedgerEntry{
		"1Sg19,go0;":        {Subscription: 1, Date: day, At: at, Outcome: record.OutcomeSent},
		"1Sg1a,-1e00;":      {Subscription: 1, Date: day.Add(1), At: at, Outcome: record.OutcomeSent},
		"12Fg19,go0,tries;": {Subscription: 12, Date: day, At: at, Outcome: record.OutcomeFailed, Reason: "tries"},
		"0S,tozso0;":        {At: at, Outcome: record.OutcomeSent},
		"1NEWg19,go0,a,b;":  {Subscription: 1, Date: day, At: at, Outcome: "new", Reason: "a,b"},
	} {
		line := encodeEntry(e)
		if line != want {
			t.Errorf("%+v is written as %s, not as %s", e, line, want)
		}
		got, err := decodeEntry(line[:len(line)-1])
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(e, got); diff != "" {
			t.Errorf("%s: %s", line, diff)
		}
	}
}

// ledgerStore is a store with one chat, and what finishes a slot there.
func ledgerStore(t *testing.T) (*Store, record.ChatID, func(day int)) {
	t.Helper()
	s := open(t, redistest.Start(t).URL())
	id := record.ChatID{Platform: "telegram", Key: "5000000000"}
	due := time.Date(2026, 11, 1, 23, 30, 0, 0, time.UTC)
	chat := record.Chat{ID: id, Language: "en", Zone: "America/New_York", LastID: 1, Subscriptions: []record.Subscription{{ID: 1, At: 1110, Zone: "America/New_York", Since: due}}}
	if err := s.SaveChat(t.Context(), chat, "abcdefghijklmnop", map[int]time.Time{1: due}); err != nil {
		t.Fatal(err)
	}
	return s, id, func(day int) {
		t.Helper()
		at := due.AddDate(0, 0, day-1)
		leases, err := s.Lease(t.Context(), "telegram", at, at.Add(time.Minute), outbox.Want{All: 1})
		if err != nil || len(leases) != 1 {
			t.Fatal(leases, err)
		}
		date := content.Date{Year: 2026, Month: 11, Day: day}
		e := record.LedgerEntry{At: at.Add(time.Hour), Date: date, Subscription: 1, Outcome: record.OutcomeSent}
		result := outbox.Result{Entry: e, Slot: date, Next: at.AddDate(0, 0, 1)}
		if err := errors.Join(s.Finish(t.Context(), []outbox.Settlement{{Lease: leases[0], Result: result}})...); err != nil {
			t.Fatal(err)
		}
	}
}

// A hash in its short form takes a third of the memory of one in its long form.
func TestAChatWithAFullLedgerKeepsItsShortForm(t *testing.T) {
	s, id, finish := ledgerStore(t)
	for day := 1; day <= 9; day++ {
		finish(day)
	}
	if got := s.client.ObjectEncoding(t.Context(), chatKey(id.Platform, id.Key)).Val(); got != "listpack" {
		t.Errorf("the chat is kept as %s", got)
	}
}
