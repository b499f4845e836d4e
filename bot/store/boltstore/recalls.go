package boltstore

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// bucketRecalls keeps what is withdrawn: the id of a point or the key of a post.
var bucketRecalls = []byte("recalls")

// recalls keeps what is withdrawn.
type recalls struct{ *file }

// SaveRecall withdraws something.
func (s recalls) SaveRecall(ctx context.Context, r record.Recall) error {
	return s.update(ctx, func(tx *bbolt.Tx) error { return put(tx, bucketRecalls, r.ID, r) })
}

// EndRecall brings it back.
func (s recalls) EndRecall(ctx context.Context, id string) error {
	return s.update(ctx, func(tx *bbolt.Tx) error { return tx.Bucket(bucketRecalls).Delete([]byte(id)) })
}

// Recalls lists what is withdrawn. One that cannot be read stays withdrawn.
func (s recalls) Recalls(ctx context.Context) (all []record.Recall, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		scan(tx, bucketRecalls, "", "", func(id, value []byte) bool {
			var r record.Recall
			if json.Unmarshal(value, &r) != nil {
				r = record.Recall{}
			}
			r.ID = string(id)
			all = append(all, r)
			return true
		})
		return nil
	})
	return all, err
}

// Recall makes it due to take back what a recall names in each of the chats.
func (s recalls) Recall(ctx context.Context, a record.Announcement, chats []record.ChatID, due time.Time) (int, error) {
	return change(ctx, s.file, func(tx *bbolt.Tx) (n int, err error) {
		for _, id := range chats {
			is, err := recallOne(tx, a, id, due)
			if err != nil {
				return 0, err
			}
			if is {
				n++
			}
		}
		return n, nil
	})
}

// recallOne does so in one chat; true where a delivery is new.
func recallOne(tx *bbolt.Tx, a record.Announcement, id record.ChatID, due time.Time) (bool, error) {
	var chat record.Chat
	if found, err := get(tx, bucketChats, chatKey(id), &chat); err != nil || !found {
		return false, err
	}
	c, _ := readCopy(tx, a.ID, id)
	is := false
	for _, message := range a.Recalled(chat) {
		if !slices.Contains(c.IDs, message) {
			c.IDs, is = append(c.IDs, message), true
		}
	}
	if !is {
		return false, nil
	}
	c.State = record.CopySent.State()
	if err := writeCopy(tx, a.ID, id, c); err != nil {
		return false, err
	}
	return true, replace(tx, outbox.Delivery{Chat: id, Announcement: a.ID, Step: outbox.StepRetract}, waiting{At: due, Due: due})
}
