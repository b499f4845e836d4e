package storetest

import (
	"errors"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
)

// questionTests are those of what was asked.
func questionTests() []test {
	return []test{
		{"a question is read as it was asked", questionIsRead},
		{"a question waits for ten minutes", questionWaits},
		{"a question that has ended is gone", questionEnds},
	}
}

func asked(at time.Time) record.Question {
	return record.Question{Command: "subscribe", Param: "place", Args: map[string]string{"time": "07:00", "for": "=NG"}, Asked: at}
}

func (b *bench) wantQuestion(mark string, at time.Time, want record.Question) {
	b.Helper()
	got, err := b.Store.Question(b.ctx, mark, at)
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		b.Errorf("it reads: %v %s", err, diff)
	}
}

func (b *bench) wantNoQuestion(mark string, at time.Time) {
	b.Helper()
	if got, err := b.Store.Question(b.ctx, mark, at); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("it reads %+v, %v", got, err)
	}
}

func questionIsRead(b *bench) {
	b.wantNoQuestion("ada", noon)
	b.must(b.Store.SaveQuestion(b.ctx, "ada", asked(noon)))
	b.wantQuestion("ada", noon.Add(time.Second), asked(noon))
	b.wantNoQuestion("ben", noon)
	later := asked(noon.Add(time.Minute))
	later.Param, later.Args = "time", nil
	b.must(b.Store.SaveQuestion(b.ctx, "ada", later))
	b.wantQuestion("ada", noon.Add(time.Minute), later)
}

func questionWaits(b *bench) {
	b.must(b.Store.SaveQuestion(b.ctx, "ada", asked(noon)))
	b.wantQuestion("ada", noon.Add(record.QuestionLife-time.Second), asked(noon))
	b.wantNoQuestion("ada", noon.Add(record.QuestionLife))
}

func questionEnds(b *bench) {
	b.must(b.Store.EndQuestion(b.ctx, "ada"))
	b.must(b.Store.SaveQuestion(b.ctx, "ada", asked(noon)))
	b.must(b.Store.SaveQuestion(b.ctx, "ben", asked(noon)))
	b.must(b.Store.EndQuestion(b.ctx, "ada"))
	b.must(b.Store.EndQuestion(b.ctx, "ada"))
	b.wantNoQuestion("ada", noon)
	b.wantQuestion("ben", noon, asked(noon))
}
