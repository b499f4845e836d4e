package discord

import (
	"context"
	"testing"
	"time"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/commands/record"
)

// A category that changes with its forty channels costs one look at each chat that
// waits.
func TestManyChangesOfAServerAreLookedAtOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.receiver.looks.after = lookAfter
	b.run()
	b.srv.Deny(channel, discordtest.SendMessages)
	b.core.Stop(t.Context(), inDiscord(channel), record.StopForbidden, time.Now())
	for range 40 {
		b.srv.Event("CHANNEL_UPDATE", `{"id":"110","guild_id":"100","type":0}`)
	}
	b.soon("the bot has looked", func() bool { return b.srv.Calls("/guilds/100") > 0 })
	b.srv.Deny(channel, 0)
	b.srv.Event("CHANNEL_UPDATE", `{"id":"110","guild_id":"100","type":0}`)
	b.soon("it goes on", func() bool { return b.core.Stopped(inDiscord(channel)) == "" })
	if n := b.core.Looks(); n != 2 {
		t.Errorf("it was looked at %d times", n)
	}
}

// What waits for its look is looked at before the process ends.
func TestTheLastLookComesBeforeTheEnd(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.receiver.looks.after = time.Hour
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- b.Run(ctx, func() bool { return true }) }()
	b.await("a session", func() bool { return b.srv.Connected() == 1 })
	b.core.Stop(t.Context(), inDiscord(channel), record.StopForbidden, time.Now())
	b.receiver.regained(guild, []byte(`{"id":"110","guild_id":"100"}`))
	end()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if b.core.Stopped(inDiscord(channel)) != "" {
		t.Error("it does not go on")
	}
}
