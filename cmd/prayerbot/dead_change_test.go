package main

import (
	"strings"
	"testing"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// givenUp stores a chat whose point of this minute was given up, and returns its mark.
func givenUp(t *testing.T, s store.Store, key string, at time.Time) (mark string) {
	t.Helper()
	now := at.UTC()
	chat := record.Chat{ID: record.ChatID{Platform: "telegram", Key: key}, LastID: 1, Subscriptions: []record.Subscription{{
		ID: 1, At: record.Wall(now.Hour()*60 + now.Minute()), Zone: "UTC", Since: now.Add(-48 * time.Hour),
	}}}
	if err := s.SaveChat(t.Context(), chat, "one"+key, map[int]time.Time{1: now}); err != nil {
		t.Fatal(err)
	}
	before, err := s.Dead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	leases, err := s.Lease(t.Context(), "telegram", now, now.Add(time.Minute), outbox.Want{All: 1})
	if err != nil || len(leases) != 1 {
		t.Fatalf("leased are %+v, %v", leases, err)
	}
	date := content.DateOf(now)
	r := outbox.Result{Slot: date, Dead: true, Next: now.Add(24 * time.Hour), Entry: record.LedgerEntry{At: now, Date: date, Subscription: 1, Outcome: record.OutcomeFailed, Reason: "tries"}}
	if err := s.Finish(t.Context(), []outbox.Settlement{{Lease: leases[0], Result: r}})[0]; err != nil {
		t.Fatal(err)
	}
	all, err := s.Dead(t.Context())
	if err != nil || len(all) != len(before)+1 {
		t.Fatalf("there are %+v, %v", all, err)
	}
	for _, d := range all {
		if strings.Contains(d.Key, key) {
			mark = d.Mark
		}
	}
	return mark
}

// What was given up goes out once more, beside a running bot.
func TestADeliveryThatWasGivenUpIsQueuedAgain(t *testing.T) {
	s := running(t)
	mark := givenUp(t, s, "700700", time.Now())
	says(t, exitFine, mark+"  delivery is queued again.\n", "", "dead", "retry", mark)
	says(t, exitFailed, "nothing that was set aside has the mark", "", "dead", "retry", mark)
	leases, err := s.Lease(t.Context(), "telegram", time.Now(), time.Now().Add(time.Minute), outbox.Want{All: 9})
	if err != nil || len(leases) != 1 || leases[0].Chat.Key != "700700" {
		t.Errorf("leased are %+v, %v", leases, err)
	}
	old := givenUp(t, s, "800800", time.Now().Add(-7*time.Hour))
	says(t, exitFailed, "it is not queued again, because its time is too long ago", "", "dead", "retry", old)
	says(t, exitFine, "Nothing was dropped.", "no\n", "dead", "drop", old)
	says(t, exitFine, "Nothing was dropped.", "", "dead", "drop", old)
	says(t, exitFine, "The message will not be sent.", "yes\n", "dead", "drop", old)
	says(t, exitFailed, "nothing that was set aside has the mark", "", "dead", "drop", "--yes", old)
}

// What cannot be read can only be dropped, without a running bot too.
func TestWhatCannotBeReadIsOnlyDropped(t *testing.T) {
	folder := t.TempDir()
	clean(t)
	t.Setenv("PRAYERBOT_DATA", folder)
	s, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	for key, at := range map[string]record.Wall{"700700": -5, "800800": 60} {
		chat := record.Chat{ID: record.ChatID{Platform: "telegram", Key: key}, Subscriptions: []record.Subscription{{ID: 1, At: at}}}
		if err := s.SaveChat(t.Context(), chat, "one"+key, nil); err != nil {
			t.Fatal(err)
		}
	}
	all, err := s.Dead(t.Context())
	if err != nil || len(all) != 1 {
		t.Fatalf("there are %+v, %v", all, err)
	}
	s.Close()
	mark := all[0].Mark
	says(t, exitFailed, "cannot be read, so there is nothing to send", "", "dead", "retry", mark)
	says(t, exitFine, "The chat is forgotten", "yes\n", "dead", "drop", mark)
	says(t, exitFine, "", "", "dead")
	says(t, exitFailed, "has the mark", "yes\n", "dead", "drop", mark)
	if s, err = boltstore.Open(folder); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for key, want := range map[string]int{"700700": 0, "800800": 1} {
		chat, err := s.Chat(t.Context(), record.ChatID{Platform: "telegram", Key: key})
		if err != nil || len(chat.Subscriptions) != want {
			t.Errorf("the chat is %+v, %v", chat, err)
		}
	}
}
