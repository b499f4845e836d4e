package boltstore

import (
	"context"
	"slices"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// Attempt notes that requests may go out.
func (s queue) Attempt(ctx context.Context, leases []outbox.Lease) []error {
	return together(leases, func(l outbox.Lease) error { return s.attempt(ctx, l) })
}

// together changes something for each of many at the same time, so that one
// transaction takes all, and one that fails holds no other up.
func together[T any](all []T, change func(T) error) []error {
	errs := make([]error, len(all))
	var wait sync.WaitGroup
	for i, one := range all {
		wait.Go(func() { errs[i] = change(one) })
	}
	wait.Wait()
	return errs
}

func (s queue) attempt(ctx context.Context, l outbox.Lease) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		w, ok, err := held(tx, l)
		if err != nil {
			return err
		}
		if !ok {
			return outbox.ErrLost
		}
		w.Unknown = true
		return replace(tx, l.Delivery, w)
	})
}

// PutBack ends a lease that has not succeeded.
func (s queue) PutBack(ctx context.Context, l outbox.Lease, at time.Time) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		w, ok, err := held(tx, l)
		if err != nil {
			return err
		}
		if !ok {
			return outbox.ErrLost
		}
		if err := settleCopy(tx, l, record.CopyState{}); err != nil {
			return err
		}
		return replace(tx, l.Delivery, waiting{At: at, Due: w.Due, Tries: l.Tries, Parts: l.Parts, Unknown: l.Unknown})
	})
}

// Finish settles leases, each whole or not at all.
func (s queue) Finish(ctx context.Context, settled []outbox.Settlement) []error {
	return together(settled, func(of outbox.Settlement) error { return s.finish(ctx, of.Lease, of.Result) })
}

func (s queue) finish(ctx context.Context, l outbox.Lease, r outbox.Result) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		_, ok, err := held(tx, l)
		if err != nil {
			return err
		}
		if err := finishSlot(tx, l, r); err != nil {
			return err
		}
		if err := finishLedger(tx, l, r, ok); err != nil {
			return err
		}
		if err := settleCopy(tx, l, r.Copy); err != nil || !ok {
			return err
		}
		if r.Dead {
			if err := addDeadLetter(tx, l, r); err != nil {
				return err
			}
		}
		if err := unqueue(tx, l.Delivery); err != nil {
			return err
		}
		switch {
		case l.Announcement != "":
			return nil
		case r.Next.IsZero():
			return index(tx, l.Chat)
		}
		return enqueue(tx, l.Delivery, waiting{At: r.Next, Due: r.Next})
	})
}

// finishSlot moves the subscription's last date, up to when it was told the
// news, and what it was sent last, forward and never back.
func finishSlot(tx *bbolt.Tx, l outbox.Lease, r outbox.Result) error {
	if r.Slot.IsZero() {
		return nil
	}
	var chat record.Chat
	found, err := get(tx, bucketChats, chatKey(l.Chat), &chat)
	if err != nil || !found {
		return err
	}
	sub := chat.Subscription(l.Subscription)
	if sub == nil || !sub.Last.Before(r.Slot) && !sub.Told.Before(r.Told) && !sub.Delivered.At.Before(r.Delivered.At) {
		return nil
	}
	if sub.Delivered.At.Before(r.Delivered.At) {
		sub.Delivered = r.Delivered
		sub.Delivered.At = r.Delivered.At.Truncate(time.Millisecond).UTC()
	}
	if sub.Last.Before(r.Slot) {
		sub.Last = r.Slot
	}
	if sub.Told.Before(r.Told) {
		sub.Told = r.Told.Truncate(time.Millisecond).UTC()
	}
	return put(tx, bucketChats, chatKey(l.Chat), chat)
}

// finishLedger writes the entry, unless it stands there already. Of an
// announcement the entry does not tell which it was: there only the holder of
// the lease writes.
func finishLedger(tx *bbolt.Tx, l outbox.Lease, r outbox.Result, held bool) error {
	if r.Entry.Outcome == "" || l.Announcement != "" && !held {
		return nil
	}
	if tx.Bucket(bucketChats).Get([]byte(chatKey(l.Chat))) == nil {
		return nil
	}
	var log []record.LedgerEntry
	if _, err := get(tx, bucketLedgers, chatKey(l.Chat), &log); err != nil {
		return err
	}
	if l.Announcement == "" && slices.ContainsFunc(log, func(e record.LedgerEntry) bool { return sameSlot(e, r.Entry) }) {
		return nil
	}
	log = append([]record.LedgerEntry{r.Entry}, log...)
	return put(tx, bucketLedgers, chatKey(l.Chat), log[:min(len(log), record.LedgerSize)])
}

// sameSlot tells whether an entry says that this slot was sent, or the very
// same of it.
func sameSlot(e, r record.LedgerEntry) bool {
	if e.Subscription != r.Subscription || e.Date != r.Date {
		return false
	}
	return e.Outcome == record.OutcomeSent || e.Outcome == record.OutcomeLate || e.Outcome == r.Outcome
}
