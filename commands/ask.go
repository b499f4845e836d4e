package commands

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"prayerbot/commands/words"
	"prayerbot/content"
)

// maxArgs bounds the text after a command, in characters: the longest honest
// line is far shorter.
const maxArgs = 300

// maxName bounds the name of a command; Discord allows 32.
const maxName = 32

// An ask is one request while it is answered.
type ask struct {
	core  *Core
	req   Request
	args  string // the text after the command, trimmed
	lib   *content.Library
	voice words.Voice
	entry entry
	// settled leaves out news that was kept later, so that a delivery says the
	// same at every try; zero leaves out none.
	settled time.Time
	unread  bool // the news could not be read
}

func (c *Core) ask(req Request) *ask { return c.askOf(c.Library(), req) }

// askOf is ask with the library that the caller has looked at already.
func (c *Core) askOf(l *content.Library, req Request) *ask {
	return &ask{core: c, req: req, lib: l, voice: c.catalogue.In(req.Language)}
}

func (a *ask) say(name string, with ...words.With) string { return a.voice.Say(name, with...) }

func (a *ask) count(name string, n int, with ...words.With) string {
	return a.voice.Count(name, n, with...)
}

// problem is a Problem with the sentence of a name.
func (a *ask) problem(name string, with ...words.With) error {
	return Problem(a.say(name, with...))
}

// open takes the request apart: the payload of a button becomes the command
// line that it stands for.
func (a *ask) open() error {
	if a.req.Payload != "" {
		line, ok := strings.CutPrefix(a.req.Payload, payloadVersion)
		if !ok || len(a.req.Payload) > MaxPayload || hidden(line, false) {
			return a.problem("problem.button")
		}
		a.req.Command, _, a.req.Args = ParseLine(line)
		a.req.Args = a.withKey(a.req.Command, a.req.Args)
	}
	a.req.Command = strings.ToLower(a.req.Command)
	a.args = cleaned(a.req.Args)
	a.req.Text, a.req.Quoted = cleaned(a.req.Text), cleaned(a.req.Quoted)
	if hidden(a.req.Command, false) || hidden(a.args+a.req.Text+a.req.Quoted, true) {
		return a.problem("problem.characters")
	}
	return nil
}

// cleaned is a text without what stands around it, in valid UTF-8.
func cleaned(s string) string { return strings.TrimSpace(strings.ToValidUTF8(s, "\uFFFD")) }

// hidden tells whether a text holds control characters or the marks that turn
// the direction of what follows, with which one text can pose as another.
// Line breaks may be allowed; the marks that real Arabic and Hebrew need
// (U+200E, U+200F, U+061C) always are.
func hidden(s string, lines bool) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return !lines
		case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return true
		}
		return unicode.IsControl(r)
	})
}

// checkLength refuses what no command can use. A long parameter has its own
// bound.
func (a *ask) checkLength() error {
	long := slices.ContainsFunc(a.entry.Params, func(p Param) bool { return p.Long })
	if !long && utf8.RuneCountInString(a.args) > maxArgs {
		return a.problem("problem.long")
	}
	return nil
}

// require refuses somebody whose role is less than needed.
func (a *ask) require(ctx context.Context, needed Role) error {
	if needed <= Anyone {
		return nil
	}
	role, err := a.role(ctx)
	if err != nil {
		return err
	}
	if role < needed {
		return a.problem("problem.moderators")
	}
	return nil
}

// role is what the asker may do in this chat, found out at this moment.
func (a *ask) role(ctx context.Context) (Role, error) {
	switch {
	case a.operator():
		return Operator, nil
	case a.req.Private:
		return Moderator, nil
	case a.req.Role >= Moderator:
		return a.req.Role, nil
	case a.req.Role != RoleUnknown:
		return a.core.trusted(ctx, a.req)
	}
	return a.core.roleIn(ctx, a.req.Chat, a.req.Space, a.req.Person)
}

// operator tells whether the asker runs the bot.
func (a *ask) operator() bool {
	person := ChatID{a.req.Chat.Platform, a.req.Person}
	return a.req.Person != "" && slices.Contains(a.core.Operators, person)
}

// roleIn asks the platform about a person whom the request does not describe.
func (c *Core) roleIn(ctx context.Context, chat ChatID, space, person string) (Role, error) {
	if c.Rights == nil || person == "" {
		return Anyone, nil
	}
	role, err := c.Rights.Role(ctx, chat, space, person)
	if err != nil {
		return Anyone, fmt.Errorf("ask for a role: %w", err)
	}
	return role, nil
}

// chat reads the record of the chat that asks.
func (a *ask) chat(ctx context.Context) (Chat, error) {
	chat, err := a.core.Store.Chat(ctx, a.req.Chat)
	if err != nil {
		return Chat{}, fmt.Errorf("read the chat: %w", err)
	}
	return chat, nil
}

// change edits the record of the chat that asks, and tries again where
// somebody else changed it meanwhile.
func (a *ask) change(ctx context.Context, edit func(*Chat) error) (Chat, error) {
	return a.core.change(ctx, a.req.Chat, a.req.Now, func(chat *Chat) error {
		chat.Space = a.req.Space
		return edit(chat)
	})
}

// changeTries bounds the tries against others who change the same chat; two
// moderators at once need two.
const changeTries = 8

func (c *Core) change(ctx context.Context, id ChatID, now time.Time, edit func(*Chat) error) (Chat, error) {
	for range changeTries {
		before, err := c.Store.Chat(ctx, id)
		if err != nil {
			return Chat{}, fmt.Errorf("read the chat: %w", err)
		}
		after := before
		after.Subscriptions = slices.Clone(before.Subscriptions)
		if err := edit(&after); err != nil {
			return Chat{}, err
		}
		err = c.Store.SaveChat(ctx, after, c.Random(), after.Due(before, now))
		if err == nil {
			return after, nil
		}
		if !errors.Is(err, ErrChanged) {
			return Chat{}, fmt.Errorf("save the chat: %w", err)
		}
	}
	return Chat{}, fmt.Errorf("save the chat: %w", ErrChanged)
}

// zone is the chat's own zone, that of its first subscription where it has
// set none, else UTC.
func (c *Chat) zone() *time.Location {
	name := c.Zone
	if name == "" && len(c.Subscriptions) > 0 {
		name = c.Subscriptions[0].Zone
	}
	zone, err := zoneOf(name)
	if err != nil {
		return time.UTC
	}
	return zone
}

// today is the date in the chat's zone.
func (c *Chat) today(now time.Time) content.Date { return content.DateOf(now.In(c.zone())) }
