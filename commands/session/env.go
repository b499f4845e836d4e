package session

import (
	"context"
	"errors"
	"log/slog"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// Config is all that a Core needs.
type Config struct {
	Library   func() *content.Library // the content in force; called once a request
	Store     record.Store
	Rights    reply.Rights // nil: nobody can be asked, an unknown role is Anyone
	Operators []record.UserID
	Log       *slog.Logger     // what went wrong inside; nil is silent
	Random    func() string    // a fresh random text of 16 characters of a-z and 2-7
	Invite    Invite           // nil: no address opens the bot, join codes are typed
	Catalogue *words.Catalogue // nil: the one that ships with the program
	Limited   bool             // who asks too often is refused for a while
	Cards     Cards            // nil: no cards are drawn
	// Pages is the address of the pages on the web as it is seen from outside, without
	// a slash at its end; "" where there are none.
	Pages string
}

// Env is what all sessions of one bot share. It is safe for concurrent use.
type Env struct {
	cfg       Config
	catalogue *words.Catalogue
	salts     saltCache
	roles     roleCache
	withdrawn withdrawn
}

// NewEnv makes what sessions share; the error names what the configuration
// lacks.
func NewEnv(cfg Config) (*Env, error) {
	if cfg.Library == nil || cfg.Store == nil || cfg.Random == nil {
		return nil, errors.New("a core needs a library, a store and a source of random texts")
	}
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	catalogue := cfg.Catalogue
	if catalogue == nil {
		shipped, err := words.New()
		if err != nil {
			return nil, err
		}
		catalogue = shipped
	}
	return &Env{cfg: cfg, catalogue: catalogue}, nil
}

// Store is all that is kept.
func (env *Env) Store() record.Store { return env.cfg.Store }

// Rights asks the platforms; nil where nobody can be asked.
func (env *Env) Rights() reply.Rights { return env.cfg.Rights }

// Operators are the people who run the bot.
func (env *Env) Operators() []record.UserID { return env.cfg.Operators }

// Log takes what went wrong inside; it is never nil.
func (env *Env) Log() *slog.Logger { return env.cfg.Log }

// Random is a fresh random text of 16 characters of a-z and 2-7.
func (env *Env) Random() string { return env.cfg.Random() }

// CurrentLibrary is the content in force, without what is withdrawn by what
// Refresh has read last.
func (env *Env) CurrentLibrary() *content.Library { return env.withdrawn.of(env.cfg.Library()) }

// WholeLibrary is the content in force with what is withdrawn.
func (env *Env) WholeLibrary() *content.Library { return env.cfg.Library() }

// VoiceIn says sentences in a language.
func (env *Env) VoiceIn(language string) words.Voice { return env.catalogue.In(language) }

// Speaks tells whether the catalogue has a language.
func (env *Env) Speaks(language string) bool { return env.catalogue.Speaks(language) }

// IsLabel tells whether a button's label names nothing: see words.
func (env *Env) IsLabel(text string) bool { return env.catalogue.IsLabel(text) }

// Page is the address of a page ("/points/kp-camps") in the language that comes nearest
// to one; "" where there are no pages.
func (env *Env) Page(language, path string) string {
	if env.cfg.Pages == "" {
		return ""
	}
	return env.cfg.Pages + "/" + env.catalogue.Nearest(language) + path
}

// Languages are those of the catalogue, English first.
func (env *Env) Languages() []string { return env.catalogue.Languages() }

// Invite gives the addresses that open the bot with a join code, for a person
// and for a group; "" where they are not known.
func (env *Env) Invite(ctx context.Context, mark string) (person, group string) {
	if env.cfg.Invite == nil {
		return "", ""
	}
	return env.cfg.Invite(ctx, mark)
}

// Invite gives the addresses that open the bot with a join code: for a person,
// and for adding it to a group. They are "" where they are not known.
type Invite func(ctx context.Context, mark string) (person, group string)
