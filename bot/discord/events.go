package discord

import (
	"context"
	"encoding/json"
	"strings"

	"prayerbot/bot/adapter"
	"prayerbot/commands/record"
)

// dispatch deals with one event. What takes longer is done beside.
func (c *connection) dispatch(e payload) {
	p := c.platform
	switch e.Type {
	case "READY":
		c.begun(e)
	case "RESUMED":
		c.opened()
	case "INTERACTION_CREATE":
		if c.open() {
			go p.interact(e.Data)
		}
	case "CHANNEL_DELETE", "THREAD_DELETE":
		go p.deleted(e.Data)
	}
}

// deleted notes that a channel or thread is gone.
func (p *Platform) deleted(event json.RawMessage) {
	broken := adapter.Guard(func() {
		var channel struct {
			ID string `json:"id"`
		}
		if err := json.Unmarshal(event, &channel); err != nil || !isID(channel.ID) {
			p.Log.Warn("the deletion of a channel could not be read")
			return
		}
		p.stop(channel.ID)
	})
	p.sayBroken("the deletion of a channel", broken)
}

// stop ends what a channel that is gone was to receive.
func (p *Platform) stop(channel string) {
	ctx, cancel := context.WithTimeout(context.Background(), requestTime)
	defer cancel()
	id := record.ChatID{Platform: name, Key: channel}
	if err := p.Core.Stop(ctx, id, record.StopDeleted, p.Clock.Now()); err != nil {
		p.Log.Error("a channel that was deleted could not be noted", "error", err)
	}
}

// sayBroken logs what panicked; nil is nothing.
func (p *Platform) sayBroken(what string, broken *adapter.PanicError) {
	if broken != nil {
		p.Log.Error("an event could not be dealt with", "event", what, "panic", broken.Value, "stack", broken.Stack)
	}
}

// isID tells whether a text is one of Discord's numbers.
func isID(s string) bool {
	return s != "" && len(s) <= 20 && strings.Trim(s, "0123456789") == ""
}
