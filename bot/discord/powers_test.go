package discord

import (
	"testing"

	"prayerbot/commands/reply"
)

func TestAnInteractionSaysWhatTheBotMayDo(t *testing.T) {
	b := newBench(t)
	b.run()
	all := reply.Powers{Known: true, Post: true, Ping: true}
	for _, tt := range []struct {
		what    string
		where   string
		prepare func()
		want    reply.Powers
	}{
		{"a channel", channel, func() {}, all},
		{"a channel without pings", thread, func() { b.srv.ForbidPing(thread) }, reply.Powers{Known: true, Post: true}},
		{"a channel that is closed", thread, func() { b.srv.Forbid(thread) }, reply.Powers{Known: true}},
		{"in private", private, func() {}, reply.Powers{}},
	} {
		tt.prepare()
		b.command(member, tt.where, "pray", nil)
		if got := b.core.Last().Bot; got != tt.want {
			t.Errorf("%s: %+v", tt.what, got)
		}
	}
	for raw, want := range map[string]int64{`"8"`: 8, `8`: 0, `"x"`: 0, `null`: 0, ``: 0, `"99999999999999999999"`: 0} {
		if got := readPowers([]byte(raw)); got != want {
			t.Errorf("%s is read as %d", raw, got)
		}
	}
	if got := powersOf(8); got != all {
		t.Errorf("an administrator has %+v", got)
	}
	if got := powersOf(1<<10 | 1<<38); !got.Post || got.Ping {
		t.Errorf("in a thread it has %+v", got)
	}
}
