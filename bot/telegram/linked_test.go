package telegram

import (
	"testing"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

func TestTelegramSaysWhatAChatIs(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Channel(wide, ada)
	b.srv.Link(wide, group)
	for id, want := range map[string]reply.Nature{
		key(wide, 0):   {Channel: true, GroupID: key(wide, 0), Linked: key(group, 0)},
		key(group, 0):  {GroupID: key(group, 0), Linked: key(wide, 0)},
		key(group, 45): {GroupID: key(group, 0)},
	} {
		got, err := b.Nature(t.Context(), record.ChatID{Platform: name, Key: id})
		if err != nil || got != want {
			t.Errorf("%s is %+v (%v)", id, got, err)
		}
	}
	if _, err := b.Nature(t.Context(), record.ChatID{Platform: name, Key: "-9999"}); err == nil {
		t.Error("a chat without the bot is something")
	}
}

func TestAPostThatWasBroughtToAGroupTellsOfItsChannel(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.srv.Channel(wide, ada)
	b.srv.Link(wide, group)
	b.run()
	b.srv.Post(wide, "/pray") // its answer is brought to the group
	b.await("what is known of the channel", func() bool {
		return b.core.Moved(record.ChatID{Platform: name, Key: key(wide, 0)}).Key == key(group, 0)
	})
	if n := len(b.core.Asked()); n != 1 {
		t.Errorf("what was brought is taken for a request: %d", n)
	}
}
