package discord

import (
	"testing"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

func TestAnInteractionSaysWhatTheBotMayDo(t *testing.T) {
	const closedChannel = "112"
	b := newBench(t)
	b.srv.Channels(guild, closedChannel)
	b.run()
	all := reply.Powers{Known: true, Post: true, Ping: true}
	closed := reply.Powers{Known: true, Ping: true, Lacks: reply.RightSend}
	for _, tt := range []struct {
		what    string
		where   string
		prepare func()
		want    reply.Powers
	}{
		{"a channel", channel, func() {}, all},
		{"a channel without pings", thread, func() { b.srv.ForbidPing(thread) }, reply.Powers{Known: true, Post: true}},
		{"a channel that is closed", closedChannel, func() { b.srv.Forbid(closedChannel) }, closed},
		{"a thread in it", thread, func() { b.srv.Thread(guild, closedChannel, thread) }, reply.Powers{Known: true, Ping: true, Lacks: reply.RightSendInThreads}},
		{"a channel without cards and pictures", channel, func() { b.srv.Deny(channel, discordtest.EmbedLinks|discordtest.AttachFiles|discordtest.OpenThreads) },
			reply.Powers{Known: true, Post: true, Ping: true, NoThreads: true, Lacks: reply.RightEmbed | reply.RightAttach}},
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
	if got := powersOf(8, record.PlaceForum); got != all {
		t.Errorf("an administrator has %+v", got)
	}
	if got := powersOf(1<<10|1<<38, record.PlaceChat); !got.Post || got.Ping || got.Lacks&reply.RightSend != 0 {
		t.Errorf("in a thread it has %+v", got)
	}
}
