package discord

import (
	"context"
	"encoding/json"
	"strings"

	"prayerbot/bot/adapter"
	"prayerbot/bot/discord/gateway"
	"prayerbot/commands/record"
)

// An eventKind is how an event is dealt with.
type eventKind struct {
	what string // the event, in the log
	// key is what orders it: events of one key are dealt with one after the
	// other. The error says that the event cannot be read.
	key func(data json.RawMessage) (string, error)
	do  func(r *receiver, key string, data json.RawMessage)
}

// eventKinds are the events that concern the bot, by Discord's names, but for
// interactions, which have limits of their own. All others are passed over.
var eventKinds = map[string]eventKind{
	"CHANNEL_DELETE": {"the deletion of a channel", idOf, (*receiver).deleted},
	"THREAD_DELETE":  {"the deletion of a channel", idOf, (*receiver).deleted},
	"MESSAGE_CREATE": {"a message", channelOf, (*receiver).said},
	"THREAD_UPDATE":  {"a change of a thread", idOf, (*receiver).changed},

	"CHANNEL_UPDATE":      {"a change of a channel", guildOf, (*receiver).regained},
	"GUILD_ROLE_UPDATE":   {"a change of a role", guildOf, (*receiver).regained},
	"GUILD_ROLE_DELETE":   {"the end of a role", guildOf, (*receiver).regained},
	"GUILD_MEMBER_UPDATE": {"a change of the bot's roles", guildOf, (*receiver).regained},
}

// interactionEvent is the name of an interaction.
const interactionEvent = "INTERACTION_CREATE"

// maxEvent bounds an event that is dealt with, in bytes, so that those that wait
// cannot fill the memory: the largest interactions are far smaller.
const maxEvent = 1 << 20

// handle deals with one event. It does not wait.
func (r *receiver) handle(e gateway.Event) {
	if r.answerer.names.read(e) {
		r.guild(e)
		return
	}
	kind, known := eventKinds[e.Name]
	known = known || e.Name == interactionEvent
	if known && len(e.Data) > maxEvent {
		r.log.Warn("an event is so long that it is passed over", "event", e.Name, "bytes", len(e.Data))
		return
	}
	if e.Name == interactionEvent {
		if r.isOpen() {
			r.answerer.take(e.Data)
		}
		return
	}
	if !known {
		return
	}
	key, err := kind.key(e.Data)
	if err != nil {
		r.log.Warn(kind.what+" could not be read", "event", e.Name)
		return
	}
	if !r.lanes.Do(key, kind.what, func() { kind.do(r, key, e.Data) }) {
		r.log.Error("so many events wait that one is dropped", "event", e.Name, "waiting", lanePlaces)
	}
}

// idOf is the number of what an event is about.
func idOf(data json.RawMessage) (string, error) {
	var about struct {
		ID string `json:"id"`
	}
	if err := json.Unmarshal(data, &about); err != nil || !isID(about.ID) {
		return "", errMalformed
	}
	return about.ID, nil
}

// deleted ends what a channel or thread that is gone was to receive.
func (r *receiver) deleted(channel string, _ json.RawMessage) {
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	id := record.ChatID{Platform: name, Key: channel}
	if err := r.core.Stop(ctx, id, record.StopDeleted, r.clock.Now()); err != nil {
		r.log.Error("a channel that was deleted could not be noted", "error", err)
	}
}

// isID tells whether a text is one of Discord's numbers.
func isID(s string) bool {
	return s != "" && len(s) <= 20 && strings.Trim(s, "0123456789") == ""
}
