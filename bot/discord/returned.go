package discord

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/discord/gateway"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// refused are the channels that did not take a delivery for want of a right, by their
// server: in memory alone, so that a change of roles costs no search. It is safe for
// concurrent use.
type refused struct {
	mu      sync.Mutex
	byGuild map[string]map[string]bool
	n       int
}

// mostRefused bounds how many are remembered.
const mostRefused = 4096

func (r *refused) note(guild, channel string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if guild == "" || r.n >= mostRefused || r.byGuild[guild][channel] {
		return
	}
	if r.byGuild == nil {
		r.byGuild = map[string]map[string]bool{}
	}
	if r.byGuild[guild] == nil {
		r.byGuild[guild] = map[string]bool{}
	}
	r.byGuild[guild][channel] = true
	r.n++
}

// forget takes a channel off.
func (r *refused) forget(guild, channel string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byGuild[guild][channel] {
		delete(r.byGuild[guild], channel)
		r.n--
	}
	if len(r.byGuild[guild]) == 0 {
		delete(r.byGuild, guild)
	}
}

// of are the channels of a server.
func (r *refused) of(guild string) (all []string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for channel := range r.byGuild[guild] {
		all = append(all, channel)
	}
	return all
}

// A change is what an event tells of a server, or of something in it.
type change struct {
	ID          string    `json:"id"`
	Guild       string    `json:"guild_id"`
	Unavailable bool      `json:"unavailable"`
	Joined      time.Time `json:"joined_at"`
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

// changed goes on in a channel or thread whose rights were changed, or which was
// opened: where it had been stopped, and the bot may write there now.
func (r *receiver) changed(channel string, data json.RawMessage) {
	var c change
	if json.Unmarshal(data, &c) != nil || !isID(c.Guild) || !r.isOpen() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	r.perhapsReturned(ctx, c.Guild, channel)
}

// regained goes on in the channels of a server that did not take a delivery for want
// of a right, where roles were changed, or the bot's own were.
func (r *receiver) regained(guild string, data json.RawMessage) {
	var c change
	if json.Unmarshal(data, &c) != nil || c.User.ID != "" && !r.isSelf(c.User.ID) || !r.isOpen() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	for _, channel := range r.refused.of(guild) {
		r.perhapsReturned(ctx, guild, channel)
	}
}

// perhapsReturned goes on in a channel that was stopped, where Discord says that the
// bot may write there.
func (r *receiver) perhapsReturned(ctx context.Context, guild, channel string) {
	id := record.ChatID{Platform: name, Key: channel}
	stopped, err := r.core.Waits(ctx, id)
	if err != nil {
		r.log.Error("a channel could not be looked at", "error", err)
		return
	}
	if !stopped {
		return
	}
	s, err := r.session()
	if err != nil {
		return
	}
	self, err := r.whoAmI(ctx, s)
	if err != nil {
		r.log.Warn("nobody says what the bot may do in a channel", "error", r.redact(err))
		return
	}
	place, err := r.sender.rights.Place(ctx, id, guild, self)
	switch {
	case err != nil:
		r.log.Warn("nobody says what the bot may do in a channel", "error", r.redact(err))
	case place.Bot.Post:
		r.refused.forget(guild, channel)
		r.returned(ctx, id)
	}
}

// returned goes on in a channel, and says there what was missed.
func (r *receiver) returned(ctx context.Context, id record.ChatID) {
	back, err := r.core.Resume(ctx, id, r.clock.Now())
	if err != nil {
		r.log.Error("a channel that lets the bot in could not be noted", "error", err)
		return
	}
	r.tell(id.Key, back)
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
	do := r.left
	switch {
	case e.Name == guildCreated && now.Sub(c.Joined) <= rejoinedWithin:
		do = r.joined
	case e.Name != guildDeleted:
		return
	}
	if !r.isOpen() || !r.lanes.Do(c.ID, "a server", func() { do(group) }) {
		r.log.Info("what became of a server is passed over", "event", e.Name)
	}
}

// joined goes on in a server that the bot has come to: whatever waited there.
func (r *receiver) joined(group record.ChatID) {
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	said, err := r.core.ResumeGroup(ctx, group, r.clock.Now())
	if err != nil {
		r.log.Error("a server that let the bot in could not be noted", "error", err)
	}
	for _, one := range said {
		r.tell(one.Chat.Key, one.Reply)
	}
}

// left holds back what comes to a server that the bot was removed from. One that is
// only not available for a while is left as it is.
func (r *receiver) left(group record.ChatID) {
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	if err := r.core.StopGroup(ctx, group, record.StopBlocked, r.clock.Now()); err != nil {
		r.log.Error("a server that the bot was removed from could not be noted", "error", err)
	}
}

// Common is the channel in which Discord itself speaks to a whole server; false where
// the server has none, or Discord does not say.
func (r *rights) Common(ctx context.Context, _ record.ChatID, guildID string) (record.ChatID, bool) {
	s, err := r.session()
	if err != nil || !isID(guildID) {
		return record.ChatID{}, false
	}
	guild, err := s.Guild(guildID, once(ctx)...)
	if err != nil || !isID(guild.SystemChannelID) {
		return record.ChatID{}, false
	}
	return record.ChatID{Platform: name, Key: guild.SystemChannelID}, true
}

// wasStopped tells whether an answer was shown where the bot counts as one that may not
// write, and Discord says with the same request that it may.
func wasStopped(r reply.Reply, req reply.Request) bool { return r.Stopped && req.Bot.Post }
