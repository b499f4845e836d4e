package main

import (
	"log/slog"

	"prayerbot/bot/store"
	"prayerbot/bot/store/boltstore"
)

// openStore opens Redis where it is given, else the embedded file.
func openStore(world surroundings, c Config, log *slog.Logger) (store.Store, error) {
	return boltstore.Open(c.Data)
}
