package redisstore

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"github.com/redis/go-redis/v9"
)

// errForgetful and errEvicts refuse a server that would lose subscriptions.
var (
	errForgetful = errors.New("this Redis keeps nothing on its disk, so a restart would lose every subscription: set appendonly yes in its configuration (deploy/redis.conf is an example)")
	errEvicts    = errors.New("this Redis may throw subscriptions away when its memory is full: set maxmemory-policy noeviction in its configuration")
)

// examine looks whether every server keeps what it is given.
func (s *connection) examine(ctx context.Context, log *slog.Logger) error {
	if cluster, ok := s.client.(*redis.ClusterClient); ok {
		return cluster.ForEachMaster(ctx, func(ctx context.Context, server *redis.Client) error {
			return examineOne(ctx, server, log)
		})
	}
	return examineOne(ctx, s.client, log)
}

func examineOne(ctx context.Context, server redis.Cmdable, log *slog.Logger) error {
	settings := map[string]string{}
	for _, name := range []string{"appendonly", "save", "maxmemory-policy", "appendfsync"} {
		got, err := server.ConfigGet(ctx, name).Result()
		if err != nil {
			log.Warn("this Redis does not tell whether it keeps what it is given on its disk: make sure that it does", "error", err)
			return nil
		}
		settings[name] = got[name]
	}
	switch {
	case settings["appendonly"] != "yes" && settings["save"] == "":
		return errForgetful
	case strings.HasPrefix(settings["maxmemory-policy"], "allkeys-"):
		return errEvicts
	case settings["appendonly"] != "yes":
		log.Warn("this Redis saves only now and then: what was confirmed since may be lost when it crashes. Set appendonly yes")
	case settings["appendfsync"] == "no":
		log.Warn("this Redis leaves it to the system when it writes to its disk: set appendfsync always or everysec")
	}
	return nil
}
