package telegram

import (
	"context"
	"time"

	"github.com/go-telegram/bot/models"

	"prayerbot/bot/doctor"
)

// Checks are the rows of Telegram. They take no updates and change nothing, so
// that they may run beside a bot that does.
func Checks(cfg Config) []doctor.Check {
	return []doctor.Check{{
		Name: "Telegram", Remedy: remedy,
		Run: func(ctx context.Context) doctor.Result { return examine(ctx, cfg) },
	}}
}

// examine asks Telegram who the bot is, and whether a webhook takes what people
// say, and whose it is.
func examine(ctx context.Context, cfg Config) doctor.Result {
	c, err := newClient(cfg)
	if err != nil {
		return doctor.Ill("%v", err)
	}
	me, err := c.api.GetMe(ctx)
	if err != nil {
		return c.unanswered(err)
	}
	set, err := c.api.GetWebhookInfo(ctx)
	if err == nil && set.URL != "" {
		r := hook{c}.examine(me.Username, set)
		if r.State == doctor.OK {
			r.Found += c.examineInline(ctx)
		}
		return r
	}
	return doctor.Well("it lets @%s in%s", me.Username, c.examineInline(ctx))
}

// examineInline says whether people can ask for the bot in other chats, which is
// turned on with @BotFather alone. The library does not tell it.
func (c *client) examineInline(ctx context.Context) string {
	var me struct {
		Inline bool `json:"supports_inline_queries"`
	}
	if c.ask(ctx, "getMe", struct{}{}, &me) != nil {
		return ""
	}
	if me.Inline {
		return "; inline mode is on"
	}
	return "; inline mode is off, which /setinline turns on at @BotFather"
}

// examine says whose webhook takes what people say.
func (h hook) examine(username string, set *models.WebhookInfo) doctor.Result {
	switch {
	case !h.isOurs(set.URL) && h.webhook.Replace:
		return doctor.Warn("it lets @%s in, but brings what people say to another program until the bot starts", username).
			With("Stop that program. The bot removes its webhook when it starts, because TELEGRAM_WEBHOOK_REPLACE is true; unset that afterwards.")
	case !h.isOurs(set.URL):
		return doctor.Ill("it lets @%s in, but brings what people say to another program's webhook", username).
			With("A token is for one program alone: stop the other one, and set TELEGRAM_WEBHOOK_REPLACE=true once so that this bot may remove its webhook.")
	case set.URL == h.hookURL() && set.LastErrorMessage != "":
		return doctor.Warn("it lets @%s in, and could not bring an update to the webhook at %s: %s", username, time.Unix(int64(set.LastErrorDate), 0).UTC().Format(time.RFC3339), set.LastErrorMessage).
			With("Look whether TELEGRAM_WEBHOOK_URL leads from the internet to TELEGRAM_WEBHOOK_LISTEN.")
	case set.URL == h.hookURL():
		return doctor.Well("it lets @%s in, and brings what people say to the webhook", username)
	}
	return doctor.Well("it lets @%s in; the bot's earlier webhook gives way when the bot starts", username)
}
