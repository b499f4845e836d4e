package redisstore

import (
	"context"
	"errors"
	"testing"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store/redistest"
)

// A caller may see that its turn is over before it sees that its context has
// ended: it must not take that for an answer.
func TestACommandThatIsLeftOutIsNotTakenAsDone(t *testing.T) {
	s := open(t, redistest.Start(t).URL())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	left := call{ctx, redis.NewCmd(ctx, "incr", "left"), make(chan struct{})}
	kept := call{t.Context(), redis.NewCmd(t.Context(), "incr", "kept"), make(chan struct{})}
	s.gather.send([]call{left, kept})
	<-left.done
	if err := left.cmd.Err(); !errors.Is(err, context.Canceled) {
		t.Errorf("what was left out has the error %v", err)
	}
	if err := kept.cmd.Err(); err != nil {
		t.Errorf("what was kept has the error %v", err)
	}
	if n := s.client.Exists(t.Context(), "left", "kept").Val(); n != 1 {
		t.Errorf("%d commands were carried out", n)
	}
}
