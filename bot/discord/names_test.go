package discord

import (
	"encoding/json"
	"testing"

	"prayerbot/bot/discord/gateway"
)

func TestARequestSaysWhatItsServerIsCalled(t *testing.T) {
	b := newBench(t)
	b.run()
	named := func(want string) { // what was told before is known by then
		t.Helper()
		b.command(member, channel, "pray", nil)
		if got := b.core.Last().GroupName; got != want {
			t.Errorf("the server is called %q, want %q", got, want)
		}
	}
	named("")
	b.srv.Event("GUILD_CREATE", `{"id":"100","name":"Grace Church"}`)
	named("Grace Church")
	b.srv.Event("GUILD_UPDATE", `{"id":"100","name":"Hope Church"}`)
	named("Hope Church")
	b.srv.Event("GUILD_DELETE", `{"id":"100"}`)
	named("")
}

func TestAServersNameIsKeptWhileItIs(t *testing.T) {
	g := newGuildNames()
	for _, e := range []struct{ name, data, want string }{
		{"GUILD_CREATE", `{"id":"1","name":"A"}`, "A"},
		{"GUILD_CREATE", `{"id":"2","name":"B"}`, "A"},
		{"GUILD_UPDATE", `{"id":"1"}`, "A"},
		{"GUILD_UPDATE", `{"id":"1","name":7}`, "A"},
		{"GUILD_UPDATE", `{}`, "A"},
		{"GUILD_UPDATE", `null`, "A"},
		{"GUILD_DELETE", `{"id":"1","unavailable":true}`, "A"}, // it is only away
		{"GUILD_CREATE", `{"id":"1","unavailable":true}`, "A"},
		{"GUILD_UPDATE", `{"id":"1","name":"C"}`, "C"},
		{"GUILD_DELETE", `{"id":"1"}`, ""},
	} {
		if !g.read(gateway.Event{Name: e.name, Data: json.RawMessage(e.data)}) || g.of("1") != e.want {
			t.Errorf("after %s %s it is called %q, want %q", e.name, e.data, g.of("1"), e.want)
		}
	}
	if g.read(gateway.Event{Name: "CHANNEL_CREATE"}) {
		t.Error("what is about a channel is taken for a server's")
	}
}
