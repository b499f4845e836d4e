package redisstore

import (
	"context"
	"embed"
	"fmt"

	"github.com/redis/go-redis/v9"
)

// files are the scripts. Each says above its code what it takes, what it
// returns, and why a repeat does no harm: the client repeats a command whose
// answer was lost.
//
//go:embed lua/*.lua
var files embed.FS

// scripts are the scripts by name.
type scripts map[string]*redis.Script

func readScripts() (scripts, error) {
	entries, err := files.ReadDir("lua")
	if err != nil {
		return nil, err
	}
	all := scripts{}
	for _, e := range entries {
		source, err := files.ReadFile("lua/" + e.Name())
		if err != nil {
			return nil, err
		}
		all[e.Name()] = redis.NewScript(string(source))
	}
	return all, nil
}

// loadScripts loads all scripts into the server, so that the first use is as short as
// any. A server that forgets them, as after a restart, gets them again when
// they are used.
func (s *connection) loadScripts(ctx context.Context) error {
	for name, script := range s.scripts {
		if err := script.Load(ctx, s.client).Err(); err != nil {
			return fmt.Errorf("load %s: %w", name, err)
		}
	}
	return nil
}
