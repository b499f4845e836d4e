package commands

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// Config is all that a Core needs.
type Config struct {
	Library   func() *content.Library // the content in force; called once a request
	Store     Store
	Rights    Rights        // nil: nobody can be asked, an unknown role is Anyone
	Operators []ChatID      // people, as "platform:user id"
	Log       *slog.Logger  // what went wrong inside; nil is silent
	Random    func() string // a fresh random text of 16 characters of a-z and 2-7
	Invite    Invite        // nil: no address opens the bot, join codes are typed
	Limited   bool          // who asks too often is refused for a while
}

// Core answers requests. It is safe for concurrent use.
type Core struct {
	Config
	catalogue *words.Catalogue
	entries   []entry
	board     board
	salts     salts
	roles     lateRoles
}

// New builds a core; the error names what the configuration lacks.
func New(cfg Config) (*Core, error) {
	if cfg.Library == nil || cfg.Store == nil || cfg.Random == nil {
		return nil, errors.New("commands: a core needs a library, a store and a source of random texts")
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	catalogue, err := words.New()
	if err != nil {
		return nil, fmt.Errorf("commands: %w", err)
	}
	c := &Core{Config: cfg, catalogue: catalogue}
	c.entries = c.table()
	return c, nil
}

// Handle answers a request. It always has an answer: what the asker can mend
// is said to them, anything else goes to the log and the asker gets a polite
// sentence. It keeps to the context's deadline. Who asks far too often is told
// so, and from the second time on with Again.
func (c *Core) Handle(ctx context.Context, req Request) Reply {
	a := c.ask(req)
	reply, err := Reply{}, error(nil)
	verdict := c.admit(ctx, a)
	switch verdict {
	case Silent:
		err = a.problem("problem.flood_again")
	case TooMuch:
		err = a.problem("problem.flood")
	default:
		if reply, err = c.answer(ctx, a); err == nil {
			reply, err = c.where(ctx, a, reply)
		}
	}
	var problem Problem
	var unreadable *Unreadable
	if errors.As(err, &unreadable) {
		c.Log.Error("a command met a record that cannot be read", "command", a.entry.Name, "platform", req.Chat.Platform, "kind", unreadable.Kind, "mark", unreadable.Mark)
		err = a.problem("problem.unreadable")
	}
	switch {
	case errors.As(err, &problem):
		reply = Reply{Blocks: []Block{{Kind: Paragraph, Text: string(problem)}}, Show: Whisper, Again: verdict == Silent}
	case err != nil:
		c.Log.Error("a command failed", "command", a.entry.Name, "platform", req.Chat.Platform, "error", err)
		reply = c.Sorry(req.Language)
	}
	return reply
}

// Sorry is the answer of an adapter whose door caught a panic.
func (c *Core) Sorry(language string) Reply {
	text := c.catalogue.In(language).Say("problem.sorry")
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: text}}, Show: Whisper}
}

// answer finds the command, checks the request, and runs it.
func (c *Core) answer(ctx context.Context, a *ask) (Reply, error) {
	if err := a.open(); err != nil {
		return Reply{}, err
	}
	found := slices.IndexFunc(c.entries, func(e entry) bool { return e.Name == a.req.Command })
	if found < 0 {
		return c.unknown(ctx, a)
	}
	a.entry = c.entries[found]
	if err := a.checkLength(); err != nil {
		return Reply{}, err
	}
	if err := a.require(ctx, a.entry.Role); err != nil {
		return Reply{}, err
	}
	return a.entry.run(ctx, a)
}

// unknown answers a command that is not in the table, or plain text.
func (c *Core) unknown(ctx context.Context, a *ask) (Reply, error) {
	if a.req.Command == "" {
		return c.plain(ctx, a)
	}
	if strings.ContainsAny(a.req.Command, " \n") || len(a.req.Command) > maxName {
		return Reply{}, Problem(a.say("problem.unknown_text"))
	}
	if near := c.nearest(a.req.Command); near != "" {
		return Reply{}, Problem(a.say("problem.unknown_command_near", words.With{"Name": a.req.Command, "Near": near}))
	}
	return Reply{}, Problem(a.say("problem.unknown_command", words.With{"Name": a.req.Command}))
}

// minNear is from how many letters on a text that is no command is taken for a
// mistyped name: shorter ones come near some name in some language by chance.
const minNear = 6

// plain answers text that is no command: the name of a country, region or list,
// or what comes near one, is taken as the wish to read about it, and an amen as
// the word of somebody who has prayed.
func (c *Core) plain(ctx context.Context, a *ask) (Reply, error) {
	if strings.EqualFold(strings.Trim(a.args, " .!"), a.say("prayed.amen")) {
		a.args = ""
		return c.prayed(ctx, a)
	}
	if len(a.args) <= maxArgs && (a.known(a.args) || len(a.args) >= minNear && len(search.Find(a.lib, a.args).Near) > 0) {
		return c.country(ctx, a)
	}
	if name, _, _ := ParseLine(a.args); c.nearest(name) != "" {
		return Reply{}, Problem(a.say("problem.unknown_text_near", words.With{"Near": c.nearest(name)}))
	}
	return Reply{}, Problem(a.say("problem.unknown_text"))
}
