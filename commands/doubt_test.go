package commands_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store/boltstore"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// inDoubt is a store that does not know whether a prayer was counted.
type inDoubt struct{ record.Store }

func (inDoubt) Prayed(context.Context, string, string, string, time.Time) (int, error) {
	return 0, fmt.Errorf("%w: connection reset", record.ErrInDoubt)
}

// Where nobody knows whether it was done, nobody is told that nothing was changed.
func TestWhatIsInDoubtIsNotSaidToBeUndone(t *testing.T) {
	s, err := boltstore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	core, err := commands.New(commands.Config{
		Library: func() *content.Library { return &content.Library{} }, Store: inDoubt{s}, Random: func() string { return "abcdefgh23456789" },
	})
	if err != nil {
		t.Fatal(err)
	}
	answer := core.Handle(t.Context(), reply.Request{
		Chat: record.ChatID{Platform: "telegram", Key: "7"}, Person: "7", Private: true, Now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC), Payload: "1 prayed",
	})
	if said := fmt.Sprint(answer.Blocks); strings.Contains(said, "nothing was changed") || !strings.Contains(said, "did not hear") {
		t.Errorf("it says %s", said)
	}
}
