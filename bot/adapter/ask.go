package adapter

import (
	"context"
	"log/slog"
	"time"

	"prayerbot/bot/guard"
	"prayerbot/commands/reply"
)

// Core is what an Asker asks.
type Core interface {
	Handle(ctx context.Context, req reply.Request) reply.Reply
	Sorry(language string) reply.Reply
}

// An Asker asks the core and measures how long it takes. Where the core panics,
// the answer is its apology.
type Asker struct {
	core    Core
	log     *slog.Logger
	handled func(command string, took time.Duration)
}

// NewAsker makes an Asker that tells handled of every answer; nil is told
// nothing.
func NewAsker(core Core, log *slog.Logger, handled func(command string, took time.Duration)) *Asker {
	return &Asker{core, log, handled}
}

// Ask gives the core's answer to a request.
func (a *Asker) Ask(ctx context.Context, req reply.Request) (answer reply.Reply) {
	began := time.Now()
	if broken := guard.Do(func() { answer = a.core.Handle(ctx, req) }); broken != nil {
		broken.Log(a.log, "a command panicked", "command", req.Command)
		answer = a.core.Sorry(req.Language)
	}
	if a.handled != nil {
		a.handled(req.Command, time.Since(began))
	}
	return answer
}
