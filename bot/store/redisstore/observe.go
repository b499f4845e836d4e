package redisstore

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"
)

// An observer is told how long each talk with the server took, and whether the server
// has failed it.
type observer func(took time.Duration, failed bool)

// DialHook changes nothing: a server that cannot be reached fails what was asked.
func (observer) DialHook(next redis.DialHook) redis.DialHook { return next }

// ProcessHook observes a command.
func (o observer) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		began := time.Now()
		err := next(ctx, cmd)
		o(time.Since(began), serverFailed(err))
		return err
	}
}

// ProcessPipelineHook observes commands that go out together, as one talk.
func (o observer) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return func(ctx context.Context, all []redis.Cmder) error {
		began := time.Now()
		err := next(ctx, all)
		o(time.Since(began), serverFailed(err))
		return err
	}
}

// serverFailed tells whether an error is the server's: it does not answer, or takes no
// change. That there is nothing, that a script says no, and that nobody waits any more
// is none.
func serverFailed(err error) bool {
	if err == nil || errors.Is(err, redis.Nil) || errors.Is(err, context.Canceled) {
		return false
	}
	if away(err) {
		return true
	}
	for _, r := range refusals {
		if redis.HasErrorPrefix(err, r.begins) || strings.HasPrefix(err.Error(), r.begins) {
			return true
		}
	}
	return false
}
