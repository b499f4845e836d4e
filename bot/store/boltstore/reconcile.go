package boltstore

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// bucketPauses keeps until when each platform asks everyone to wait.
var bucketPauses = []byte("pauses")

// Reclaim ends all leases on which no attempt was noted.
func (s queue) Reclaim(ctx context.Context, platform string) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		for d, w := range leasedOnly(tx, platform) {
			if err := replace(tx, d, waiting{At: w.Due, Due: w.Due, Tries: w.Tries, Parts: w.Parts}); err != nil {
				return err
			}
		}
		return nil
	})
}

// leasedOnly finds the leases without an attempt.
func leasedOnly(tx *bbolt.Tx, platform string) map[outbox.Delivery]waiting {
	leased := map[outbox.Delivery]waiting{}
	scan(tx, bucketQueue, platform+sep, "", func(rest, value []byte) bool {
		if !bytes.Contains(value, []byte(`"Token"`)) {
			return true
		}
		var w waiting
		d, err := outbox.ParseKey(platform, string(rest))
		if errors.Join(err, json.Unmarshal(value, &w)) == nil && !w.Unknown && !w.Due.IsZero() {
			leased[d] = w
		}
		return true
	})
	return leased
}

// Pause remembers that the platform asks everyone to wait.
func (s queue) Pause(ctx context.Context, platform string, until time.Time) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		var known time.Time
		if _, err := get(tx, bucketPauses, platform, &known); err != nil || known.After(until) {
			return err
		}
		return put(tx, bucketPauses, platform, until.Truncate(time.Millisecond).UTC())
	})
}

// Paused is until when the platform asks everyone to wait.
func (s queue) Paused(ctx context.Context, platform string) (time.Time, error) {
	var until time.Time
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		_, err := get(tx, bucketPauses, platform, &until)
		return err
	})
	return until, err
}

// reconcilePage is how many chats are looked at in one transaction.
const reconcilePage = 500

// Reconcile looks at a page of chats, as outbox.Queue says, and counts them anew where
// that is wrong. The cursor is the last chat that was looked at.
func (s queue) Reconcile(ctx context.Context, platform, cursor string, slack time.Duration, due func(record.Chat) map[int]time.Time) (string, int, error) {
	next, wanted, miscounted, err := s.wanted(ctx, platform, cursor, due)
	if err != nil {
		return "", 0, err
	}
	reconciled, err := change(ctx, s.file, func(tx *bbolt.Tx) (reconciled int, err error) {
		for d, at := range wanted {
			did, err := reconcileOne(tx, d, at, slack)
			if err != nil {
				return 0, err
			}
			if did {
				reconciled++
			}
		}
		for _, id := range miscounted {
			if err := index(tx, id); err != nil {
				return 0, err
			}
		}
		return reconciled, nil
	})
	if err != nil {
		return "", 0, err
	}
	return next, reconciled, nil
}

// wanted is when each delivery of a page of chats has to be due, and which of them are
// not counted as they are.
func (s queue) wanted(ctx context.Context, platform, cursor string, due func(record.Chat) map[int]time.Time) (next string, wanted map[outbox.Delivery]time.Time, miscounted []record.ChatID, err error) {
	wanted = map[outbox.Delivery]time.Time{}
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		n, last := 0, ""
		scan(tx, bucketChats, platform+sep, cursor, func(rest, value []byte) bool {
			if n++; n > reconcilePage {
				next = last
				return false
			}
			last = string(rest) + sep
			var chat record.Chat
			if !readsChat([]byte(platform+sep+string(rest)), value) || json.Unmarshal(value, &chat) != nil {
				return true // whoever leases its deliveries will say so
			}
			if is, err := entryOf(tx, chat); err == nil && is != indexedAs(tx, chat.ID) {
				miscounted = append(miscounted, chat.ID)
			}
			for id, at := range due(chat) {
				wanted[outbox.Delivery{Chat: chat.ID, Subscription: id}] = at
			}
			return true
		})
		return nil
	})
	return next, wanted, miscounted, err
}

// reconcileOne makes sure that a delivery is due when it has to be. One whose chat
// was forgotten meanwhile, or has not the subscription any more, is passed over.
func reconcileOne(tx *bbolt.Tx, d outbox.Delivery, at time.Time, slack time.Duration) (bool, error) {
	var chat record.Chat
	if _, err := get(tx, bucketChats, chatKey(d.Chat), &chat); err != nil || chat.Subscription(d.Subscription) == nil {
		return false, err
	}
	var w waiting
	found, err := get(tx, bucketQueue, queueKey(d.Chat.Platform, d.Key()), &w)
	switch {
	case err != nil:
		return false, err
	case !found:
		if err := enqueue(tx, d, waiting{At: at, Due: at}); err != nil {
			return false, err
		}
		return true, index(tx, d.Chat)
	case w.At.After(at.Add(slack)):
		if w == (waiting{At: w.At, Due: w.Due}) {
			w.Due = at
		}
		w.At, w.Token = at, ""
		return true, replace(tx, d, w)
	}
	return false, nil
}
