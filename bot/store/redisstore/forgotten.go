package redisstore

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store/archive"
)

// The keys of what was forgotten, so that a copy from before does not bring it back:
//
//	pb:forgotten      ZSET    marks by when, in ms
//	pb:forgottenkey   STRING  the key of the marks
//	pb:renamed:MARK     SET     marks of the names that a chat had before the one of MARK
//
// Whoever forgets a chat forgets its names from before too, or a copy from before it
// moved would bring it back.
const (
	forgottenKey    = "pb:forgotten"
	forgottenKeyKey = "pb:forgottenkey"
	movedKey        = "pb:renamed:"
)

// noteForgotten notes that a name was forgotten, and those before it. A repeat moves its
// time on.
func (s *connection) noteForgotten(ctx context.Context, name string) error {
	key, err := s.keyOfForgotten(ctx)
	if err != nil {
		return err
	}
	at := float64(time.Now().Truncate(time.Second).UnixMilli())
	noted := map[string]bool{}
	for marks := []string{archive.MarkOf(key, name)}; len(marks) > 0; marks = marks[1:] {
		mark := marks[0]
		if noted[mark] {
			continue
		}
		noted[mark] = true
		if err := s.client.ZAdd(ctx, forgottenKey, redis.Z{Score: at, Member: mark}).Err(); err != nil {
			return err
		}
		before, err := s.client.SMembers(ctx, movedKey+mark).Result()
		if err != nil && !wrongType(err) {
			return err
		}
		marks = append(marks, before...)
	}
	return nil
}

// noteMoved notes that a chat has another name, as long as a copy from before may be.
func (s *connection) noteMoved(ctx context.Context, from, to string) error {
	key, err := s.keyOfForgotten(ctx)
	if err != nil {
		return err
	}
	moved := movedKey + archive.MarkOf(key, to)
	if err := s.client.SAdd(ctx, moved, archive.MarkOf(key, from)).Err(); err != nil {
		return err
	}
	return s.client.PExpire(ctx, moved, archive.ForgottenLife).Err()
}

// keyOfForgotten is the key of the marks, which is made where there is none.
func (s *connection) keyOfForgotten(ctx context.Context) (string, error) {
	if err := s.client.SetNX(ctx, forgottenKeyKey, rand.Text(), 0).Err(); err != nil {
		return "", err
	}
	return s.client.Get(ctx, forgottenKeyKey).Result()
}

// ForgottenKey is the key of the marks in the list of the forgotten; "" where
// nothing was ever forgotten.
func (s archives) ForgottenKey(ctx context.Context) (string, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	key, err := s.client.Get(ctx, forgottenKeyKey).Result()
	if errors.Is(err, redis.Nil) {
		return "", nil
	}
	return key, err
}

// SetForgottenKey takes the key of an archive, where the list is empty.
func (s archives) SetForgottenKey(ctx context.Context, key string) error {
	ctx, cancel := within(ctx)
	defer cancel()
	n, err := s.client.ZCard(ctx, forgottenKey).Result()
	if err != nil || n > 0 || key == "" {
		return err
	}
	return s.client.Set(ctx, forgottenKeyKey, key, 0).Err()
}
