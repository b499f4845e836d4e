package boltstore

import (
	"context"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands"
)

// postedKey remembers that an announcement was posted to a chat.
func postedKey(id string, chat commands.ChatID) []byte {
	return []byte(join(id, chat.Platform, chat.Key))
}

// Post makes an announcement due in each of the chats that it was not posted
// to before.
func (s *Store) Post(ctx context.Context, id string, chats []commands.ChatID, due time.Time) (int, error) {
	posted := 0
	err := s.update(ctx, func(tx *bbolt.Tx) error {
		posted = 0
		for _, chat := range chats {
			key := postedKey(id, chat)
			if tx.Bucket(bucketPosted).Get(key) != nil {
				continue
			}
			if err := tx.Bucket(bucketPosted).Put(key, []byte{}); err != nil {
				return err
			}
			if err := replace(tx, outbox.Delivery{Chat: chat, Announcement: id}, waiting{At: due, Due: due}); err != nil {
				return err
			}
			posted++
		}
		return nil
	})
	return posted, err
}

// forgetPosted removes a chat from the memory of all announcements.
func forgetPosted(tx *bbolt.Tx, chat commands.ChatID) error {
	for _, id := range announcementIDs(tx) {
		if err := tx.Bucket(bucketPosted).Delete(postedKey(id, chat)); err != nil {
			return err
		}
	}
	return nil
}

// renamePosted takes the memory of an announcement over to a chat's new name.
func renamePosted(tx *bbolt.Tx, id string, from, to commands.ChatID) error {
	if tx.Bucket(bucketPosted).Get(postedKey(id, from)) == nil {
		return nil
	}
	if err := tx.Bucket(bucketPosted).Delete(postedKey(id, from)); err != nil {
		return err
	}
	return tx.Bucket(bucketPosted).Put(postedKey(id, to), []byte{})
}

func sortByConfirmed(all []commands.Announcement) {
	slices.SortFunc(all, func(a, b commands.Announcement) int { return a.Confirmed.Compare(b.Confirmed) })
}
