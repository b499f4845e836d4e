package redisstore

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/commands/record"
)

// questions keeps what was asked. Redis forgets it by itself.
type questions struct{ *connection }

// SaveQuestion keeps a question.
func (s questions) SaveQuestion(ctx context.Context, mark string, q record.Question) error {
	ctx, cancel := within(ctx)
	defer cancel()
	q.Asked = q.Asked.Truncate(time.Millisecond).UTC()
	text, err := json.Marshal(q)
	if err != nil {
		return err
	}
	return s.client.Set(ctx, questionKey(mark), text, record.QuestionLife).Err()
}

// Question reads a question that still waits.
func (s questions) Question(ctx context.Context, mark string, now time.Time) (record.Question, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	text, err := s.client.Get(ctx, questionKey(mark)).Bytes()
	var q record.Question
	switch {
	case errors.Is(err, redis.Nil), err != nil && redis.HasErrorPrefix(err, "WRONGTYPE"):
		return q, record.ErrNotFound
	case err != nil:
		return q, err
	case json.Unmarshal(text, &q) != nil || now.Sub(q.Asked) >= record.QuestionLife:
		return record.Question{}, record.ErrNotFound
	}
	return q, nil
}

// EndQuestion forgets a question.
func (s questions) EndQuestion(ctx context.Context, mark string) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.client.Del(ctx, questionKey(mark)).Err()
}
