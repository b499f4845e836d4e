package storetest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
)

// later is the minute at which the events of these tests happen, and long is
// after everything has expired but what comes back, which longest is after.
const (
	later   = 30
	long    = 14 * 24 * 60
	longest = 100 * 24 * 60
)

// bringTo stores an announcement and brings it into a phase; expired is what was
// a draft, scheduled or sent.
func bringTo(b *bench, id string, phase record.Phase) record.Announcement {
	b.Helper()
	a := makeDraft(b, id)
	a.Edition, a.Created = 1, at(1)
	switch phase {
	case record.PhaseWaiting:
		a.Agreed = true
	case record.PhaseScheduled:
		a.State, a.At = record.StateScheduled, at(90)
	case record.PhaseRecurring, record.PhaseEnded:
		a = recurring(a, at(90))
	}
	b.must(b.Store.SaveDraft(b.ctx, a))
	if phase == record.PhaseEnded {
		b.must(b.Store.Adjust(b.ctx, id, 1, record.Adjustment{End: "person"}, at(2)))
	}
	amends := map[record.Phase]record.Amendment{
		record.PhaseCorrected: {Text: "anew", Revision: 1}, record.PhaseStopped: {State: record.StateStopped}, record.PhaseRetracted: {State: record.StateRetracted},
	}
	m, amended := amends[phase]
	if amended || phase == record.PhaseSent {
		_, _, err := b.Store.Confirm(b.ctx, id, 1, 2, at(2))
		b.must(err)
	}
	if amended {
		b.must(b.Store.Amend(b.ctx, id, m, at(3)))
	}
	if phase == record.PhaseCancelled {
		b.must(b.Store.Cancel(b.ctx, id, 1, at(2)))
	}
	return a
}

// recurring is a draft that comes back every day, in UTC, from a time on.
func recurring(a record.Announcement, first time.Time) record.Announcement {
	a.State, a.At = record.StateRecurring, first
	a.Repeat = record.Repeat{At: record.Wall(first.Hour()*60 + first.Minute()), Zone: "UTC"}
	return a
}

// tryEvent does an event with what is stored, and tells whether it was done.
func tryEvent(b *bench, a record.Announcement, e record.Event, minute int) (bool, error) {
	next := a
	next.Edition, next.Created, next.State, next.Agreed = a.Edition+1, at(minute), record.StateDraft, e == record.EventAsk
	switch e {
	case record.EventRepeat:
		next = recurring(next, at(minute+60))
		fallthrough
	case record.EventSchedule:
		if next.State != record.StateRecurring {
			next.State, next.At = record.StateScheduled, at(minute+60)
		}
		fallthrough
	case record.EventChange, record.EventAsk:
		err := b.Store.SaveDraft(b.ctx, next)
		return err == nil, err
	case record.EventSkip, record.EventAdvance, record.EventEnd:
		m := map[record.Event]record.Adjustment{record.EventSkip: {Skip: day(25)}, record.EventAdvance: {Done: day(24)}, record.EventEnd: {End: "person"}}[e]
		err := b.Store.Adjust(b.ctx, a.ID, a.Edition, m, at(minute))
		return err == nil, err
	case record.EventSend:
		_, first, err := b.Store.Confirm(b.ctx, a.ID, a.Edition, 2, at(minute))
		return first, err
	case record.EventCancel:
		err := b.Store.Cancel(b.ctx, a.ID, a.Edition, at(minute))
		return err == nil, err
	}
	m := record.Amendment{Text: "right", Revision: a.Revision + 1}
	switch e {
	case record.EventStop:
		m = record.Amendment{State: record.StateStopped}
	case record.EventRetract:
		m = record.Amendment{State: record.StateRetracted}
	}
	err := b.Store.Amend(b.ctx, a.ID, m, at(minute))
	return err == nil, err
}

// everyTransition holds that a store does with every event in every phase what
// the rules say.
func everyTransition(b *bench) {
	for _, phase := range record.Phases() {
		for _, event := range record.Events() {
			if phase != record.PhaseExpired {
				tryTransition(b, phase, event, later)
				continue
			}
			for was, after := range map[record.Phase]int{
				record.PhaseDraft: long, record.PhaseWaiting: long, record.PhaseScheduled: long, record.PhaseSent: long,
				record.PhaseEnded: long, record.PhaseRecurring: longest,
			} {
				tryTransition(b, was, event, after)
			}
		}
	}
}

func tryTransition(b *bench, phase record.Phase, event record.Event, minute int) {
	b.Helper()
	id := fmt.Sprintf("%s-%s-%d", phase, event, minute)
	bringTo(b, id, phase)
	stored, err := b.Store.Announcement(b.ctx, id, at(4))
	b.must(err)
	phase = stored.Phase(at(minute))
	want, allowed := phase.After(event)
	done, err := tryEvent(b, stored, event, minute)
	if done != allowed || err != nil && !errors.Is(err, record.ErrNotFound) {
		b.Errorf("%s in phase %s: done %t, %v", event, phase, done, err)
	}
	is, err := b.Store.Announcement(b.ctx, id, at(minute))
	switch {
	case phase == record.PhaseExpired:
		if !errors.Is(err, record.ErrNotFound) {
			b.Errorf("%s brought back what has expired: %+v, %v", event, is, err)
		}
	case err != nil || is.Phase(at(minute)) != want:
		b.Errorf("%s in phase %s makes it %s, want %s, %v", event, phase, is.Phase(at(minute)), want, err)
	case !allowed && !cmp.Equal(is, stored):
		b.Errorf("%s in phase %s changed it: %s", event, phase, cmp.Diff(stored, is))
	}
}

// editionsAreCompared holds that of several who change the same edition at once
// one alone does, and that nobody acts on an edition that they have not seen.
func editionsAreCompared(b *bench) {
	makeDraft(b, "abc")
	var done atomic.Int32
	var wait sync.WaitGroup
	for i := range 20 {
		wait.Go(func() {
			a := record.Announcement{ID: "abc", To: group("-55"), From: chatID("-55/3"), Text: fmt.Sprint("text ", i), State: record.StateDraft, Created: at(1), Edition: 1}
			switch err := b.Store.SaveDraft(b.ctx, a); {
			case err == nil:
				done.Add(1)
			case !errors.Is(err, record.ErrStale):
				b.Errorf("saving an edition that is there: %v", err)
			}
		})
	}
	wait.Wait()
	if done.Load() != 1 {
		b.Errorf("%d of 20 have made the next edition", done.Load())
	}
	stored, err := b.Store.Announcement(b.ctx, "abc", at(2))
	b.must(err)
	b.must(b.Store.SaveDraft(b.ctx, stored)) // a repeat
	agreed, earlier := stored, stored
	agreed.Agreed = true
	earlier.Edition = 0
	_, _, confirm := b.Store.Confirm(b.ctx, "abc", 0, 2, at(2))
	for what, err := range map[string]error{
		"agreeing without a new edition": b.Store.SaveDraft(b.ctx, agreed), "going back": b.Store.SaveDraft(b.ctx, earlier),
		"cancelling an older edition": b.Store.Cancel(b.ctx, "abc", 0, at(2)), "sending an older edition": confirm,
	} {
		if !errors.Is(err, record.ErrStale) {
			b.Errorf("%s: %v", what, err)
		}
	}
	if is, err := b.Store.Announcement(b.ctx, "abc", at(2)); err != nil || !cmp.Equal(stored, is) {
		b.Errorf("it is %+v, %v", is, err)
	}
}
