package redisstore

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/commands/record"
)

// lookTime is what is left of patience for looking whether something was done
// whose answer was lost.
const lookTime = 700 * time.Millisecond

// lostAnswer tells whether an error leaves it open whether something was done:
// the server has not said no.
func lostAnswer(err error) bool {
	var refused redis.Error
	return err != nil && (errors.Is(err, errAlone) || !errors.As(err, &refused))
}

// surely does something that people are told of. Where its answer was lost, it
// looks whether it is done before it says that it failed; where that has no answer
// either, the error is record.ErrInDoubt.
func surely(ctx context.Context, do func(context.Context) error, done func(context.Context) (bool, error)) error {
	all, cancel := within(ctx)
	defer cancel()
	first, end := context.WithTimeout(all, patience-lookTime)
	defer end()
	err := do(first)
	if !lostAnswer(err) {
		return err
	}
	is, unknown := done(all)
	switch {
	case unknown != nil:
		return fmt.Errorf("%w: %w", record.ErrInDoubt, err)
	case is && errors.Is(err, errAlone): // it may be undone with its only server
		return fmt.Errorf("%w: %w", record.ErrInDoubt, err)
	case is:
		return nil
	}
	return err
}
