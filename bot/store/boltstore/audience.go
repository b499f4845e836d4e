package boltstore

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
)

// Audience counts the chats that would receive an announcement now. Only those are
// read that belong to the community or group, or have been shown what is recalled.
func (s fanOuts) Audience(ctx context.Context, a record.Announcement) (n int, err error) {
	if _, one := a.To.One(); one {
		return 1, ctx.Err()
	}
	err = s.view(ctx, func(tx *bbolt.Tx) (err error) {
		n, err = audience(tx, a)
		return err
	})
	return n, err
}

func audience(tx *bbolt.Tx, a record.Announcement) (n int, err error) {
	add := func(chat record.Chat) {
		if receives(tx, chat, a) {
			n++
		}
	}
	place := a.To.Place()
	switch {
	case a.Recalls():
		err = eachNaming(tx, a.To.Key, add)
	case a.To.Members():
		err = eachMember(tx, a.To.Key, add)
	case a.To.Kind == record.ToGroup:
		err = eachInGroup(tx, place.Platform, place.Key, add)
	case a.To.Kind == record.ToChat:
		var chat record.Chat
		if _, err = get(tx, bucketChats, chatKey(place), &chat); err == nil {
			add(chat)
		}
	default:
		n = followers(tx, a)
	}
	return n, err
}

// followers counts those whom an announcement reaches by what they follow, and where.
func followers(tx *bbolt.Tx, a record.Announcement) (n int) {
	scan(tx, bucketProfiles, "", "", func(key, value []byte) bool {
		platform, profile, _ := strings.Cut(string(key), sep)
		if chat, read := following(platform, profile); read && a.Includes(chat) {
			n += readCount(value)
		}
		return true
	})
	return n
}

// eachNaming walks over the chats in whose records a text stands as a value: no other
// is decoded.
func eachNaming(tx *bbolt.Tx, text string, walk func(record.Chat)) error {
	value, err := json.Marshal(text)
	if err != nil {
		return err
	}
	scan(tx, bucketChats, "", "", func(key, stored []byte) bool {
		var chat record.Chat
		if bytes.Contains(stored, value) && readsChat(key, stored) && json.Unmarshal(stored, &chat) == nil {
			walk(chat)
		}
		return true
	})
	return nil
}

// eachMember walks over the chats of a community.
func eachMember(tx *bbolt.Tx, id string, walk func(record.Chat)) (failed error) {
	scan(tx, bucketMembers, id+sep, "", func(key, _ []byte) bool {
		var chat record.Chat
		found, err := get(tx, bucketChats, string(key), &chat)
		if failed = err; found {
			walk(chat)
		}
		return failed == nil
	})
	return failed
}
