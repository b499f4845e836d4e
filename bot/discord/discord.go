// Package discord is the bot on Discord: it keeps a gateway session, answers
// slash commands and buttons, and sends deliveries.
//
// It never decides what to say, repeats a delivery by itself, or shows a token,
// its own or an interaction's. A delivery carries a nonce, so that Discord
// drops a repeat within minutes; past that the channel is read back first. On a
// crash nothing is lost here: what was to be sent is in the store.
package discord

import (
	"context"
	"crypto/ed25519"
	"log/slog"
	"net/http"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/pace"
	"prayerbot/bot/testhooks"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// name is the platform's name in every ChatID.
const name = "discord"

// Core is what the platform asks of the core.
type Core interface {
	Handle(ctx context.Context, req reply.Request) reply.Reply
	Sorry(language string) reply.Reply
	Table(language string) []reply.Row
	Languages() []string // English among them
	// AboutMessage is what the command is called that is given about a message.
	AboutMessage(language string) string
	Complete(ctx context.Context, req reply.Request, command, param, typed string) []reply.Choice
	ModeratorRoles(ctx context.Context, platform, guildID string) ([]string, error)
	Stop(ctx context.Context, chat record.ChatID, cause record.StopCause, now time.Time) error
	StopGroup(ctx context.Context, group record.ChatID, cause record.StopCause, now time.Time) error
	Waits(ctx context.Context, chat record.ChatID) (bool, error)
	Waiting(ctx context.Context, group record.ChatID) ([]record.ChatID, error)
	Return(ctx context.Context, place reply.Place, now time.Time) (reply.Reply, error)
	Resume(ctx context.Context, chat record.ChatID, now time.Time) (reply.Reply, error)
	ResumeGroup(ctx context.Context, group record.ChatID, closedToo bool, now time.Time) ([]reply.Addressed, error)
}

// Config is what a Platform needs.
type Config struct {
	Token string
	// PublicKey is the application's, by which interactions are known that Discord
	// posts over HTTP; nil takes none in.
	PublicKey ed25519.PublicKey
	Listen    string // host:port where these are taken in, without TLS
	URL       string // scheme and host that replace those of the public API; "" is public
	Core      Core
	Clock     clock.Clock
	Log       *slog.Logger
	Handled   func(command string, took time.Duration) // counts answers; nil counts nothing
	// Answered is told of the status of each answer of Discord, 0 where none came; nil
	// is told nothing.
	Answered func(status int)
	Renew    func() string // reads the token anew before each Run; "" keeps the one there is, as nil does
}

// Platform is the bot on Discord: its parts, put together.
type Platform struct {
	client   *client
	receiver *receiver
	sender   *sender
	editor   editor
	rights   *rights
	endpoint *endpoint // nil takes nothing in
	listen   string    // where it does
}

// New makes a platform that has not begun. It does not ask Discord anything.
func New(cfg Config) (*Platform, error) {
	c, err := newClient(cfg)
	if err != nil {
		return nil, err
	}
	r := &rights{client: c, core: cfg.Core}
	send, edit := &sender{threads: threads{reader{c}}, rights: r}, editor{threads{reader{c}}, newCounter(cfg.Clock)}
	p := &Platform{client: c, receiver: newReceiver(c, cfg, send, edit.counter), sender: send, editor: edit, rights: r, listen: cfg.Listen}
	if cfg.PublicKey != nil {
		p.endpoint = &endpoint{client: c, key: cfg.PublicKey, take: p.receiver.answerer.take}
	}
	return p, nil
}

// Endpoint takes in interactions that Discord posts over HTTP, in this process
// whether it keeps the gateway or not; nil where no public key is known.
func (p *Platform) Endpoint() http.Handler {
	if p.endpoint == nil {
		return nil
	}
	return p.endpoint
}

// Run brings the commands up to date and keeps the gateway sessions open until
// the context ends, one for each shard that Discord recommends. What comes in
// while another process may have the platform is left to that. Where Discord
// does not let the bot in, it is an *adapter.RefusalError.
func (p *Platform) Run(ctx context.Context, open func() bool) error { return p.receiver.Run(ctx, open) }

// Refused is why Discord does not let the bot in; nil where it does.
func (p *Platform) Refused() error { return p.receiver.Refused() }

// Healthy tells whether Discord lets the bot in and all gateway sessions are
// open, where it is this process that keeps them.
func (p *Platform) Healthy(ctx context.Context) error { return p.receiver.Healthy(ctx) }

// Sessions are the gateway sessions of this process that are open, how many there
// should be, and how many Discord lets begin today; -1 is not known. Where it is this
// process that keeps them, there should be one at least, whether Discord answers or not.
func (p *Platform) Sessions() (open, wanted, left int) { return p.receiver.sessions() }

// Rotated tells whether there is another token than the one in use.
func (p *Platform) Rotated() bool { return p.client.token.Next() != "" }

// Address is the one by which the bot is added to a server; "" as long as Discord does
// not say whose token it is, and where its owner alone may add it.
func (p *Platform) Address(ctx context.Context) string { return p.client.address(ctx) }

// Send makes one try to bring a delivery.
func (p *Platform) Send(ctx context.Context, m delivery.Message) (ids []string, err error) {
	return p.sender.Send(ctx, m)
}

// Edit makes messages show another reply. Who was pinged is not pinged again.
func (p *Platform) Edit(ctx context.Context, m delivery.Message, ids []string) error {
	return p.editor.Edit(ctx, m, ids)
}

// Delete removes messages.
func (p *Platform) Delete(ctx context.Context, chat record.ChatID, ids []string) error {
	return p.editor.Delete(ctx, chat, ids)
}

// Role asks Discord what a person may do in a server, and the core whether one
// of their roles makes them a moderator.
func (p *Platform) Role(ctx context.Context, chat record.ChatID, guildID, person string) (reply.Role, error) {
	return p.rights.Role(ctx, chat, guildID, person)
}

// Place asks Discord what a channel of a server is to a person, and what the bot may
// do there.
func (p *Platform) Place(ctx context.Context, chat record.ChatID, guildID, person string) (reply.Place, error) {
	return p.rights.Place(ctx, chat, guildID, person)
}

// RolePing asks Discord what would become of a ping of a role that a person wishes.
func (p *Platform) RolePing(ctx context.Context, chat record.ChatID, guildID, person, role string) (string, error) {
	return p.rights.RolePing(ctx, chat, guildID, person, role)
}

// Common is the channel in which Discord itself speaks to a whole server.
func (p *Platform) Common(ctx context.Context, chat record.ChatID, guildID string) (record.ChatID, bool) {
	return p.rights.Common(ctx, chat, guildID)
}

// Name is the platform's name.
func (p *Platform) Name() string { return name }

// InDoubt is to send again: by its nonce, or in the channel itself, a repeat is
// known.
func (p *Platform) InDoubt() delivery.InDoubtPolicy { return delivery.Resend }

// Exclusive is true: one process owns the gateway session.
func (p *Platform) Exclusive() bool { return true }

// Pacer keeps to Discord's limits.
func (p *Platform) Pacer() *pace.Pacer { return p.client.pacer }

// The limits of Discord (https://discord.com/developers/docs/topics/rate-limits):
// below 50 requests a second in all, and five messages in five seconds to one
// channel. Deliveries leave room for questions; answers to interactions are not
// bound to the limit and are not counted.
const (
	perSecond  = 48
	deliveries = 40
	perChat    = time.Second
)

// DeliveriesPerSecond is how many deliveries at most go out in a second.
const DeliveriesPerSecond = deliveries

func limits() pace.Limits {
	return pace.Limits{
		PerSecond: testhooks.PerSecond(perSecond), Deliveries: testhooks.PerSecond(deliveries),
		Chat: func(record.ChatID) time.Duration { return perChat },
	}
}
