package telegram

import (
	"context"
	"net/url"
)

// invite gives the addresses that open the bot with a mark behind /start: in a
// private chat, and for adding it to a group. They are "" as long as Telegram
// does not say how the bot is called.
func (c *client) invite(ctx context.Context, mark string) (person, group string) {
	if c.self() == "" {
		me, err := c.api.GetMe(ctx)
		if err != nil {
			c.log.Warn("Telegram does not say how the bot is called", "error", c.redact(err))
			return "", ""
		}
		c.username.Store(me.Username)
	}
	base := "https://t.me/" + url.PathEscape(c.self())
	return base + "?start=" + url.QueryEscape(mark), base + "?startgroup=" + url.QueryEscape(mark)
}

// bringLink is the address by which somebody brings the bot into a channel, with the
// rights to post there and to remove commands; "" where there is none.
func (c *client) bringLink(ctx context.Context) string {
	if c.startLink(ctx, "x") == "" {
		return ""
	}
	return "https://t.me/" + url.PathEscape(c.self()) + "?startchannel&admin=post_messages+edit_messages+delete_messages"
}

// self is the bot's own name; "" until Telegram has said it.
func (c *client) self() string {
	name, _ := c.username.Load().(string)
	return name
}
