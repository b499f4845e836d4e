package storetest

import (
	"errors"
	"sync"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/record"
)

// makeRecurring stores what comes back every day at half past one, from the 24th
// on.
func makeRecurring(b *bench, id string) record.Announcement {
	b.Helper()
	a := makeDraft(b, id)
	a.Edition, a.Created = 1, at(1)
	a = recurring(a, at(90))
	b.must(b.Store.SaveDraft(b.ctx, a))
	return a
}

// stored reads an announcement that must be there.
func (b *bench) stored(id string, now time.Time) record.Announcement {
	b.Helper()
	a, err := b.Store.Announcement(b.ctx, id, now)
	b.must(err)
	return a
}

// ids are those of announcements in their order.
func ids(all []record.Announcement, err error) (ids []string, _ error) {
	for _, a := range all {
		ids = append(ids, a.ID)
	}
	return ids, err
}

func comingBack(b *bench) {
	want := makeRecurring(b, "abc")
	if diff := cmp.Diff(want, b.stored("abc", at(2))); diff != "" {
		b.Error(diff)
	}
	makeDraft(b, "draft")
	listed := func(minutes int, due, all []string) {
		b.Helper()
		gotDue, err := ids(b.Store.Scheduled(b.ctx, "telegram", at(minutes)))
		b.must(err)
		gotAll, err := ids(b.Store.Recurring(b.ctx, "telegram", at(minutes)))
		b.must(err)
		if diff := cmp.Diff([][]string{due, all}, [][]string{gotDue, gotAll}); diff != "" {
			b.Errorf("after %d minutes: %s", minutes, diff)
		}
		if other, err := b.Store.Recurring(b.ctx, "discord", at(minutes)); err != nil || len(other) != 0 {
			b.Errorf("on another platform: %+v, %v", other, err)
		}
	}
	adjust := func(what string, edition int, m record.Adjustment, want error) {
		b.Helper()
		for range 2 {
			if err := b.Store.Adjust(b.ctx, "abc", edition, m, at(3)); !errors.Is(err, want) {
				b.Errorf("%s: %v", what, err)
			}
		}
	}
	listed(89, nil, []string{"abc"})
	listed(90, []string{"abc"}, []string{"abc"})
	adjust("skipping the first", 1, record.Adjustment{Skip: day(24)}, nil)
	adjust("skipping as an older edition", 0, record.Adjustment{Skip: day(25)}, record.ErrStale)
	adjust("skipping what is over", 1, record.Adjustment{Skip: day(20)}, record.ErrNotFound)
	listed(90, nil, []string{"abc"})
	adjust("the clock", 1, record.Adjustment{Done: day(25), Missed: day(25), Why: "late"}, nil)
	if a := b.stored("abc", at(4)); !a.At.Equal(at(90+2*24*60)) || a.Repeat.Done != day(25) || a.Repeat.Why != "late" {
		b.Errorf("it is %+v", a)
	}
	if err := b.Store.Cancel(b.ctx, "abc", 1, at(4)); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("what comes back is cancelled like a draft: %v", err)
	}
	adjust("ending", 1, record.Adjustment{End: "person"}, nil)
	listed(90+3*24*60, nil, nil)
	adjust("skipping what has ended", 1, record.Adjustment{Skip: day(27)}, record.ErrNotFound)
	if a := b.stored("abc", at(5)); a.State != record.StateEnded || a.Repeat.Ended != "person" {
		b.Errorf("it is %+v", a)
	}
	if err := b.Store.Adjust(b.ctx, "nothing", 0, record.Adjustment{End: "person"}, at(5)); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("ending nothing: %v", err)
	}
}

// comingBackForLong holds that each step keeps it for longer, and that the chat
// where it was drafted can forget it after any of them.
func comingBackForLong(b *bench) {
	a := makeRecurring(b, "abc")
	for n := range 20 {
		now := at(90 + n*7*24*60)
		b.must(b.Store.Adjust(b.ctx, "abc", a.Edition, record.Adjustment{Done: day(24).Add(7 * n)}, now))
		b.must(b.Store.Expire(b.ctx, now))
		if is := b.stored("abc", now); is.State != record.StateRecurring {
			b.Fatalf("after %d weeks it is %+v", n, is)
		}
	}
	b.must(b.Store.ForgetDrafts(b.ctx, a.From))
	if _, err := b.Store.Announcement(b.ctx, "abc", at(2)); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("it was not forgotten: %v", err)
	}
}

// adjustedAtOnce skips many dates at the same time while the clock moves on.
func adjustedAtOnce(b *bench) {
	const dates = 10
	makeRecurring(b, "abc")
	var wait sync.WaitGroup
	for n := range dates {
		wait.Go(func() {
			if err := b.Store.Adjust(b.ctx, "abc", 1, record.Adjustment{Skip: day(26).Add(n)}, at(2)); err != nil {
				b.Error(err)
			}
		})
	}
	wait.Go(func() {
		if err := b.Store.Adjust(b.ctx, "abc", 1, record.Adjustment{Done: day(24)}, at(90)); err != nil {
			b.Error(err)
		}
	})
	wait.Wait()
	a := b.stored("abc", at(91))
	if len(a.Repeat.Skip) != dates || a.Repeat.Done != day(24) || !a.At.Equal(at(90+24*60)) {
		b.Errorf("it is %+v", a)
	}
}

// draftsMove holds that what waits to be sent goes with a chat that gets another
// name, and what was sent or belongs to another chat does not.
func draftsMove(b *bench) {
	from, to := chatID("-55"), chatID("-1055")
	save := func(a record.Announcement) {
		b.Helper()
		a.From, a.GroupID, a.Text, a.Created = from, "-55", "Come.", noon
		b.must(b.Store.SaveDraft(b.ctx, a))
	}
	save(record.Announcement{ID: "draft", To: group("-55"), State: record.StateDraft})
	save(recurring(record.Announcement{ID: "again", To: group("-55")}, at(90)))
	save(record.Announcement{ID: "alone", To: record.Audience{Kind: record.ToChat, Key: from.String()}, State: record.StateScheduled, At: at(90)})
	save(record.Announcement{ID: "wide", To: everyone, State: record.StateDraft})
	save(record.Announcement{ID: "sent", To: group("-55"), State: record.StateDraft})
	_, _, err := b.Store.Confirm(b.ctx, "sent", 0, 1, at(1))
	b.must(err)
	makeDraft(b, "other")
	for range 2 {
		b.must(b.Store.MoveDrafts(b.ctx, from, to))
	}
	for id, audience := range map[string]record.Audience{"draft": group("-1055"), "again": group("-1055"), "alone": {Kind: record.ToChat, Key: to.String()}, "wide": everyone} {
		if a := b.stored(id, at(2)); a.From != to || a.GroupID != "-1055" || a.To != audience {
			b.Errorf("%s is %+v", id, a)
		}
	}
	for _, id := range []string{"sent", "other"} {
		if a := b.stored(id, at(2)); a.From == to || a.GroupID != "-55" {
			b.Errorf("%s is %+v", id, a)
		}
	}
	due, err := ids(b.Store.Scheduled(b.ctx, "telegram", at(90)))
	b.must(err)
	if len(due) != 2 {
		b.Errorf("due are %v", due)
	}
	b.must(b.Store.ForgetDrafts(b.ctx, from))
	b.stored("again", at(2))
	b.must(b.Store.ForgetDrafts(b.ctx, to))
	if _, err := b.Store.Announcement(b.ctx, "again", at(2)); !errors.Is(err, record.ErrNotFound) {
		b.Errorf("it was not forgotten with the chat: %v", err)
	}
}
