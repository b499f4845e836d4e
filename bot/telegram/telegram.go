// Package telegram is the bot on Telegram: it polls for what people say and press, or
// is brought it by a webhook, shows replies in Telegram's HTML where they belong, keeps
// the menus and descriptions, and sends, edits and deletes deliveries.
//
// It never decides what to say, never repeats a delivery by itself, and never shows the
// token: errors that quote an address are redacted. In a chat that others read it never
// posts what is for one person alone.
//
// An update is acknowledged after it was handled, so a crash hands it over again; the
// core's commands do no harm when they come twice. Its answer waits for the turn of its
// chat in memory, as the number under a message does: a crash may take either, a change
// never. Telegram has no key by which it would know a repeat, so a delivery that was
// under way at a crash is in doubt, and InDoubt says what becomes of it.
package telegram

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/pace"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// name is the platform's name in every ChatID.
const name = "telegram"

// publicURL is where the Bot API lives unless another server is given.
const publicURL = "https://api.telegram.org"

// Core is what the platform asks of the core.
type Core interface {
	Handle(ctx context.Context, req reply.Request) reply.Reply
	Sorry(language string) reply.Reply
	Inline(ctx context.Context, req reply.Request, typed string) (all []reply.Article, otherwise string)
	Busy(language string) reply.Reply // what somebody is told who presses too fast
	Table(language string) []reply.Row
	Languages() []string
	Profile(language string) (long, brief string)
	Stop(ctx context.Context, chat record.ChatID, cause record.StopCause, now time.Time) error
	// StopGroup and ResumeGroup are of a group with all of its topics, Resume is of one
	// chat; what they reply is said there. closedToo says that the bot may write in closed
	// topics.
	StopGroup(ctx context.Context, group record.ChatID, cause record.StopCause, now time.Time) error
	ResumeGroup(ctx context.Context, group record.ChatID, closedToo bool, now time.Time) ([]reply.Addressed, error)
	Resume(ctx context.Context, chat record.ChatID, now time.Time) (reply.Reply, error)
	// Unheard is what somebody is told in private who asked where the bot cannot write.
	Unheard(cause record.StopCause, language string) reply.Reply
	Move(ctx context.Context, from, to record.ChatID) error
	// Forwards records that the posts of a channel come to a group by themselves.
	Forwards(ctx context.Context, channel, group record.ChatID, now time.Time) error
}

// Config is what a Platform needs.
type Config struct {
	Token   string
	URL     string // of a Bot API server; "" is the public one
	Core    Core
	Clock   clock.Clock
	Log     *slog.Logger
	InDoubt delivery.InDoubtPolicy                   // what to do where nobody can tell whether a request went out; "" is delivery.Resend
	Handled func(command string, took time.Duration) // counts answers; nil counts nothing
	// Answered is told of the status of each answer of Telegram, 0 where none came; nil
	// is told nothing.
	Answered func(status int)
	Webhook  Webhook // where Telegram brings updates; none polls
	// Descriptions says when the bot describes itself; "" is FillDescriptions.
	Descriptions Descriptions
	// Limits are how fast Telegram takes messages; nil is how fast the public one does.
	Limits *pace.Limits
	Renew  func() string // reads the token anew before each Run; "" keeps the one there is, as nil does
}

// Platform is the bot on Telegram: its parts, put together.
type Platform struct {
	client  *client
	poller  *poller
	sender  *sender
	rights  *rights
	inDoubt delivery.InDoubtPolicy
}

// New makes a platform that has not begun. It does not ask Telegram anything.
func New(cfg Config) (*Platform, error) {
	c, err := newClient(cfg)
	if err != nil {
		return nil, err
	}
	l := &layout{client: c}
	out, n := newOutgoing(cfg.Log), newCounter(c)
	d := &dispatcher{
		client: c, core: cfg.Core, asker: adapter.NewAsker(cfg.Core, cfg.Log, cfg.Handled),
		layout: l, answerer: &answerer{ephemeralSender: ephemeralSender{editor{c}, l}, core: cfg.Core, outgoing: out}, outgoing: out, counter: n,
	}
	return &Platform{
		client: c, sender: &sender{editor: editor{c}, layout: l, counter: n}, rights: &rights{client: c, layout: l}, inDoubt: cfg.InDoubt,
		poller: &poller{client: c, hook: hook{c}, dispatcher: d, intake: newIntake(d), registrar: &registrar{client: c, core: cfg.Core, descriptions: cfg.Descriptions}},
	}, nil
}

// Run introduces the bot, brings the menus up to date and takes in updates
// until the context ends, as long as open allows it. Where Telegram does not let
// the bot in, it is an *adapter.RefusalError.
func (p *Platform) Run(ctx context.Context, open func() bool) error { return p.poller.Run(ctx, open) }

// Refused is why Telegram does not let the bot in; nil where it does.
func (p *Platform) Refused() error { return p.poller.Refused() }

// Healthy tells whether Telegram lets the bot in and updates come in, where it
// is this process that takes them in.
func (p *Platform) Healthy(ctx context.Context) error { return p.poller.Healthy(ctx) }

// Rotated tells whether there is another token than the one in use.
func (p *Platform) Rotated() bool { return p.client.token.Next() != "" }

// Send makes one try to bring a delivery.
func (p *Platform) Send(ctx context.Context, m delivery.Message) (ids []string, err error) {
	return p.sender.Send(ctx, m)
}

// Edit makes messages show another reply.
func (p *Platform) Edit(ctx context.Context, m delivery.Message, ids []string) error {
	return p.sender.Edit(ctx, m, ids)
}

// Delete removes messages. Telegram lets a bot do so for 48 hours.
func (p *Platform) Delete(ctx context.Context, chat record.ChatID, ids []string) error {
	return p.sender.Delete(ctx, chat, ids)
}

// Role asks Telegram what a person may do in a chat.
func (p *Platform) Role(ctx context.Context, chat record.ChatID, groupID, person string) (reply.Role, error) {
	return p.rights.Role(ctx, chat, groupID, person)
}

// Nature asks Telegram what a chat is.
func (p *Platform) Nature(ctx context.Context, chat record.ChatID) (reply.Nature, error) {
	return p.rights.Nature(ctx, chat)
}

// Common is the part of a group that all of its members read, beside its topics.
func (p *Platform) Common(_ context.Context, chat record.ChatID, groupID string) (record.ChatID, bool) {
	return record.ChatID{Platform: name, Key: groupID}, chat.Key != groupID && strings.HasPrefix(groupID, "-")
}

// Invite gives the addresses that open the bot with a mark behind /start: in a
// private chat, and for adding it to a group. They are "" as long as Telegram
// does not say how the bot is called.
func (p *Platform) Invite(ctx context.Context, mark string) (person, group string) {
	return p.client.startLinks(ctx, mark)
}

// Address opens the bot in private; "" as long as Telegram does not say how the bot is
// called.
func (p *Platform) Address(ctx context.Context) string { return p.client.address(ctx) }

// Name is the platform's name.
func (p *Platform) Name() string { return name }

// InDoubt is the operator's choice: Telegram has no key by which it would know a
// repeat.
func (p *Platform) InDoubt() delivery.InDoubtPolicy { return p.inDoubt }

// Exclusive is true: Telegram lets only one process poll, and the pace of
// deliveries is that of one.
func (p *Platform) Exclusive() bool { return true }

// Everywhere tells whether every process takes in what people say, and not only
// the one that delivers: Telegram brings updates to whichever it reaches.
func (p *Platform) Everywhere() bool { return p.client.webhook.URL != "" }

// Pacer keeps to Telegram's limits.
func (p *Platform) Pacer() *pace.Pacer { return p.client.pacer }
