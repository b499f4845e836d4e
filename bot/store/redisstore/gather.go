package redisstore

import (
	"context"
	"runtime"
	"sync"

	"github.com/redis/go-redis/v9"
)

// A gatherer sends the commands that many callers give at the same time
// together: while some are on their way, what comes meanwhile is gathered, and
// goes out in one pipeline. A caller that is alone waits for nobody.
type gatherer struct {
	client redis.UniversalClient

	mu      sync.Mutex
	waiting []call
	flying  int // pipelines on their way
}

// A call is a command with the caller who waits for it.
type call struct {
	ctx  context.Context
	cmd  redis.Cmder
	done chan struct{}
}

// pipelines is how many may be on their way at once: while the server works on
// one, the next is written. A pipeline holds at most pipelineSize commands.
const (
	pipelines    = 2
	pipelineSize = 256
)

// do runs a command, and returns when it has its answer or the context ends.
// Then the command may still be carried out, and its answer must not be looked
// at: answered is false.
func (g *gatherer) do(ctx context.Context, cmd redis.Cmder) (answered bool, err error) {
	c := call{ctx, cmd, make(chan struct{})}
	g.mu.Lock()
	g.waiting = append(g.waiting, c)
	fly := g.flying < pipelines
	if fly {
		g.flying++
	}
	g.mu.Unlock()
	if fly {
		go g.fly()
	}
	select {
	case <-c.done:
		return true, cmd.Err()
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// fly sends what is gathered until nothing is left. Before that it lets others
// go first who are about to ask something themselves.
func (g *gatherer) fly() {
	runtime.Gosched()
	for batch := g.next(); len(batch) > 0; batch = g.next() {
		g.send(batch)
		runtime.Gosched()
	}
}

// next takes what waits; where there is nothing, this flight is over.
func (g *gatherer) next() []call {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := min(pipelineSize, len(g.waiting))
	batch := g.waiting[:n:n]
	if g.waiting = g.waiting[n:]; n == 0 {
		g.waiting = nil
		g.flying--
	}
	return batch
}

// send sends one pipeline. A caller who has given up meanwhile is left out: a
// command that nobody waits for must not come as a surprise later.
func (g *gatherer) send(batch []call) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	pipe := g.client.Pipeline()
	for _, c := range batch {
		if err := c.ctx.Err(); err != nil {
			c.cmd.SetErr(err)
			continue
		}
		_ = pipe.Process(ctx, c.cmd) // it is only noted here
	}
	_, _ = pipe.Exec(ctx) // each command has its own error
	for _, c := range batch {
		close(c.done)
	}
}
