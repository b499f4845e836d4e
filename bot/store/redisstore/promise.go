package redisstore

import (
	"context"
	"errors"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// replicaTime is how long a replica may take to have a change.
const replicaTime = 800 * time.Millisecond

// errAlone is a change that only the server has that may be about to fail.
var errAlone = errors.New("no replica has the change yet")

// promise runs a script of which somebody will be told that it is done. With
// Sentinel and Cluster it returns only when a replica has the change too (WAIT),
// so that what was promised is there after a replica has taken over. Where no
// replica is connected there is nobody who could, and nothing to wait for.
func (s *connection) promise(ctx context.Context, name string, keys []string, args ...any) *redis.Cmd {
	if !s.backup {
		return s.run(ctx, name, keys, args...)
	}
	server, err := s.server(ctx, keys[0])
	if err != nil {
		return failed(ctx, err)
	}
	if !s.replicas.known(ctx, server) {
		return s.run(ctx, name, keys, args...)
	}
	script := s.scripts[name+".lua"]
	cmd, copies := withWait(ctx, server, func(pipe redis.Pipeliner) *redis.Cmd { return script.EvalSha(ctx, pipe, keys, args...) })
	if redis.HasErrorPrefix(cmd.Err(), "NOSCRIPT") {
		cmd, copies = withWait(ctx, server, func(pipe redis.Pipeliner) *redis.Cmd { return script.Eval(ctx, pipe, keys, args...) })
	}
	if cmd.Err() == nil && copies == 0 && connected(ctx, server) && !followed(ctx, server) {
		return failed(ctx, errAlone)
	}
	return cmd
}

// followed waits once more until a replica has all that the server has: one
// that has only just caught up may have been too late for the first time.
func followed(ctx context.Context, server redis.Cmdable) bool {
	_, copies := withWait(ctx, server, func(pipe redis.Pipeliner) *redis.Cmd { return pipe.Do(ctx, "ping") })
	return copies > 0
}

func failed(ctx context.Context, err error) *redis.Cmd {
	cmd := redis.NewCmd(ctx)
	cmd.SetErr(err)
	return cmd
}

// withWait runs a command and, on the same connection, waits for a replica. It
// returns how many have the change.
func withWait(ctx context.Context, server redis.Cmdable, run func(redis.Pipeliner) *redis.Cmd) (*redis.Cmd, int64) {
	pipe := server.Pipeline()
	cmd := run(pipe)
	wait := redis.NewIntCmd(ctx, "wait", 1, replicaTime.Milliseconds())
	_ = pipe.Process(ctx, wait)
	_, _ = pipe.Exec(ctx) // each command has its own error
	return cmd, wait.Val()
}

// server is the server that has a key.
func (s *connection) server(ctx context.Context, key string) (redis.Cmdable, error) {
	if cluster, ok := s.client.(*redis.ClusterClient); ok {
		return cluster.MasterForKey(ctx, key)
	}
	return s.client, nil
}

// replicasFor is how long it is remembered whether a server has replicas.
const replicasFor = 2 * time.Second

// replicas remembers which servers have replicas.
type replicas struct {
	mu     sync.Mutex
	looked map[redis.Cmdable]time.Time
	has    map[redis.Cmdable]bool
}

// known tells whether a server had replicas when it was last looked at.
func (r *replicas) known(ctx context.Context, server redis.Cmdable) bool {
	r.mu.Lock()
	fresh, has := time.Since(r.looked[server]) < replicasFor, r.has[server]
	r.mu.Unlock()
	if fresh {
		return has
	}
	has = connected(ctx, server)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.looked == nil {
		r.looked, r.has = map[redis.Cmdable]time.Time{}, map[redis.Cmdable]bool{}
	}
	r.looked[server], r.has[server] = time.Now(), has
	return has
}

// connected tells whether a server has replicas at the moment that follow it;
// one that is still being filled could not take over either. Where the server
// does not say, it is taken to have one.
func connected(ctx context.Context, server redis.Cmdable) bool {
	info, err := server.Info(ctx, "replication").Result()
	return err != nil || strings.Contains(info, ",state=online,")
}
