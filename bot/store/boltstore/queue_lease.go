package boltstore

import (
	"context"
	"crypto/rand"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
)

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
