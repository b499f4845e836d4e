package session

import (
	"context"
	"errors"
	"time"

	"prayerbot/commands/record"
)

// keptQuestions keeps what one person is asked in one chat, under a mark that cannot
// be traced back to them once the day's salt is forgotten.
type keptQuestions struct {
	env   *Env
	asker *Asker
}

func (q keptQuestions) save(ctx context.Context, question record.Question) error {
	mark, err := q.mark(ctx, q.asker.req.Now)
	if err != nil {
		return err
	}
	return q.env.Store().SaveQuestion(ctx, mark, question)
}

// find is the question that waits; record.ErrNotFound where none does.
func (q keptQuestions) find(ctx context.Context) (record.Question, error) {
	missed := record.ErrNotFound
	for _, day := range q.days() {
		mark, err := q.mark(ctx, day)
		if err == nil {
			var question record.Question
			if question, err = q.env.Store().Question(ctx, mark, q.asker.req.Now); err == nil {
				return question, nil
			}
		}
		if !errors.Is(err, record.ErrNotFound) {
			missed = err
		}
	}
	return record.Question{}, missed
}

// end forgets the question that waits.
func (q keptQuestions) end(ctx context.Context) error {
	var failed error
	for _, day := range q.days() {
		mark, err := q.mark(ctx, day)
		if err == nil {
			err = q.env.Store().EndQuestion(ctx, mark)
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// days are those of which a question may be that still waits: today, and shortly
// after midnight (UTC) yesterday.
func (q keptQuestions) days() []time.Time {
	now := q.asker.req.Now
	days := []time.Time{now}
	if before := now.Add(-record.QuestionLife); before.UTC().Day() != now.UTC().Day() {
		days = append(days, before)
	}
	return days
}

// mark names the asker in this chat under the salt of a day.
func (q keptQuestions) mark(ctx context.Context, day time.Time) (string, error) {
	salt, err := q.env.salts.of(ctx, q.env.Store(), day)
	if err != nil {
		return "", err
	}
	return Seal(salt, "question", q.asker.from.String(), q.asker.rateKey()), nil
}
