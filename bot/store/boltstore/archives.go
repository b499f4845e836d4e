package boltstore

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/news"
	"prayerbot/bot/outbox"
	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
)

// archives lets all that is kept leave the file and come in.
type archives struct{ *file }

// archived are the buckets that Export gives and Clear empties. What is withdrawn
// stays: an older archive does not bring it back.
var archived = [][]byte{
	bucketCommunities, bucketCodes, bucketMembers, bucketRoles, bucketChats, bucketLedgers, bucketQueue, bucketDue, bucketNotices,
	bucketAnnouncements, bucketCopies, bucketCounts, bucketAuditLog, bucketRecent, bucketConcerns,
	bucketHeadlines, bucketMarked, bucketBy, bucketFeeds,
}

// Export gives everything as it is at one moment: that of a copy of the file, which is
// made beside it and removed afterwards, so that whoever takes long to read holds
// nobody up.
func (s archives) Export(ctx context.Context, give func(archive.Item) error) error {
	if s.db.IsReadOnly() { // nobody changes it
		return s.view(ctx, func(tx *bbolt.Tx) error { return export(ctx, tx, give) })
	}
	path, err := s.snapshot(ctx)
	defer os.Remove(path)
	if err != nil {
		return fmt.Errorf("copy the data: %w", err)
	}
	return guard(s.folder, func() error {
		db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true})
		if err != nil {
			return err
		}
		defer db.Close()
		return db.View(func(tx *bbolt.Tx) error { return export(ctx, tx, give) })
	})
}

// snapshotForm is the name of a copy; what a crash has left of one is removed at the
// next start.
const snapshotForm = "export-*.db"

// snapshot copies the file as it is at one moment, and gives the copy's name; "" where
// there is none.
func (s archives) snapshot(ctx context.Context) (string, error) {
	file, err := os.CreateTemp(s.folder, snapshotForm) // 0600
	if err != nil {
		return "", err
	}
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		_, err := tx.WriteTo(file)
		return err
	})
	return file.Name(), errors.Join(err, file.Close())
}

// removeSnapshots removes what a crash has left of copies.
func removeSnapshots(folder string) {
	left, _ := filepath.Glob(filepath.Join(folder, snapshotForm))
	for _, path := range left {
		os.Remove(path)
	}
}

// export gives the records of one moment.
func export(ctx context.Context, tx *bbolt.Tx, give func(archive.Item) error) error {
	e := exporting{ctx: ctx, tx: tx, give: give}
	for _, part := range []struct {
		bucket []byte
		item   func(key, value []byte) (archive.Item, bool)
	}{
		{bucketForgotten, forgottenItem}, {bucketCommunities, communityItem}, {bucketRoles, roleItem}, {bucketChats, e.chatItem},
		{bucketQueue, deliveryItem}, {bucketAnnouncements, e.announcementItem}, {bucketCopies, copyItem}, {bucketAuditLog, auditItem},
		{bucketRecent, recentItem}, {bucketRecalls, recallItem}, {bucketConcerns, concernItem}, {bucketHeadlines, headlineItem},
		{bucketMarked, bearersItem}, {bucketFeeds, feedItem},
	} {
		if err := e.each(part.bucket, part.item); err != nil {
			return err
		}
	}
	return nil
}

// An exporting gives the records of one moment.
type exporting struct {
	ctx  context.Context
	tx   *bbolt.Tx
	give func(archive.Item) error
}

// each gives the records of a bucket that can be read.
func (e exporting) each(bucket []byte, item func(key, value []byte) (archive.Item, bool)) (err error) {
	scan(e.tx, bucket, "", "", func(key, value []byte) bool {
		if err = e.ctx.Err(); err != nil || !decodes(bucket, string(key), value) {
			return err == nil
		}
		if one, is := item(key, value); is {
			err = e.give(one)
		}
		return err == nil
	})
	return err
}

func forgottenItem(key, value []byte) (archive.Item, bool) {
	var at time.Time
	err := json.Unmarshal(value, &at)
	return archive.Item{Forgotten: &archive.Mark{Mark: string(key), At: at}}, err == nil
}

func communityItem(_, value []byte) (archive.Item, bool) {
	var c record.Community
	err := json.Unmarshal(value, &c)
	return archive.Item{Community: &c}, err == nil
}

func roleItem(key, _ []byte) (archive.Item, bool) {
	parts := strings.SplitN(string(key), sep, 3)
	if len(parts) != 3 {
		return archive.Item{}, false
	}
	return archive.Item{Role: &archive.Role{Platform: parts[0], GroupID: parts[1], ID: parts[2]}}, true
}

func (e exporting) chatItem(key, value []byte) (archive.Item, bool) {
	var c archive.Chat
	err := json.Unmarshal(value, &c.Chat)
	if _, failed := get(e.tx, bucketLedgers, string(key), &c.Log); failed != nil {
		c.Log = nil
	}
	return archive.Item{Chat: &c}, err == nil
}

func deliveryItem(key, value []byte) (archive.Item, bool) {
	platform, delivery, _ := strings.Cut(string(key), sep)
	var w waiting
	err := json.Unmarshal(value, &w)
	return archive.Item{Delivery: &archive.Delivery{
		Platform: platform, Key: delivery, At: w.At, Due: w.Due, Tries: w.Tries, Parts: w.Parts, Unknown: w.Unknown,
	}}, err == nil
}

func (e exporting) announcementItem(key, _ []byte) (archive.Item, bool) {
	var a announced
	found, err := a.read(e.tx, string(key))
	one := archive.Announcement{Announcement: a.Announcement}
	for name, done := range a.FannedOut {
		if platform, step, _ := strings.Cut(name, "/"); done {
			one.FannedOut = append(one.FannedOut, archive.Step{Platform: platform, Step: step})
		}
	}
	return archive.Item{Announcement: &one}, found && err == nil
}

func copyItem(key, value []byte) (archive.Item, bool) {
	parts := strings.SplitN(string(key), sep, 3)
	if len(parts) != 3 {
		return archive.Item{}, false
	}
	c := parseCopy(value)
	return archive.Item{Copy: &archive.Copy{
		Announcement: parts[0], Chat: record.ChatID{Platform: parts[1], Key: parts[2]}, State: c.State, IDs: c.IDs,
	}}, true
}

func auditItem(_, value []byte) (archive.Item, bool) {
	var entry record.AuditEntry
	err := json.Unmarshal(value, &entry)
	return archive.Item{Audit: &entry}, err == nil
}

func recentItem(key, value []byte) (archive.Item, bool) {
	kind, name, _ := strings.Cut(string(key), ":")
	recent := archive.Recent{To: record.Audience{Kind: record.AudienceKind(kind), Key: name}}
	err := json.Unmarshal(value, &recent.Sent)
	return archive.Item{Recent: &recent}, err == nil
}

func recallItem(key, value []byte) (archive.Item, bool) {
	var r record.Recall
	if json.Unmarshal(value, &r) != nil {
		r = record.Recall{} // it stays withdrawn
	}
	r.ID = string(key)
	return archive.Item{Recall: &r}, true
}

func concernItem(key, value []byte) (archive.Item, bool) {
	c, is := readConcern(key, value)
	return archive.Item{Concern: &c}, is
}

func headlineItem(_, value []byte) (archive.Item, bool) {
	var k kept
	err := json.Unmarshal(value, &k)
	return archive.Item{Headline: &news.Find{Headline: k.Headline, Sure: k.Sure, Near: k.Near}}, err == nil
}

func bearersItem(key, value []byte) (archive.Item, bool) {
	return archive.Item{Bearers: &archive.Bearers{Mark: string(key), IDs: strings.Fields(string(value))}}, true
}

func feedItem(key, value []byte) (archive.Item, bool) {
	f := archive.Feed{Key: string(key)}
	err := json.Unmarshal(value, &f.State)
	return archive.Item{Feed: &f}, err == nil
}

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

// Clear removes all that Export gives, in the free pages too, but for the list of
// the forgotten and what is withdrawn.
func (s archives) Clear(ctx context.Context) error {
	return s.erase(ctx, func(tx *bbolt.Tx) error {
		for _, bucket := range archived {
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
	return put(tx, bucketChats, chatKey(c.ID), c.Chat)
}

func importDelivery(tx *bbolt.Tx, is archive.Delivery) error {
	d, err := outbox.ParseKey(is.Platform, is.Key)
	if err != nil {
		return err
	}
	return replace(tx, d, waiting{At: is.At, Due: is.Due, Tries: is.Tries, Parts: is.Parts, Unknown: is.Unknown})
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
