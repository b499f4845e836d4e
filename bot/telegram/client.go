package telegram

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/go-telegram/bot"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/pace"
)

// A client makes the requests that bear the bot's token. All other parts of the
// platform ask through it.
type client struct {
	http     *http.Client
	api      *bot.Bot // the library, over http
	url      string   // of the Bot API server, without a slash at the end
	id       int64    // the bot's own number
	token    *adapter.Token
	pacer    *pace.Pacer
	clock    clock.Clock
	log      *slog.Logger
	blockage adapter.Blockage
	photos   *photos
	threads  threads
	webhook  Webhook
	username atomic.Value // string, the bot's own name; nothing until Telegram has said it
}

func newClient(cfg Config) (*client, error) {
	if cfg.URL == "" {
		cfg.URL = publicURL
	}
	most := limits()
	if cfg.Limits != nil {
		most = *cfg.Limits
	}
	c := &client{
		url: strings.TrimRight(cfg.URL, "/"), token: adapter.NewToken(cfg.Token, cfg.Renew),
		pacer: pace.New(most, cfg.Clock), clock: cfg.Clock, log: cfg.Log,
		photos: newPhotos(cfg.Clock), webhook: cfg.Webhook,
	}
	c.id = idOf(cfg.Token)
	c.http = over(&rotated{c.token, adapter.Counting(transport(), cfg.Answered)})
	api, err := bot.New(cfg.Token, bot.WithSkipGetMe(), bot.WithServerURL(c.url),
		bot.WithHTTPClient(adapter.RequestTimeout, c.http), bot.WithErrorsHandler(func(error) {}))
	if err != nil {
		return nil, fmt.Errorf("telegram: %w", c.redact(err))
	}
	c.api = api
	return c, nil
}

// idOf is the bot's own number, with which its token begins; 0 where it does not.
func idOf(token string) int64 {
	number, _, _ := strings.Cut(token, ":")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return 0
	}
	return id
}

// redact hides the token in an error's text; nil stays nil.
func (c *client) redact(err error) error { return adapter.Redact(err, c.token.Hide) }

// takeToken takes another token where there is one.
func (c *client) takeToken() {
	if next := c.token.Next(); next != "" {
		c.token.Take(next)
		c.log.Info("another token is used for Telegram")
	}
}

// sendPart sends one message and returns its number; reply 0 answers nobody's
// message. What Telegram cannot read is sent again in a plainer form. The error
// is sorted.
func (c *client) sendPart(ctx context.Context, chat int64, thread int, part part, reply int) (id int, err error) {
	defer func() {
		if err == nil {
			c.threads.note(chat, id, thread)
		}
	}()
	if part.photo != nil {
		if id, sent, err := c.sendPhoto(ctx, chat, thread, part, reply); sent || err != nil {
			return id, err
		}
	}
	err = c.inPlainerForms(ctx, chat, thread, part, func(part form) error {
		id, err = c.sendForm(ctx, chat, thread, part, reply)
		return err
	})
	return id, err
}

// sendForm makes one request. The error is sorted.
func (c *client) sendForm(ctx context.Context, chat int64, thread int, part form, reply int) (int, error) {
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	ctx, trace := adapter.WithTrace(ctx)
	m := sending{
		Chat: chat, Thread: thread, Text: part.text, ParseMode: string(part.mode), Preview: previewOf(part.page), Markup: part.markup(),
		Silent: part.silent, Protect: part.protect,
	}
	if reply != 0 {
		m.ReplyTo = &replyTo{ID: reply, Without: true}
	}
	id, err := c.sendMessage(ctx, m)
	c.pacer.Landed(placeOf(chat))
	return id, c.sort(err, trace, chat)
}
