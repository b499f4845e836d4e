package boltstore

import (
	"context"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/archive"
)

// Holds tells whether anything is stored that an import could mix with.
func (s archives) Holds(ctx context.Context) (holds bool, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		for _, bucket := range archived {
			first, _ := tx.Bucket(bucket).Cursor().First()
			holds = holds || first != nil
		}
		return nil
	})
	return holds, err
}

// InUse is false: whoever has the file open is the only one.
func (s archives) InUse(context.Context) (bool, error) { return false, nil }

// Clear removes all that Export gives, in the free pages too, and the dead letters, but
// for the list of the forgotten and what is withdrawn.
func (s archives) Clear(ctx context.Context) error {
	return s.erase(ctx, func(tx *bbolt.Tx) error {
		for _, bucket := range slices.Concat(archived, [][]byte{bucketDead}) {
			if err := tx.DeleteBucket(bucket); err != nil {
				return err
			}
			if _, err := tx.CreateBucket(bucket); err != nil {
				return err
			}
		}
		return nil
	})
}

// Import stores records in one transaction.
func (s archives) Import(ctx context.Context, items []archive.Item, now time.Time) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		for _, item := range items {
			if err := importOne(tx, item, now); err != nil {
				return err
			}
		}
		return nil
	})
}

func importOne(tx *bbolt.Tx, item archive.Item, now time.Time) error {
	switch {
	case item.Forgotten != nil:
		return put(tx, bucketForgotten, item.Forgotten.Mark, item.Forgotten.At)
	case item.Community != nil:
		return writeCommunity(tx, *item.Community, item.Community.Revision)
	case item.Role != nil:
		return tx.Bucket(bucketRoles).Put([]byte(join(item.Role.Platform, item.Role.GroupID, item.Role.ID)), nil)
	case item.Chat != nil:
		return importChat(tx, *item.Chat, now)
	case item.Delivery != nil:
		return importDelivery(tx, *item.Delivery)
	case item.Announcement != nil:
		return importAnnouncement(tx, *item.Announcement)
	case item.Copy != nil:
		return writeCopy(tx, item.Copy.Announcement, item.Copy.Chat, outbox.Copy{State: item.Copy.State, IDs: item.Copy.IDs})
	case item.Audit != nil:
		return put(tx, bucketAuditLog, auditLogKey(*item.Audit), *item.Audit)
	case item.Recent != nil:
		return put(tx, bucketRecent, item.Recent.To.String(), item.Recent.Sent)
	case item.Recall != nil:
		return put(tx, bucketRecalls, item.Recall.ID, *item.Recall)
	case item.Concern != nil:
		return put(tx, bucketConcerns, join(item.Concern.Day.String(), item.Concern.Item), counted{item.Concern.Announcement, item.Concern.Counts})
	}
	return importNews(tx, item)
}

func importNews(tx *bbolt.Tx, item archive.Item) error {
	switch {
	case item.Headline != nil:
		h := *item.Headline
		for _, country := range append([]string{""}, h.Countries...) {
			if err := tx.Bucket(bucketBy).Put([]byte(byKey(country, h.Headline)), nil); err != nil {
				return err
			}
		}
		return put(tx, bucketHeadlines, h.ID, kept{h.Headline, h.Sure, h.Near})
	case item.Bearers != nil:
		return setBearers(tx, item.Bearers.Mark, item.Bearers.IDs)
	case item.Feed != nil:
		return put(tx, bucketFeeds, item.Feed.Key, item.Feed.State)
	}
	return nil
}

func importChat(tx *bbolt.Tx, c archive.Chat, now time.Time) error {
	if c.Community != "" {
		if c.Joined.IsZero() { // an archive of a store from before that was kept
			c.Joined = now.Truncate(time.Millisecond).UTC()
		}
		if err := tx.Bucket(bucketMembers).Put(memberKey(c.Community, c.ID), nil); err != nil {
			return err
		}
	}
	if len(c.Log) > 0 {
		if err := put(tx, bucketLedgers, chatKey(c.ID), c.Log); err != nil {
			return err
		}
	}
	if err := put(tx, bucketChats, chatKey(c.ID), c.Chat); err != nil {
		return err
	}
	return index(tx, c.ID)
}

func importDelivery(tx *bbolt.Tx, is archive.Delivery) error {
	d, err := outbox.ParseKey(is.Platform, is.Key)
	if err != nil {
		return err
	}
	if err := replace(tx, d, waiting{At: is.At, Due: is.Due, Tries: is.Tries, Parts: is.Parts, Unknown: is.Unknown}); err != nil || !d.Daily() {
		return err
	}
	return index(tx, d.Chat)
}

func importAnnouncement(tx *bbolt.Tx, is archive.Announcement) error {
	a := announced{Announcement: is.Announcement}
	for _, done := range is.FannedOut {
		if a.FannedOut == nil {
			a.FannedOut = map[string]bool{}
		}
		a.FannedOut[fanOutKey(done.Platform, outbox.Step(done.Step))] = true
	}
	return put(tx, bucketAnnouncements, a.ID, a)
}
