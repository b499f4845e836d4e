package discord

import (
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

func TestAServerThatIsLeftIsStoppedAndGoesOn(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.run()
	server := inDiscord(guild)
	b.srv.Event("GUILD_DELETE", `{"id":"100","unavailable":true}`)
	b.srv.Event("GUILD_DELETE", `{"id":"200"}`)
	b.soon("the other one is noted", func() bool { return b.core.Stopped(inDiscord("200")) == record.StopBlocked })
	if b.core.Stopped(server) != "" {
		t.Error("a server that is not available for a while is left")
	}
	b.srv.Event("GUILD_DELETE", `{"id":"100"}`)
	b.soon("it is noted", func() bool { return b.core.Stopped(server) == record.StopBlocked })
	b.srv.Event("GUILD_CREATE", `{"id":"100","joined_at":"2020-01-01T00:00:00Z"}`)
	b.srv.Event("GUILD_CREATE", `{"id":"200","joined_at":"`+time.Now().UTC().Format(time.RFC3339)+`"}`)
	b.soon("the other one goes on", func() bool { return b.core.Stopped(inDiscord("200")) == "" })
	if b.core.Stopped(server) == "" {
		t.Error("a server that the bot has been in for long goes on at each start")
	}
	b.srv.Event("GUILD_CREATE", `{"id":"100","joined_at":"`+time.Now().UTC().Format(time.RFC3339)+`"}`)
	b.soon("it goes on", func() bool { return b.core.Stopped(server) == "" })
}

func TestAChannelGoesOnOnceTheBotMayWriteThere(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		what string
		tell func(b *bench)
	}{
		{"the channel is changed", func(b *bench) { b.srv.Event("CHANNEL_UPDATE", `{"id":"110","guild_id":"100","type":0}`) }},
		{"a role is changed", func(b *bench) { b.srv.Event("GUILD_ROLE_UPDATE", `{"guild_id":"100","role":{"id":"71"}}`) }},
		{"the bot's roles are changed", func(b *bench) { b.srv.Event("GUILD_MEMBER_UPDATE", `{"guild_id":"100","user":{"id":"900"}}`) }},
		{"somebody speaks to the bot", func(b *bench) {
			b.core.Answer("pray", reply.Reply{Title: "Point", Stopped: true})
			b.command(member, channel, "pray", nil)
		}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.run()
			b.srv.Deny(channel, discordtest.SendMessages)
			m := point()
			m.GroupID = guild
			if _, err := b.Send(t.Context(), m); !isGone(record.StopForbidden)(err) {
				t.Fatal(err)
			}
			b.core.Stop(t.Context(), inDiscord(channel), record.StopForbidden, time.Now())
			tt.tell(b) // too early
			b.srv.Event("MESSAGE_CREATE", `{}`)
			b.soon("the bot has looked", func() bool { return b.srv.Calls("/guilds/100") > 0 || tt.what == "somebody speaks to the bot" })
			if b.core.Stopped(inDiscord(channel)) == "" {
				t.Error("it goes on too early")
			}
			b.srv.Deny(channel, 0)
			tt.tell(b)
			b.soon("it goes on", func() bool { return b.core.Stopped(inDiscord(channel)) == "" })
			b.await("the word of it", func() bool { return len(b.srv.Messages(channel)) > 0 })
		})
	}
}

func TestTheSystemChannelIsThatOfTheServer(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	if _, is := b.Common(t.Context(), inDiscord(channel), guild); is {
		t.Error("a server without one has one")
	}
	b.srv.System(guild, channel)
	if id, is := b.Common(t.Context(), inDiscord(thread), guild); !is || id != inDiscord(channel) {
		t.Errorf("it is %v", id)
	}
}
