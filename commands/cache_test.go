package commands_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/load"
)

// emptyStore is a store that has no news and nothing that is withdrawn, and is
// asked nothing else.
type emptyStore struct{ record.Store }

func (emptyStore) Headlines(context.Context, record.HeadlineQuery) ([]content.Headline, error) {
	return nil, nil
}

func (emptyStore) Recalls(context.Context) ([]record.Recall, error) { return nil, nil }

func TestTheBoardKeepsEachDayLanguageAndSelectionApart(t *testing.T) {
	library, err := load.Library(content.Builtin())
	if err != nil {
		t.Fatal(err)
	}
	core, err := commands.New(commands.Config{
		Library: func() *content.Library { return library }, Store: emptyStore{}, Random: func() string { return "abcdefghijklmnop" },
	})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)
	daily := func(day int, s content.Selection, late time.Duration) reply.Reply {
		slot := record.Slot{Date: content.Date{Year: 2026, Month: 11, Day: day}, Due: now}
		said, err := core.Daily(t.Context(), record.Chat{}, record.Subscription{Zone: "UTC", Selection: s}, slot, now.Add(late))
		if err != nil {
			t.Fatal(err)
		}
		return said
	}
	whole, nigeria := content.Selection{}, content.Selection{Countries: []string{"NG"}}
	first := daily(24, whole, 0)
	if diff := cmp.Diff(first.Title, daily(25, whole, 0).Title); diff == "" {
		t.Error("two days have the same point")
	}
	if diff := cmp.Diff(first.Title, daily(24, nigeria, 0).Title); diff == "" {
		t.Error("two selections have the same point")
	}
	if late := daily(24, whole, time.Hour); len(late.Blocks) != len(first.Blocks)+1 {
		t.Errorf("a late one has %d blocks, one in time %d", len(late.Blocks), len(first.Blocks))
	}
	if diff := cmp.Diff(first, daily(24, whole, 0)); diff != "" {
		t.Error("after a late one, one in time is another:", diff)
	}
}
