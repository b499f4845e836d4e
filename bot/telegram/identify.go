package telegram

import (
	"context"
	"errors"

	"github.com/go-telegram/bot"

	"prayerbot/bot/doctor"
)

// An Identity is what Telegram says of the bot of a token.
type Identity struct {
	Name     string // as people see it
	Username string // without the @
	Inline   bool   // whether it can be asked for in any chat
	ReadsAll bool   // whether its privacy mode is off
}

// Identify asks Telegram whose token it is. It changes nothing. The result is nil
// where Telegram tells it, and else says why not; it shows no token.
func Identify(ctx context.Context, cfg Config) (Identity, *doctor.Result) {
	c, err := newClient(cfg)
	if err != nil {
		r := doctor.Ill("%v", err)
		return Identity{}, &r
	}
	var me struct {
		Name     string `json:"first_name"`
		Username string `json:"username"`
		Inline   bool   `json:"supports_inline_queries"`
		ReadsAll bool   `json:"can_read_all_group_messages"`
	}
	if err := c.ask(ctx, "getMe", struct{}{}, &me); err != nil {
		r := c.unanswered(err)
		return Identity{}, &r
	}
	return Identity(me), nil
}

// unanswered says why Telegram does not answer as it should.
func (c *client) unanswered(err error) doctor.Result {
	switch {
	case errors.Is(err, bot.ErrorUnauthorized), errors.Is(err, bot.ErrorNotFound):
		return doctor.Ill("the token was refused").With("Copy the token again from @BotFather.")
	case bot.IsTooManyRequestsError(err):
		return doctor.Warn("it asks to wait before it is asked again").With("Look again in a few minutes.")
	}
	return doctor.Ill("it does not answer: %v", c.redact(err)).With(remedy)
}

// remedy is what to do where Telegram does not answer.
const remedy = "Look whether this machine reaches Telegram, and at TELEGRAM_API_URL where it is set."
