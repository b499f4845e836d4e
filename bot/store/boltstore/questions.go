package boltstore

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
)

// bucketQuestions keeps what was asked, by mark.
var bucketQuestions = []byte("questions")

// questions keeps what was asked.
type questions struct{ *file }

// SaveQuestion keeps a question.
func (s questions) SaveQuestion(ctx context.Context, mark string, q record.Question) error {
	q.Asked = q.Asked.Truncate(time.Millisecond).UTC()
	return s.update(ctx, func(tx *bbolt.Tx) error { return put(tx, bucketQuestions, mark, q) })
}

// Question reads a question that still waits.
func (s questions) Question(ctx context.Context, mark string, now time.Time) (q record.Question, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		found, err := get(tx, bucketQuestions, mark, &q)
		if err == nil && (!found || over(q, now)) {
			err = record.ErrNotFound
		}
		return err
	})
	if err != nil {
		return record.Question{}, err
	}
	return q, nil
}

// over tells whether nobody waits for the answer any more.
func over(q record.Question, now time.Time) bool { return now.Sub(q.Asked) >= record.QuestionLife }

// EndQuestion forgets a question. Where there is none, nothing is written.
func (s questions) EndQuestion(ctx context.Context, mark string) error {
	is := false
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		is = tx.Bucket(bucketQuestions).Get([]byte(mark)) != nil
		return nil
	})
	if err != nil || !is {
		return err
	}
	return s.update(ctx, func(tx *bbolt.Tx) error { return tx.Bucket(bucketQuestions).Delete([]byte(mark)) })
}

// forgetQuestions removes what nobody waits for any more, and what cannot be
// read.
func forgetQuestions(tx *bbolt.Tx, now time.Time) error {
	var gone [][]byte
	scan(tx, bucketQuestions, "", "", func(key, value []byte) bool {
		var q record.Question
		if json.Unmarshal(value, &q) != nil || over(q, now) {
			gone = append(gone, slices.Clone(key))
		}
		return true
	})
	for _, key := range gone {
		if err := tx.Bucket(bucketQuestions).Delete(key); err != nil {
			return err
		}
	}
	return nil
}
