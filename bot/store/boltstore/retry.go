package boltstore

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// Retry queues a delivery that was given up once more.
func (s maintenance) Retry(ctx context.Context, d store.Dead, now time.Time) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		if d.Delivery == nil || tx.Bucket(bucketDead).Get([]byte(d.Place.Part)) == nil {
			return nil
		}
		is := *d.Delivery
		var w waiting
		if _, err := get(tx, bucketQueue, queueKey(is.Chat.Platform, is.Key()), &w); err != nil {
			return err
		}
		if w.Token != "" {
			return store.ErrHeld
		}
		if err := s.reopen(tx, is, d.At, now); err != nil {
			return err
		}
		if err := replace(tx, is, waiting{At: now, Due: now}); err != nil {
			return err
		}
		if err := dropLetters(tx, is); err != nil {
			return err
		}
		return index(tx, is.Chat)
	})
}

// reopen opens again what was finished when a delivery was given up.
func (s maintenance) reopen(tx *bbolt.Tx, d outbox.Delivery, givenUp, now time.Time) error {
	if !d.Daily() {
		return reopenCopy(tx, d, now)
	}
	var chat record.Chat
	if _, err := getChat(tx, s.unreadable, d.Chat, &chat); err != nil {
		return err
	}
	last, err := outbox.RetrySlot(chat, d.Subscription, givenUp, now)
	if err != nil {
		return err
	}
	chat.Subscription(d.Subscription).Last = last
	return put(tx, bucketChats, chatKey(d.Chat), chat)
}

func reopenCopy(tx *bbolt.Tx, d outbox.Delivery, now time.Time) error {
	var a announced
	if err := find(tx, d.Announcement, now, &a); err != nil && !errors.Is(err, record.ErrNotFound) {
		return err
	}
	made, _ := readCopy(tx, d.Announcement, d.Chat)
	state, err := outbox.RetryStep(d.Step, a.Announcement, made)
	if err != nil {
		return err
	}
	return writeCopy(tx, d.Announcement, d.Chat, outbox.Copy{State: state, IDs: made.IDs})
}

// dropLetters removes the dead letters of a delivery.
func dropLetters(tx *bbolt.Tx, d outbox.Delivery) error {
	return drop(tx, bucketDead, func(_, value []byte) bool {
		var letter deadLetter
		return json.Unmarshal(value, &letter) == nil && letter.Platform == d.Chat.Platform && letter.Key == d.Key()
	})
}

// Drop removes what was set aside.
func (s maintenance) Drop(ctx context.Context, d store.Dead) error {
	bucket, key := []byte(d.Place.Key), []byte(d.Place.Part)
	platform, rest, named := strings.Cut(d.Place.Part, sep)
	if d.Place.Key == string(bucketChats) && named {
		return chats(s).Forget(ctx, record.ChatID{Platform: platform, Key: rest})
	}
	return s.update(ctx, func(tx *bbolt.Tx) error {
		switch kind := kinds[d.Place.Key]; {
		case d.Delivery != nil:
			return dropLetters(tx, *d.Delivery)
		case kind.name == "" || d.Place.Key != string(bucketAside) && (kind.reads == nil || kind.reads(key, tx.Bucket(bucket).Get(key))):
			return nil // it was put right meanwhile
		}
		if is, err := outbox.ParseKey(platform, rest); d.Place.Key == string(bucketQueue) && err == nil {
			if err := unqueue(tx, is); err != nil {
				return err
			}
			return index(tx, is.Chat)
		}
		return tx.Bucket(bucket).Delete(key)
	})
}
