package discord

import (
	"context"
	"encoding/json"
	"strings"

	"prayerbot/bot/adapter"
	"prayerbot/bot/guard"
	"prayerbot/commands/record"
)

// dispatch deals with one event. What takes longer is done beside.
func (c *connection) dispatch(e payload) {
	switch e.Type {
	case "READY":
		c.begun(e)
	case "RESUMED":
		c.opened()
	case "INTERACTION_CREATE":
		if c.open() {
			go c.gateway.answerer.interact(e.Data)
		}
	case "CHANNEL_DELETE", "THREAD_DELETE":
		go c.gateway.deleted(e.Data)
	}
}

// deleted notes that a channel or thread is gone.
func (g *gateway) deleted(event json.RawMessage) {
	broken := guard.Do(func() {
		var channel struct {
			ID string `json:"id"`
		}
		if err := json.Unmarshal(event, &channel); err != nil || !isID(channel.ID) {
			g.log.Warn("the deletion of a channel could not be read")
			return
		}
		g.stop(channel.ID)
	})
	g.logPanic("the deletion of a channel", broken)
}

// stop ends what a channel that is gone was to receive.
func (g *gateway) stop(channel string) {
	ctx, cancel := context.WithTimeout(context.Background(), adapter.RequestTimeout)
	defer cancel()
	id := record.ChatID{Platform: name, Key: channel}
	if err := g.core.Stop(ctx, id, record.StopDeleted, g.clock.Now()); err != nil {
		g.log.Error("a channel that was deleted could not be noted", "error", err)
	}
}

// isID tells whether a text is one of Discord's numbers.
func isID(s string) bool {
	return s != "" && len(s) <= 20 && strings.Trim(s, "0123456789") == ""
}
