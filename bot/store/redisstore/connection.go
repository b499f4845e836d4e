package redisstore

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store"
)

// A connection runs scripts and commands, waits for replicas, and takes out of
// the way what cannot be read.
type connection struct {
	client  redis.UniversalClient
	scripts scripts

	backup   bool // the address names servers with replicas that may take over
	replicas replicas

	unreadable *store.UnreadableLog

	mu        sync.Mutex
	platforms map[string]bool // noted in pb:platforms by this process
}

// patience bounds every method: a person who asks gets a polite word within
// three seconds even where the server is silent, on the way there and back too.
const patience = 2 * time.Second

// openTime bounds the first talk with the server.
const openTime = 10 * time.Second

func (s *connection) prepare(ctx context.Context, log *slog.Logger) error {
	ctx, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	if err := s.client.Ping(ctx).Err(); err != nil {
		return speak(err)
	}
	if err := s.examine(ctx, log); err != nil {
		return err
	}
	return s.loadScripts(ctx)
}

// Close gives the connections back.
func (s *connection) Close() error { return s.client.Close() }

// within bounds a method.
func within(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, patience)
}

// run runs a script. A server that has forgotten it gets it whole.
func (s *connection) run(ctx context.Context, name string, keys []string, args ...any) *redis.Cmd {
	return s.scripts[name+".lua"].Run(ctx, s.client, keys, args...)
}

// readHashes reads hashes in one go, each with its own error; err is that of all.
func (s *connection) readHashes(ctx context.Context, keys []string) (hashes []*redis.MapStringStringCmd, err error) {
	if len(keys) == 0 {
		return nil, nil
	}
	pipe := s.client.Pipeline()
	for _, key := range keys {
		hashes = append(hashes, pipe.HGetAll(ctx, key))
	}
	_, _ = pipe.Exec(ctx) // each command has its own error
	for _, hash := range hashes {
		if hash.Err() != nil && !wrongType(hash.Err()) {
			return nil, hash.Err()
		}
	}
	return hashes, nil
}

// notePlatform remembers that a platform has chats.
func (s *connection) notePlatform(ctx context.Context, platform string) error {
	s.mu.Lock()
	known := s.platforms[platform]
	s.mu.Unlock()
	if known {
		return nil
	}
	if err := s.client.SAdd(ctx, platformsKey, platform).Err(); err != nil {
		return err
	}
	s.mu.Lock()
	s.platforms[platform] = true
	s.mu.Unlock()
	return nil
}
