package telegram

import (
	"context"
	"net/url"
)

// startLinks are the addresses that open the bot with a mark behind /start: in a
// private chat, and for adding it to a group. They are "" as long as Telegram
// does not say how the bot is called.
func (c *client) startLinks(ctx context.Context, mark string) (person, group string) {
	address := c.address(ctx)
	if address == "" {
		return "", ""
	}
	return startOf(address, mark), address + "?startgroup=" + url.QueryEscape(mark)
}

// startLink is the address that opens the bot in private and asks for
// something there; "" where there is none.
func (c *client) startLink(ctx context.Context, start string) string {
	if start == "" {
		return ""
	}
	address, _ := c.startLinks(ctx, start)
	return address
}

// bringLink is the address by which somebody brings the bot into a channel, with the
// rights to post there and to remove commands; "" where there is none.
func (c *client) bringLink(ctx context.Context) string {
	address := c.address(ctx)
	if address == "" {
		return ""
	}
	return address + "?startchannel&admin=post_messages+edit_messages+delete_messages"
}

// address is the bot's own, which is asked for once; "" as long as Telegram does not
// say how the bot is called.
func (c *client) address(ctx context.Context) string {
	if c.self() == "" {
		me, err := c.api.GetMe(ctx)
		if err != nil {
			c.log.Warn("Telegram does not say how the bot is called", "error", c.redact(err))
			return ""
		}
		c.username.Store(me.Username)
	}
	return addressOf(c.self())
}

// addressOf is the address of a bot by its name.
func addressOf(name string) string { return "https://t.me/" + url.PathEscape(name) }

// startOf is the address that opens a bot in private with a mark behind /start.
func startOf(address, mark string) string { return address + "?start=" + url.QueryEscape(mark) }

// self is the bot's own name; "" until Telegram has said it.
func (c *client) self() string {
	name, _ := c.username.Load().(string)
	return name
}
