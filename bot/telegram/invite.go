package telegram

import (
	"context"
	"net/url"
)

// Invite gives the addresses that open the bot with a mark behind /start: in a
// private chat, and for adding it to a group. They are "" as long as Telegram
// does not say how the bot is called.
func (p *Platform) Invite(ctx context.Context, mark string) (person, group string) {
	if p.self() == "" {
		me, err := p.api.GetMe(ctx)
		if err != nil {
			p.Log.Warn("Telegram does not say how the bot is called", "error", p.redact(err))
			return "", ""
		}
		p.username.Store(me.Username)
	}
	base := "https://t.me/" + url.PathEscape(p.self())
	return base + "?start=" + url.QueryEscape(mark), base + "?startgroup=" + url.QueryEscape(mark)
}

// self is the bot's own name; "" until Telegram has said it.
func (p *Platform) self() string {
	name, _ := p.username.Load().(string)
	return name
}
