package commands_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A diary is a store of which the ledger of each chat is what a test says.
type diary struct {
	record.Store
	entries *[]record.LedgerEntry
}

// Log is what the test says.
func (d diary) Log(context.Context, record.ChatID) ([]record.LedgerEntry, error) {
	return *d.entries, nil
}

// read lets a chat have read deliveries, and an announcement.
func (d diary) read(outcomes ...record.Outcome) {
	*d.entries = []record.LedgerEntry{{Outcome: record.OutcomeSent}}
	for _, o := range outcomes {
		*d.entries = append(*d.entries, record.LedgerEntry{Subscription: 1, Outcome: o})
	}
}

// withDiary is a talk with a bot that draws cards, and delivers every day.
func withDiary(t *testing.T, line string) (*talk, diary) {
	t.Helper()
	k := withCards(t)
	d := diary{k.store, new([]record.LedgerEntry)}
	k.world.Store = d
	k.say(line)
	return k, d
}

// offersOn is the delivery of a day from now, and whether pictures are offered with it.
func (k *talk) offersOn(t *testing.T, days int) (reply.Reply, bool) {
	t.Helper()
	chat := k.chat(t)
	slot, _ := chat.Subscriptions[0].Next(k.req.Now.Add(time.Duration(days) * 24 * time.Hour))
	r, err := k.core.Daily(t.Context(), chat, chat.Subscriptions[0], slot, slot.Due)
	if err != nil {
		t.Fatal(err)
	}
	return r, strings.Contains(plain(r), "I say this only once.")
}

func TestPicturesAreOfferedOnceAfterTheThirdDelivery(t *testing.T) {
	k, d := withDiary(t, "/subscribe 07:00 London for Eritrea")
	for day, outcomes := range [][]record.Outcome{
		nil, {record.OutcomeSent, record.OutcomeMissed}, {record.OutcomeSent, record.OutcomeLate, record.OutcomeFailed, record.OutcomeMissed},
	} {
		d.read(outcomes...)
		if r, offers := k.offersOn(t, day); offers {
			t.Errorf("after %v they are offered:\n%s", outcomes, plain(r))
		}
	}
	d.read(record.OutcomeSent, record.OutcomeLate, record.OutcomeSent)
	r, offers := k.offersOn(t, 3)
	if !offers || r.Picture != nil || buttonTo(r, "settings picture on") != "Add pictures" {
		t.Fatalf("after the third they are not offered:\n%s", plain(r))
	}
	if last := r.Blocks[len(r.Blocks)-1]; !last.Chooses {
		t.Error("the offer stands where its button cannot be pressed too")
	}
	k.restart(t)
	if again, offers := k.offersOn(t, 3); !offers || plain(again) != plain(r) {
		t.Errorf("a second try of the same says\n%s", plain(again))
	}
	if later, offers := k.offersOn(t, 4); offers {
		t.Errorf("they are offered again:\n%s", plain(later))
	}
	k.last = r
	if said := plain(k.press("Add pictures")); !strings.Contains(said, "Picture is set: On.") {
		t.Errorf("the button says\n%s", said)
	}
	if r, offers := k.offersOn(t, 3); offers || r.Picture == nil {
		t.Errorf("where they are wanted they are offered (%v), and the picture is %v", offers, r.Picture)
	}
}

// TestPicturesAreOfferedNowhereThatTheyEndanger asks in places of the World Watch List,
// under clocks that do not say where somebody is, and where it is of no use.
func TestPicturesAreOfferedNowhereThatTheyEndanger(t *testing.T) {
	for what, set := range map[string]string{
		"a place on the list": "/subscribe 07:00 Lagos", "another one": "/subscribe 07:00 Mexico City", "a city of one": "/subscribe 07:00 Tijuana",
		"a place that a law of one reaches": "/subscribe 07:00 Hong Kong", "no place at all": "/subscribe 07:00 UTC+3", "a name of the same clock": "/subscribe 07:00 Asia/Calcutta",
		"the week": "/subscribe weekly 07:00 London",
	} {
		k, d := withDiary(t, set)
		d.read(record.OutcomeSent, record.OutcomeSent, record.OutcomeSent)
		if len(k.chat(t).Subscriptions) == 0 {
			t.Fatalf("%s: %q sets up nothing:\n%s", what, set, plain(k.last))
		}
		if r, offers := k.offersOn(t, 1); offers {
			t.Errorf("%s: they are offered:\n%s", what, plain(r))
		}
	}
	k, d := withDiary(t, "/subscribe 07:00 London")
	d.read(record.OutcomeSent, record.OutcomeSent, record.OutcomeSent)
	k.say("/subscribe 08:00 Tehran")
	if _, offers := k.offersOn(t, 1); offers {
		t.Error("they are offered where one of two clocks is that of a place on the list")
	}
	k.say("/settings London")
	k.choose(record.SettingDiscreet, record.On)
	if _, offers := k.offersOn(t, 1); offers {
		t.Error("they are offered in a discreet chat")
	}
}

// TestWhereNothingIsDrawnNoPicturesAreOffered has a bot without cards.
func TestWhereNothingIsDrawnNoPicturesAreOffered(t *testing.T) {
	k, d := withDiary(t, "/subscribe 07:00 London")
	k.config.Cards = nil
	k.restart(t)
	d.read(record.OutcomeSent, record.OutcomeSent, record.OutcomeSent)
	if _, offers := k.offersOn(t, 1); offers {
		t.Error("they are offered")
	}
}
