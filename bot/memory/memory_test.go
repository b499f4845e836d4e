package memory

import (
	"context"
	"testing"
	"time"

	"prayerbot/bot/clock"
)

// A ledger is a machine that takes so much before each look.
type ledger struct {
	before []uint64
	sum    uint64
	backs  []int // the looks after which it was given back, from 0
	looks  int
	end    context.CancelFunc
}

func (l *ledger) taken() uint64 {
	l.sum += l.before[l.looks]
	if l.looks++; l.looks == len(l.before) {
		l.end()
	}
	return l.sum
}

func (l *ledger) giveBack() { l.backs = append(l.backs, l.looks-1) }

// A hasty clock says that every time has passed.
type hasty struct {
	clock.System
	slept time.Duration
}

func (h *hasty) Sleep(ctx context.Context, d time.Duration) error {
	h.slept += d
	return ctx.Err()
}

func TestWhatWasTakenIsGivenBackOnceItIsCalm(t *testing.T) {
	const megabyte = 1 << 20
	for what, c := range map[string]struct {
		before []uint64
		backs  []int
	}{
		"after a start, once":             {[]uint64{100 * megabyte, 0, 0, 0}, []int{0}},
		"a little, together":              {[]uint64{100 * megabyte, megabyte, megabyte, megabyte, megabyte, megabyte}, []int{0, 4}},
		"not while there is much to do":   {[]uint64{300 * megabyte, 300 * megabyte, megabyte, 0}, []int{2}},
		"nothing where nothing was taken": {[]uint64{0, 0, 0}, nil},
	} {
		ctx, end := context.WithCancel(t.Context())
		l, h := &ledger{before: c.before, end: end}, &hasty{}
		run(ctx, h, l)
		if len(l.backs) != len(c.backs) {
			t.Errorf("%s: given back after the looks %v, want %v", what, l.backs, c.backs)
			continue
		}
		for i := range c.backs {
			if l.backs[i] != c.backs[i] {
				t.Errorf("%s: given back after the looks %v, want %v", what, l.backs, c.backs)
			}
		}
		if want := time.Duration(len(c.before)+1) * Interval; h.slept != want {
			t.Errorf("%s: it waited %s, want %s", what, h.slept, want)
		}
	}
}

func TestAProcessKnowsWhatItHasTaken(t *testing.T) {
	before := process{}.taken()
	taken := make([]byte, 1<<20)
	if grown := (process{}).taken() - before; grown < uint64(len(taken)) {
		t.Errorf("it says %d bytes, and %d were taken", grown, len(taken))
	}
}
