package discord

import (
	"testing"

	"prayerbot/commands/reply"
)

func TestACommandAboutAMessageGivesItsText(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run()
	b.core.Answer(reply.AboutMessage, reply.Reply{Title: "Nigeria", Visibility: reply.ForAsker})
	i, err := b.srv.Use(member, channel, "Pray about this (en)", map[string]any{
		"content": "**Nigeria**: \u202ewho knows", "components": []any{map[string]any{"type": 99}},
		"embeds": []any{map[string]any{"title": "Eritrea", "description": "A card", "color": "none"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	b.await("the answer", func() bool { return b.srv.Answer(i) != nil })
	if m := b.srv.Answer(i); m.Title != "Nigeria" || m.Flags&ephemeral == 0 {
		t.Errorf("it says %+v", m)
	}
	if r := b.core.Last(); r.Command != reply.AboutMessage || r.Text != "  Nigeria  : who knows\nEritrea\nA card" || r.Person != member {
		t.Errorf("the core was asked %+v", r)
	}
	commands, _ := b.srv.Commands()
	for _, c := range commands {
		if c.Type == 3 && (len(c.Contexts) != 3 || len(c.Types) != 2 || c.Names["de"] == "") {
			t.Errorf("it is registered as %+v", c)
		}
	}
}
