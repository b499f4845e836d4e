package bot_test

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"prayerbot/bot"
	"prayerbot/bot/store/boltstore"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// asked is what eight people ask one core at once.
var asked = [][2]string{
	{"pray", ""}, {"pray", "nigeria tomorrow"}, {"country", "Iran"}, {"news", "India"}, {"verse", "john 3:16"},
	{"subscribe", "7:00 Lagos"}, {"schedule", ""}, {"settings", ""}, {"help", ""}, {"", "every day at 7 in Cologne"},
}

// One core is asked by many at once, in all languages, and tells what is due
// meanwhile: the race detector watches what they share.
func TestManyAskOneCoreAtOnce(t *testing.T) {
	core := sharedCore(t)
	languages := append(core.Languages(), "es-MX", "sv", "")
	var everybody sync.WaitGroup
	for i := range 8 {
		everybody.Go(func() {
			for j, line := range asked {
				req := reply.Request{
					Chat: record.ChatID{Platform: "telegram", Key: fmt.Sprint(100 + i)}, Person: fmt.Sprint(100 + i), Private: true,
					Language: languages[(i+j)%len(languages)], Now: morning, Command: line[0], Line: line[1],
				}
				if said := core.Handle(context.Background(), req); said.Empty() {
					t.Errorf("%q in %q: no answer", line, req.Language)
				}
				core.Complete(context.Background(), req, "country", "country", "ni")
				chat := record.Chat{ID: req.Chat, Language: req.Language, Zone: "Africa/Lagos"}
				slot := record.Slot{Date: content.DateOf(morning), Due: morning}
				if _, err := core.Daily(context.Background(), chat, record.Subscription{Zone: chat.Zone}, slot, morning); err != nil {
					t.Error(err)
				}
			}
		})
	}
	everybody.Wait()
}

var morning = time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC)

// sharedCore is a core on an embedded store.
func sharedCore(t *testing.T) *commands.Core {
	t.Helper()
	store, err := boltstore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	library, err := builtin()
	if err != nil {
		t.Fatal(err)
	}
	core, err := commands.New(commands.Config{
		Library: func() *content.Library { return library }, Store: store, Rights: &bot.Rights{},
		Log: slog.New(slog.DiscardHandler), Random: randomText,
	})
	if err != nil {
		t.Fatal(err)
	}
	return core
}
