package telegram

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/url"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// A Webhook is where Telegram brings updates, instead of being asked for them.
type Webhook struct {
	URL    string // https, where Telegram reaches Listen; "" polls
	Listen string // host:port where the bot listens, without TLS
	// Replace lets the bot remove a webhook that another program has set for its
	// token.
	Replace bool
}

// markField is the field in a webhook's address by which the bot knows it for its
// own, also where it polls now and its settings say nothing of the address.
const markField = "prayerbot"

// sign makes a text of the token that tells nothing of it and is the same in every
// replica.
func sign(token, purpose string) string {
	h := hmac.New(sha256.New, []byte(token))
	h.Write([]byte(purpose))
	return hex.EncodeToString(h.Sum(nil))
}

// A hook is the bot's webhook, as Telegram knows it.
type hook struct{ *client }

// botMark marks the addresses of this bot's webhooks. It is made of the bot's
// number alone, so that it outlasts a token.
func (h hook) botMark() string {
	sum := sha256.Sum256([]byte("prayerbot webhook " + key(h.id, 0)))
	return hex.EncodeToString(sum[:6])
}

// hookURL is the address that Telegram is told.
func (h hook) hookURL() string {
	u, err := url.Parse(h.webhook.URL)
	if err != nil {
		return h.webhook.URL
	}
	q := u.Query()
	q.Set(markField, h.botMark())
	u.RawQuery = q.Encode()
	return u.String()
}

// hookSecret is what Telegram shows with each update.
func (h hook) hookSecret() string { return sign(h.token.Current(), "webhook") }

// isOurs tells whether a webhook is one that this bot has set.
func (h hook) isOurs(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Query().Get(markField) == h.botMark()
}

// errForeign says that another program has set a webhook, and what to do.
var errForeign = errors.New("another program has set a webhook for this token, and it takes what people say: stop that program, and set TELEGRAM_WEBHOOK_REPLACE=true once so that this one may remove it")

// freeHook lets updates be polled: it removes a webhook of the bot's own, and
// another program's only where it may. What waits there is kept. Where it may not,
// it is errForeign.
func (h hook) freeHook(ctx context.Context) error {
	info, err := h.api.GetWebhookInfo(ctx)
	if err != nil || info.URL == "" {
		return err
	}
	if !h.isOurs(info.URL) {
		if !h.webhook.Replace {
			return errForeign
		}
		h.log.Warn("a webhook of another program is removed, because TELEGRAM_WEBHOOK_REPLACE says so")
	}
	_, err = h.api.DeleteWebhook(ctx, &bot.DeleteWebhookParams{})
	return err
}

// setHook has Telegram bring updates to the bot's own webhook, where it does not
// yet. Another program's gives way only where it may, else it is errForeign.
// renew sets it anew even where the address is right: the secret may not be.
func (h hook) setHook(ctx context.Context, renew bool) error {
	info, err := h.api.GetWebhookInfo(ctx)
	switch {
	case err != nil:
		return err
	case info.URL != "" && !h.isOurs(info.URL) && !h.webhook.Replace:
		return errForeign
	case info.URL == h.hookURL() && !renew:
		return h.complaint(info)
	}
	_, err = h.api.SetWebhook(ctx, &bot.SetWebhookParams{URL: h.hookURL(), SecretToken: h.hookSecret(), AllowedUpdates: allowedUpdates})
	return err
}

// complaint logs why Telegram could not bring an update lately.
func (h hook) complaint(info *models.WebhookInfo) error {
	if ago := h.clock.Now().Unix() - int64(info.LastErrorDate); info.LastErrorMessage != "" && ago < int64(hookLook.Seconds()) {
		h.log.Warn("Telegram could not bring an update to the webhook", "telegram", info.LastErrorMessage, "waiting", info.PendingUpdateCount)
	}
	return nil
}
