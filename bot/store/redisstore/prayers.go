package redisstore

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// life is how long what belongs to a day is still kept: until the day is over. A
// clock that is wrong makes it a minute.
func life(day string, now time.Time) (time.Duration, error) {
	d, err := content.ParseDate(day)
	if err != nil {
		return 0, err
	}
	return max(time.Minute, record.DayOver(d).Sub(now)), nil
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
	answer, err := s.run(ctx, "salt", []string{saltKey(day)}, fresh, left.Milliseconds()).Slice()
	if err != nil {
		return nil, err
	}
	salt, made := answer[0].(string)
	if !made || len(salt) != saltSize {
		return nil, errors.New("the server gave no secret of the day")
	}
	if answer[1] == int64(1) {
		s.unreadable.Note("salt", saltKey(day))
	}
	return []byte(salt), nil
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
