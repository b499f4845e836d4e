package discord

import (
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"github.com/bwmarrin/discordgo"
)

// An application is what Discord knows of the bot's application.
type application struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	VerifyKey string `json:"verify_key"`
	Endpoint  string `json:"interactions_endpoint_url"` // "" where interactions come over the gateway
	Public    *bool  `json:"bot_public"`                // whether others may add it to a server; nil is not told
	Flags     int64  `json:"flags"`
}

// application asks Discord what it knows of the bot's application.
func (c *client) application(ctx context.Context, s *discordgo.Session) (is application, err error) {
	where := discordgo.EndpointApplication("@me")
	data, err := request(ctx, s, http.MethodGet, where, where, nil, nil)
	if err == nil {
		err = json.Unmarshal(data, &is)
	}
	return is, err
}

// address is the one by which the bot is added to a server, which is asked for once; ""
// as long as Discord does not say whose token it is, and where its owner alone may
// add it.
func (c *client) address(ctx context.Context) string {
	if known, is := c.added.Load().(string); is {
		return known
	}
	s, err := c.session()
	if err != nil {
		return ""
	}
	is, err := c.application(ctx, s)
	if err != nil {
		c.log.Warn("Discord does not say whose token it is", "error", c.redact(err))
		return ""
	}
	to := is.invite()
	if is.Public != nil && !*is.Public {
		to = ""
	}
	c.added.Store(to)
	return to
}

// neededRights are the rights that the bot uses: it sees a channel, reads back
// what it wrote there, and writes with embeds and pictures, in threads too. To ping
// everyone a server grants it where it wants that.
const neededRights = discordgo.PermissionViewChannel | discordgo.PermissionReadMessageHistory |
	discordgo.PermissionSendMessages | discordgo.PermissionSendMessagesInThreads |
	discordgo.PermissionEmbedLinks | discordgo.PermissionAttachFiles

// invite is the address by which somebody who manages a server adds the bot there
// with the rights that it needs.
func (a application) invite() string {
	asked := url.Values{"client_id": {a.ID}, "scope": {"bot applications.commands"}, "permissions": {fmt.Sprint(neededRights)}}
	return "https://discord.com/oauth2/authorize?" + asked.Encode()
}

// A mismatch is what Discord and the configuration do not agree about: what that
// does, as a clause, and a sentence that says what to do.
type mismatch struct {
	found, remedy string
	fault         bool // nobody is answered
}

// The mismatches of where interactions go.
var (
	noKey = &mismatch{
		"Discord posts interactions to an address and sends none over the gateway, so nobody is answered here",
		"Set DISCORD_PUBLIC_KEY, or clear Interactions Endpoint URL on your application's page General Information.", true,
	}
	otherKey = &mismatch{
		"DISCORD_PUBLIC_KEY is not the key of this application, so whatever Discord posts is refused",
		"Copy Public Key again from your application's page General Information.", true,
	}
	noEndpoint = &mismatch{
		"DISCORD_PUBLIC_KEY is set, but Discord sends interactions over the gateway",
		"Enter this bot's address as Interactions Endpoint URL on your application's page General Information, or leave the key out.", false,
	}
)

// mismatch tells whether interactions come where they are waited for; nil where
// they do.
func (a application) mismatch(key ed25519.PublicKey) *mismatch {
	switch {
	case key == nil && a.Endpoint != "":
		return noKey
	case key != nil && a.VerifyKey != hex.EncodeToString(key):
		return otherKey
	case key != nil && a.Endpoint == "":
		return noEndpoint
	}
	return nil
}
