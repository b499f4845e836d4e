package telegram

import (
	"context"
	"errors"

	"github.com/go-telegram/bot"

	"prayerbot/bot/doctor"
)

// Checks are the rows of Telegram. They take no updates and change nothing, so
// that they may run beside a bot that does.
func Checks(cfg Config) []doctor.Check {
	return []doctor.Check{{
		Name: "Telegram", Remedy: "Look whether this machine reaches Telegram, and at TELEGRAM_API_URL where it is set.",
		Run: func(ctx context.Context) doctor.Result { return examine(ctx, cfg) },
	}}
}

// examine asks Telegram who the bot is, and whether a webhook takes what people
// say; the bot removes one when it starts.
func examine(ctx context.Context, cfg Config) doctor.Result {
	c, err := newClient(cfg)
	if err != nil {
		return doctor.Ill("%v", err)
	}
	me, err := c.api.GetMe(ctx)
	switch {
	case errors.Is(err, bot.ErrorUnauthorized), errors.Is(err, bot.ErrorNotFound):
		return doctor.Ill("the token was refused").With("Copy the token again from @BotFather.")
	case bot.IsTooManyRequestsError(err):
		return doctor.Warn("it asks to wait before it is asked again").With("Look again in a few minutes.")
	case err != nil:
		return doctor.Ill("it does not answer: %v", c.redact(err))
	}
	hook, err := c.api.GetWebhookInfo(ctx)
	if err == nil && hook.URL != "" {
		return doctor.Warn("it lets @%s in, but sends what people say to a webhook until the bot starts", me.Username).
			With("Look whether another program uses this token: a token is for one alone.")
	}
	return doctor.Well("it lets @%s in", me.Username)
}
