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
	// Pace is how many daily deliveries a second a platform takes; 0 is not known. nil: of
	// none it is known, and nobody is told of a full minute.
	Pace func(platform string) float64
}

// Env is what all sessions of one bot share. It is safe for concurrent use.
type Env struct {
	Voices
	Libraries
	Platforms
	Communities
	Chats
	Twins
	Forecasts
	cfg   Config
	salts saltCache
	roles roleCache
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
	env := &Env{
		cfg: cfg, Voices: Voices{catalogue, cfg.Pages}, Libraries: Libraries{library: cfg.Library, store: cfg.Store, log: cfg.Log},
		Platforms: Platforms{cfg.Rights, cfg.Store, cfg.Log}, Chats: Chats{cfg.Store, cfg.Random},
		Forecasts: Forecasts{store: cfg.Store, pace: cfg.Pace, log: cfg.Log, known: map[string]Forecast{}},
	}
	env.Communities, env.Twins = Communities{cfg.Store, &env.Platforms}, Twins{&env.Chats, &env.Platforms}
	return env, nil
}

// Store is all that is kept.
func (env *Env) Store() record.Store { return env.cfg.Store }

// Operators are the people who run the bot.
func (env *Env) Operators() []record.UserID { return env.cfg.Operators }

// Log takes what went wrong inside; it is never nil.
func (env *Env) Log() *slog.Logger { return env.cfg.Log }

// Random is a fresh random text of 16 characters of a-z and 2-7.
func (env *Env) Random() string { return env.cfg.Random() }

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
