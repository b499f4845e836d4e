package redisstore

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/content"
)

// markLife is how many days salts and marks are kept after their day has ended
// in UTC: around the world a day lasts longer than that.
const markLife = 2

// life is how long what belongs to a day is still kept.
func life(day string, now time.Time) (time.Duration, error) {
	d, err := content.ParseDate(day)
	if err != nil {
		return 0, err
	}
	end := d.Add(1 + markLife)
	return max(time.Hour, time.Date(end.Year, end.Month, end.Day, 0, 0, 0, 0, time.UTC).Sub(now)), nil
}

// saltSize is the length of a day's salt in bytes.
const saltSize = 32

// prayers counts who prayed.
type prayers struct{ *connection }

// Salt is the secret of a day, made when it is first asked for.
func (s prayers) Salt(ctx context.Context, day string, now time.Time) ([]byte, error) {
	left, err := life(day, now)
	if err != nil {
		return nil, err
	}
	ctx, cancel := within(ctx)
	defer cancel()
	fresh := make([]byte, saltSize)
	rand.Read(fresh)
	if err := s.client.SetNX(ctx, saltKey(day), fresh, left).Err(); err != nil {
		return nil, err
	}
	salt, err := s.client.Get(ctx, saltKey(day)).Bytes()
	if len(salt) == saltSize || err != nil && !errors.Is(err, redis.Nil) {
		return salt, err
	}
	s.unreadable.Note("salt", saltKey(day))
	return fresh, s.client.Set(ctx, saltKey(day), fresh, left).Err()
}

// Prayed notes a mark in a scope and counts the different marks there.
func (s prayers) Prayed(ctx context.Context, day, scope, mark string, now time.Time) (int, error) {
	left, err := life(day, now)
	if err != nil {
		return 0, err
	}
	n, key := 0, prayedKey(day, scope)
	err = surely(ctx, func(ctx context.Context) (err error) {
		n, err = s.run(ctx, "pray", []string{key}, mark, left.Milliseconds()).Int()
		return err
	}, func(ctx context.Context) (bool, error) {
		is, err := s.client.SIsMember(ctx, key, mark).Result()
		if err != nil || !is {
			return false, err
		}
		all, err := s.client.SCard(ctx, key).Result()
		n = int(all)
		return true, err
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}
