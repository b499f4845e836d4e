package boltstore

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// bucketConcerns keeps what readers say is wrong, by day and item.
var bucketConcerns = []byte("concerns")

// concerns counts what readers say is wrong.
type concerns struct{ *file }

// counted is what is kept of a day and item.
type counted struct {
	Announcement string
	Counts       map[record.ConcernReason]int
}

// CountConcern counts a reason.
func (s concerns) CountConcern(ctx context.Context, day content.Date, item string, reason record.ConcernReason, announcement string) (string, error) {
	return change(ctx, s.file, func(tx *bbolt.Tx) (string, error) {
		var c counted
		if _, err := get(tx, bucketConcerns, join(day.String(), item), &c); err != nil {
			return "", err
		}
		if c.Announcement == "" {
			c.Announcement = announcement
		}
		if c.Counts == nil {
			c.Counts = map[record.ConcernReason]int{}
		}
		c.Counts[reason]++
		return c.Announcement, put(tx, bucketConcerns, join(day.String(), item), c)
	})
}

// Concerns lists what is not over.
func (s concerns) Concerns(ctx context.Context, now time.Time) (all []record.Concern, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		all = nil
		scan(tx, bucketConcerns, "", "", func(key, value []byte) bool {
			if c, ok := readConcern(key, value); ok && !record.ConcernOver(c.Day, now) {
				all = append(all, c)
			}
			return true
		})
		return nil
	})
	record.SortConcerns(all)
	return all, err
}

// readConcern reads what is kept of a day and item; false where it cannot be
// read.
func readConcern(key, value []byte) (record.Concern, bool) {
	var c counted
	text, item, _ := strings.Cut(string(key), sep)
	day, err := content.ParseDate(text)
	ok := err == nil && item != "" && json.Unmarshal(value, &c) == nil && len(c.Counts) > 0
	return record.Concern{Day: day, Item: item, Counts: c.Counts, Announcement: c.Announcement}, ok
}

func readsConcern(key, value []byte) bool {
	_, ok := readConcern(key, value)
	return ok
}

// forgetConcerns forgets those of days long over.
func forgetConcerns(tx *bbolt.Tx, now time.Time) error {
	return drop(tx, bucketConcerns, func(key, value []byte) bool {
		c, ok := readConcern(key, value)
		return ok && record.ConcernOver(c.Day, now)
	})
}
