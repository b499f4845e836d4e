package discord

import (
	"encoding/json"
	"sync"

	"prayerbot/bot/discord/gateway"
)

// guildNames knows what the servers are called, as the gateway tells it: in memory
// alone, and only as long as the bot is in them. It is safe for concurrent use.
type guildNames struct {
	mu   sync.Mutex
	byID map[string]string
}

func newGuildNames() *guildNames { return &guildNames{byID: map[string]string{}} }

// of is what a server is called; "" where that is not known.
func (g *guildNames) of(guildID string) string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.byID[guildID]
}

// The events that tell what servers there are.
const (
	guildCreated = "GUILD_CREATE"
	guildUpdated = "GUILD_UPDATE"
	guildDeleted = "GUILD_DELETE"
)

// longestName bounds a name that is kept, in bytes: Discord's have 100 characters.
const longestName = 400

// read notes what an event tells of a server; false for any other event. One that
// cannot be read, or is longer than what is dealt with, tells nothing.
func (g *guildNames) read(e gateway.Event) bool {
	if e.Name != guildCreated && e.Name != guildUpdated && e.Name != guildDeleted {
		return false
	}
	var guild struct {
		ID          string `json:"id"`
		Name        string `json:"name"`
		Unavailable bool   `json:"unavailable"`
	}
	if len(e.Data) > maxEvent || json.Unmarshal(e.Data, &guild) != nil || !isID(guild.ID) {
		return true
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case e.Name == guildDeleted && !guild.Unavailable:
		delete(g.byID, guild.ID)
	case guild.Name != "" && len(guild.Name) <= longestName:
		g.byID[guild.ID] = guild.Name
	}
	return true
}
