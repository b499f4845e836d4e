package main

import (
	"log/slog"

	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
)

// openStore opens Redis where it is given, else the embedded file.
func openStore(world surroundings, c Config, log *slog.Logger) (store.Store, error) {
	if c.Redis != "" {
		return redisstore.Open(world, c.Redis, log)
	}
	return boltstore.Open(c.Data, boltstore.Log(log))
}
