package discord

import (
	"context"
	"encoding/json"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/discord/gateway"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// A change is what an event tells of a server, or of something in it.
type change struct {
	ID          string    `json:"id"`
	Guild       string    `json:"guild_id"`
	Unavailable bool      `json:"unavailable"`
	Joined      time.Time `json:"joined_at"`
	Locale      string    `json:"preferred_locale"`
	User        struct {
		ID string `json:"id"`
	} `json:"user"`
}

// guildOf is the server that an event is about.
func guildOf(data json.RawMessage) (string, error) {
	var c change
	if err := json.Unmarshal(data, &c); err != nil || !isID(c.Guild) {
		return "", errMalformed
	}
	return c.Guild, nil
}

// changed goes on in a thread that was opened or unlocked: where it had been stopped,
// and the bot may write there now.
func (r *receiver) changed(thread string, data json.RawMessage) {
	var c change
	if json.Unmarshal(data, &c) != nil || !isID(c.Guild) || !r.isOpen() {
		return
	}
	r.returned(record.ChatID{Platform: name, Key: thread}, c.Guild)
}

// regained goes on soon in whatever was stopped in a server whose roles or channels were
// changed, or the bot's own roles there: a thread has the rights of the channel that it
// belongs to, and a channel may have those of its category.
func (r *receiver) regained(guild string, data json.RawMessage) {
	var c change
	if json.Unmarshal(data, &c) != nil || c.User.ID != "" && !r.isSelf(c.User.ID) || !r.isOpen() {
		return
	}
	r.looks.soon(guild, func() {
		if !r.lanes.Do(guild, "a look at a server", func() { r.lookAt(guild) }) {
			r.log.Error("so many events wait that a server is not looked at", "waiting", lanePlaces)
		}
	})
}

// lookAt goes on in whatever was stopped in a server, where Discord says that the bot may
// write there by now.
func (r *receiver) lookAt(guild string) {
	now := r.clock.Now()
	if r.sender.calm.is(guild, now) {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	waiting, err := r.core.Waiting(ctx, record.ChatID{Platform: name, Key: guild})
	switch {
	case err != nil:
		r.log.Error("a server could not be looked at", "error", err)
	case len(waiting) == 0:
		r.sender.calm.note(guild, now)
	}
	for _, id := range waiting {
		r.returned(id, guild)
	}
}

// returned goes on in a channel that was stopped, where Discord says that the bot may
// write there, and says there what was missed. In private, where guild is "", it may as
// soon as the person speaks to it.
func (r *receiver) returned(id record.ChatID, guild string) {
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	stopped, err := r.core.Waits(ctx, id)
	if err != nil {
		r.log.Error("a channel could not be looked at", "error", err)
	}
	if !stopped {
		return
	}
	back, err := r.resume(ctx, id, guild)
	if err != nil {
		r.log.Warn("a channel that waits could not go on", "error", r.redact(err))
	}
	r.tell(id.Key, back)
}

// resume is returned for a channel that waits.
func (r *receiver) resume(ctx context.Context, id record.ChatID, guild string) (reply.Reply, error) {
	if guild == "" {
		return r.core.Resume(ctx, id, r.clock.Now())
	}
	self, err := r.myself(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	place, err := r.sender.rights.Place(ctx, id, guild, self)
	if err != nil {
		return reply.Reply{}, err
	}
	return r.core.Return(ctx, place, r.clock.Now())
}

// rejoinedWithin is how long after the bot has come to a server what waits there goes
// on by itself: Discord tells of every server anew at each start.
const rejoinedWithin = 24 * time.Hour

// guild deals with an event about a server as a whole. Of one that is told of at each
// start, which may be large, nothing waits in memory.
func (r *receiver) guild(e gateway.Event) {
	var c change
	if len(e.Data) > maxEvent || json.Unmarshal(e.Data, &c) != nil || !isID(c.ID) || c.Unavailable {
		return
	}
	group, now := record.ChatID{Platform: name, Key: c.ID}, r.clock.Now()
	do := func() { r.left(group) }
	switch {
	case e.Name == guildCreated && now.Sub(c.Joined) <= rejoinedWithin:
		do = func() { r.joined(group, c) }
	case e.Name == guildCreated: // what has changed there while nobody told the bot
		do = func() { r.lookAt(c.ID) }
	case e.Name != guildDeleted:
		return
	}
	if !r.isOpen() || !r.lanes.Do(c.ID, "a server", do) {
		r.log.Info("what became of a server is passed over", "event", e.Name)
	}
}

// joined goes on in a server that the bot has come to: whatever waited there. Where nothing
// did, the bot says who it is.
func (r *receiver) joined(group record.ChatID, c change) {
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	said, err := r.core.ResumeGroup(ctx, group, false, r.clock.Now())
	if err != nil {
		r.log.Error("a server that let the bot in could not be noted", "error", err)
	}
	for _, one := range said {
		r.tell(one.Chat.Key, one.Reply)
	}
	if len(said) == 0 && c.isNew(r.clock.Now()) {
		r.greet(ctx, group.Key, c.Locale)
	}
}

// left holds back what comes to a server that the bot was removed from. One that is
// only not available for a while is left as it is.
func (r *receiver) left(group record.ChatID) {
	r.sender.calm.stir(group.Key, r.clock.Now())
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	if err := r.core.StopGroup(ctx, group, record.StopBlocked, r.clock.Now()); err != nil {
		r.log.Error("a server that the bot was removed from could not be noted", "error", err)
	}
}

// wasStopped tells whether an answer was shown where the bot counts as one that may not
// write, and it seems to be otherwise: Discord says with the same request that it may, or
// the person who had kept it out speaks to it.
func wasStopped(r reply.Reply, req reply.Request) bool {
	return r.Stopped && (req.Private || req.Bot.Post)
}
