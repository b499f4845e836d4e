package redisstore

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands"
	"prayerbot/content"
)

func TestALineOfTheLedgerIsReadAsItWasWritten(t *testing.T) {
	at := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	day := content.Date{Year: 2026, Month: 11, Day: 24}
	for want, e := range map[string]commands.Entry{
		"1Sg19,go0;":        {Subscription: 1, Date: day, At: at, Outcome: commands.OutcomeSent},
		"1Sg1a,-1e00;":      {Subscription: 1, Date: day.Add(1), At: at, Outcome: commands.OutcomeSent},
		"12Fg19,go0,tries;": {Subscription: 12, Date: day, At: at, Outcome: commands.OutcomeFailed, Reason: "tries"},
		"0S,tozso0;":        {At: at, Outcome: commands.OutcomeSent},
		"1NEWg19,go0,a,b;":  {Subscription: 1, Date: day, At: at, Outcome: "new", Reason: "a,b"},
	} {
		line := formEntry(e)
		if line != want {
			t.Errorf("%+v is written as %s, not as %s", e, line, want)
		}
		got, err := readLine(line[:len(line)-1])
		if err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(e, got); diff != "" {
			t.Errorf("%s: %s", line, diff)
		}
	}
}

// ledgerStore is a store with one chat, and what finishes a slot there.
func ledgerStore(t *testing.T) (*Store, commands.ChatID, func(day int)) {
	t.Helper()
	s := open(t, redistest.Start(t).URL())
	id := commands.ChatID{Platform: "telegram", Key: "5000000000"}
	due := time.Date(2026, 11, 1, 23, 30, 0, 0, time.UTC)
	chat := commands.Chat{ID: id, Language: "en", Zone: "America/New_York", LastID: 1, Subscriptions: []commands.Subscription{{ID: 1, At: 1110, Zone: "America/New_York", Since: due}}}
	if err := s.SaveChat(t.Context(), chat, "abcdefghijklmnop", map[int]time.Time{1: due}); err != nil {
		t.Fatal(err)
	}
	return s, id, func(day int) {
		t.Helper()
		at := due.AddDate(0, 0, day-1)
		leases, err := s.Lease(t.Context(), "telegram", at, at.Add(time.Minute), 1)
		if err != nil || len(leases) != 1 {
			t.Fatal(leases, err)
		}
		date := content.Date{Year: 2026, Month: 11, Day: day}
		e := commands.Entry{At: at.Add(time.Hour), Date: date, Subscription: 1, Outcome: commands.OutcomeSent}
		if err := s.Finish(t.Context(), leases[0], outbox.Result{Entry: e, Slot: date, Next: at.AddDate(0, 0, 1)}); err != nil {
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

func TestALedgerOfAnEarlierVersionIsReadAndPushedOut(t *testing.T) {
	s, id, finish := ledgerStore(t)
	old := logKey(id.Platform, id.Key)
	for day := 25; day <= 31; day++ { // of October
		n := content.Date{Year: 2026, Month: 10, Day: day}.Days()
		s.client.LPush(t.Context(), old, fmt.Sprintf("1|%d|sent|1795586400000|", n))
	}
	for day, want := range []int{31, 1, 2, 3, 4, 5, 6, 7, 8} {
		if day > 0 {
			finish(day)
		}
		log, err := s.Log(t.Context(), id)
		if err != nil || len(log) != commands.LedgerSize || log[0].Date.Day != want {
			t.Fatalf("on day %d the ledger is %+v, %v", day, log, err)
		}
	}
	if n := s.client.Exists(t.Context(), old).Val(); n != 0 {
		t.Error("the old ledger is still there")
	}
}

func TestASlotInALedgerOfAnEarlierVersionIsNotToldAgain(t *testing.T) {
	s, id, finish := ledgerStore(t)
	n := content.Date{Year: 2026, Month: 11, Day: 1}.Days()
	s.client.LPush(t.Context(), logKey(id.Platform, id.Key), fmt.Sprintf("1|%d|late|1795586400000|", n))
	finish(1)
	if log, err := s.Log(t.Context(), id); err != nil || len(log) != 1 {
		t.Errorf("the ledger is %+v, %v", log, err)
	}
}
