package boltstore

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// queue keeps what is due and in flight.
type queue struct{ *file }

// waiting is a delivery in the queue.
type waiting struct {
	At      time.Time // when it is to be looked at next
	Due     time.Time // when it was first due
	Tries   int       `json:",omitempty"`
	Parts   int       `json:",omitempty"`
	Unknown bool      `json:",omitempty"`
	Token   string    `json:",omitempty"` // of the lease; "" where it is not held
}

// dueOf is the bucket that orders a delivery by its time: daily points and
// announcements are drawn apart.
func dueOf(d outbox.Delivery) []byte {
	if d.Daily() {
		return bucketDue
	}
	return bucketNotices
}

func enqueue(tx *bbolt.Tx, d outbox.Delivery, w waiting) error {
	w.At = w.At.Truncate(time.Millisecond).UTC()
	w.Due = w.Due.Truncate(time.Millisecond).UTC()
	if err := put(tx, bucketQueue, queueKey(d.Chat.Platform, d.Key()), w); err != nil {
		return err
	}
	return addDue(tx, dueOf(d), dueKey(d.Chat.Platform, w.At, d.Key()))
}

func unqueue(tx *bbolt.Tx, d outbox.Delivery) error {
	key := queueKey(d.Chat.Platform, d.Key())
	var w waiting
	found, err := get(tx, bucketQueue, key, &w)
	if err != nil {
		return err
	}
	if !found && tx.Bucket(bucketQueue).Get([]byte(key)) != nil {
		// It cannot be read, so only a search finds when it was due.
		if err := dropLost(tx, d); err != nil {
			return err
		}
	}
	if err := dropDue(tx, dueOf(d), dueKey(d.Chat.Platform, w.At, d.Key())); err != nil {
		return err
	}
	return tx.Bucket(bucketQueue).Delete([]byte(key))
}

// dropLost removes a delivery from its queue whose time is not known.
func dropLost(tx *bbolt.Tx, d outbox.Delivery) error {
	var keys []string
	scan(tx, dueOf(d), d.Chat.Platform+sep, "", func(rest, _ []byte) bool {
		if dueDelivery(rest) == d.Key() {
			keys = append(keys, d.Chat.Platform+sep+string(rest))
		}
		return true
	})
	for _, key := range keys {
		if err := dropDue(tx, dueOf(d), key); err != nil {
			return err
		}
	}
	return nil
}

// replace puts a delivery into the queue anew.
func replace(tx *bbolt.Tx, d outbox.Delivery, w waiting) error {
	if err := unqueue(tx, d); err != nil {
		return err
	}
	return enqueue(tx, d, w)
}

// Lease takes what is due, of each kind the oldest first.
func (s queue) Lease(ctx context.Context, platform string, now, until time.Time, want outbox.Want) ([]outbox.Lease, error) {
	return change(ctx, s.file, func(tx *bbolt.Tx) (leases []outbox.Lease, err error) {
		for _, one := range draw(tx, platform, now, want) {
			l, is, err := s.leaseOne(tx, platform, one, until)
			if err != nil {
				return nil, err
			}
			if is {
				leases = append(leases, l)
			}
		}
		return leases, nil
	})
}

// draw chooses what to lease: announcements up to their share, then daily
// points, then announcements where there is room left.
func draw(tx *bbolt.Tx, platform string, now time.Time, want outbox.Want) []drawn {
	others := dueBy(tx, bucketNotices, platform, now, min(want.All, max(want.Share, want.Others)))
	share := min(len(others), want.Share)
	daily := dueBy(tx, bucketDue, platform, now, want.All-share)
	room := min(len(others), max(share, min(want.Others, want.All-len(daily))))
	return append(daily, others[:room]...)
}

// A drawn delivery is one that is due by what its queue says.
type drawn struct {
	bucket []byte // the queue
	rest   []byte // behind the platform
}

// dueBy lists at most n deliveries due at or before now.
func dueBy(tx *bbolt.Tx, bucket []byte, platform string, now time.Time, n int) []drawn {
	var all []drawn
	scan(tx, bucket, platform+sep, "", func(rest, _ []byte) bool {
		if len(all) >= n || dueTime(rest).After(now) {
			return false
		}
		all = append(all, drawn{bucket, slices.Clone(rest)})
		return true
	})
	return all
}

// leaseOne leases what was drawn; false where there is nothing to lease behind
// it.
func (s queue) leaseOne(tx *bbolt.Tx, platform string, one drawn, until time.Time) (outbox.Lease, bool, error) {
	// The queue is written anew: an announcement may be among the daily points,
	// as before they were drawn apart, and what cannot be read goes away.
	if err := dropDue(tx, one.bucket, platform+sep+string(one.rest)); err != nil {
		return outbox.Lease{}, false, err
	}
	at, key := dueTime(one.rest), dueDelivery(one.rest)
	d, err := outbox.ParseKey(platform, key)
	if err != nil {
		s.unreadable.Note("due time", string(one.bucket)+sep+platform+sep+string(one.rest))
		return outbox.Lease{}, false, putAside(tx, stray{one.bucket, []byte(platform + sep + string(one.rest)), nil}, until)
	}
	w, is, err := s.waitingAt(tx, d, at)
	switch {
	case err != nil || !is:
		return outbox.Lease{}, false, err
	case !w.At.Equal(at):
		return outbox.Lease{}, false, enqueue(tx, d, w)
	}
	l := outbox.Lease{Delivery: d, Due: w.Due, Tries: w.Tries, Parts: w.Parts, Unknown: w.Unknown, Token: rand.Text()}
	w.At, w.Token = until, l.Token
	return l, true, replace(tx, d, w)
}

// waitingAt reads a delivery that is due at a time; false where it is not
// queued. Where it cannot be read any more, nobody knows whether it went out.
func (s queue) waitingAt(tx *bbolt.Tx, d outbox.Delivery, at time.Time) (waiting, bool, error) {
	var w waiting
	key := queueKey(d.Chat.Platform, d.Key())
	found, err := get(tx, bucketQueue, key, &w)
	if err != nil || found || tx.Bucket(bucketQueue).Get([]byte(key)) == nil {
		return w, found, err
	}
	s.unreadable.Note("delivery", string(bucketQueue)+sep+key)
	return waiting{At: at, Due: at, Unknown: true}, true, nil
}

// NextDue is when the earliest delivery is due or its lease runs out.
func (s queue) NextDue(ctx context.Context, platform string) (time.Time, error) {
	var next time.Time
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		for _, bucket := range [][]byte{bucketDue, bucketNotices} {
			scan(tx, bucket, platform+sep, "", func(rest, _ []byte) bool {
				if at := dueTime(rest); next.IsZero() || at.Before(next) {
					next = at
				}
				return false
			})
		}
		return nil
	})
	return next, err
}

// held reads the delivery of a lease; false where it is not held any more.
func held(tx *bbolt.Tx, l outbox.Lease) (waiting, bool, error) {
	var w waiting
	found, err := get(tx, bucketQueue, queueKey(l.Chat.Platform, l.Key()), &w)
	return w, found && w.Token == l.Token && l.Token != "", err
}

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

// A deadLetter is a delivery that was given up.
type deadLetter struct {
	Platform, Key string
	Entry         record.LedgerEntry
	Tries         int
}

// maxDead bounds how many dead letters are kept; the oldest go first.
const maxDead = 10_000

func addDeadLetter(tx *bbolt.Tx, l outbox.Lease, r outbox.Result) error {
	seq, err := tx.Bucket(bucketDead).NextSequence()
	if err != nil {
		return err
	}
	key := dueKey(l.Chat.Platform, time.UnixMilli(int64(seq)), "") // #nosec G115 -- a counter of rows
	if err := put(tx, bucketDead, key, deadLetter{l.Chat.Platform, l.Key(), r.Entry, l.Tries}); err != nil {
		return err
	}
	if c := tx.Bucket(bucketDead).Cursor(); seq > maxDead {
		first, _ := c.First()
		return tx.Bucket(bucketDead).Delete(first)
	}
	return nil
}

// forgetDeadLetters removes the dead letters of a chat.
func forgetDeadLetters(tx *bbolt.Tx, id record.ChatID) error {
	return drop(tx, bucketDead, func(_, value []byte) bool {
		var letter deadLetter
		if json.Unmarshal(value, &letter) != nil {
			return false
		}
		d, err := outbox.ParseKey(letter.Platform, letter.Key)
		return err == nil && d.Chat == id
	})
}

// Depth counts what is due, what is queued in all, and the dead letters.
func (s queue) Depth(ctx context.Context, platform string, now time.Time) (outbox.Depth, error) {
	var d outbox.Depth
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		for _, bucket := range [][]byte{bucketDue, bucketNotices} {
			eachLoad(tx, bucket, platform, func(at time.Time, n int) bool {
				d.Queued += n
				if bytes.Equal(bucket, bucketDue) {
					d.Daily += n
				}
				if !at.After(now) {
					d.Due += n
				}
				return true
			})
		}
		scan(tx, bucketDead, platform+sep, "", func(_, _ []byte) bool {
			d.Dead++
			return true
		})
		return nil
	})
	return d, err
}
