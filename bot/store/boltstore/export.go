package boltstore

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/news"
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
	bucketLoad, bucketIndexed, bucketProfiles, bucketGroups,
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
	return e.setAside()
}

// An exporting gives the records of one moment.
type exporting struct {
	ctx  context.Context
	tx   *bbolt.Tx
	give func(archive.Item) error
}

// each gives the records of a bucket, and of those that cannot be read their kind. What
// is withdrawn stays so, whatever stands there.
func (e exporting) each(bucket []byte, item func(key, value []byte) (archive.Item, bool)) (err error) {
	scan(e.tx, bucket, "", "", func(key, value []byte) bool {
		if err = e.ctx.Err(); err != nil {
			return false
		}
		one, is := archive.Item{}, false
		if decodes(bucket, string(key), value) || bytes.Equal(bucket, bucketRecalls) {
			one, is = item(key, value)
		}
		if !is {
			one = archive.Item{Unreadable: kinds[string(bucket)].name}
		}
		err = e.give(one)
		return err == nil
	})
	return err
}

// setAside gives the kinds of what was set aside, because it could not be read, of what
// an archive holds.
func (e exporting) setAside() (err error) {
	scan(e.tx, bucketAside, "", "", func(key, _ []byte) bool {
		bucket, _, _ := strings.Cut(dueDelivery(key), sep)
		if slices.ContainsFunc(archived, func(one []byte) bool { return string(one) == bucket }) {
			err = e.give(archive.Item{Unreadable: kinds[bucket].name})
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
	recent := archive.Recent{To: record.ParseAudience(string(key))}
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
