package discord

import (
	"context"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// greetWithin is how long after the bot has come to a server it greets: as long as Discord
// is sure to drop a repeat, because it tells of the server anew whenever a session begins.
const greetWithin = nonceWindow

// greet says who the bot is in a server that has just added it, once: in the channel in
// which Discord itself greets there, or nowhere. A crash may leave it out.
func (r *receiver) greet(ctx context.Context, guild, language string) {
	channel, is := r.sender.rights.Common(ctx, record.ChatID{}, guild)
	if !is {
		return
	}
	answer := r.answerer.asker.Ask(ctx, reply.Request{
		Chat: channel, GroupID: guild, GroupName: r.answerer.names.of(guild), Language: language, Role: reply.Anyone, Servers: true, Now: r.clock.Now(), Command: "start",
	})
	if answer.Empty() {
		return
	}
	part := r.sender.renderSent(answer)[0]
	part.Nonce, part.Enforce = "greet"+guild, true
	err := r.pacer.Answer(ctx)
	if err == nil {
		_, err = r.sender.post(ctx, delivery.Message{Chat: channel}, part)
	}
	if err != nil {
		r.log.Info("a server could not be greeted", "error", r.redact(err))
	}
}

// isNew tells whether the bot has come to a server just now.
func (c change) isNew(now time.Time) bool {
	age := now.Sub(c.Joined)
	return -greetWithin < age && age < greetWithin
}
