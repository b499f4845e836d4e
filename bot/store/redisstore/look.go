package redisstore

import (
	"context"
	"log/slog"

	"prayerbot/bot/doctor"
	"prayerbot/bot/store"
)

// Look opens the store for reading alone: nothing is brought to a newer form,
// mended or set aside. The errors are those of Open.
func Look(ctx context.Context, address string) (*Store, error) {
	client, err := connect(address, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	all, err := readScripts()
	if err != nil {
		return nil, err
	}
	c := &connection{client: client, scripts: all, platforms: map[string]bool{}, unreadable: store.NewUnreadableLog(nil)}
	if err := c.look(ctx); err != nil {
		client.Close()
		return nil, err
	}
	return newStore(c), nil
}

// look looks whether the server answers and its data can be read, and takes the
// salt of the marks where there is one.
func (s *connection) look(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, openTime)
	defer cancel()
	if err := s.client.Ping(ctx).Err(); err != nil {
		return speak(err)
	}
	if salt := s.client.Get(ctx, markSaltKey).Val(); len(salt) == store.SaltSize {
		s.unreadable.Salt(salt)
	}
	return s.outgrown(ctx)
}

// formResult says what the form of the data means; nil where nothing is to be
// done, or nothing is stored. The error is the server's.
func (s *connection) formResult(ctx context.Context) (*doctor.Result, error) {
	if empty, err := s.empty(ctx); err != nil || empty {
		return nil, err
	}
	stored, err := s.form(ctx)
	if err != nil {
		return nil, err
	}
	return store.FormResult(max(1, stored.newest()), 1+len(steps)), nil
}
