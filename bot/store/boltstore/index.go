package boltstore

import (
	"encoding/json"
	"slices"
	"strings"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// An entry is under what a chat is counted.
type entry struct {
	profile string // what it follows; "" where it is not subscribed
	group   string // its server or group; "" is none
}

// profileOf is what a chat follows, as text without a separator.
func profileOf(chat record.Chat) (string, error) {
	var all content.Selection
	for _, sub := range chat.Subscriptions {
		all.Countries = append(all.Countries, sub.Selection.Countries...)
		all.Regions = append(all.Regions, sub.Selection.Regions...)
	}
	slices.Sort(all.Countries)
	slices.Sort(all.Regions)
	all.Countries, all.Regions = slices.Compact(all.Countries), slices.Compact(all.Regions)
	text, err := json.Marshal(all)
	return string(text), err
}

// following is a chat of a platform that follows what a profile says; false where it
// cannot be read.
func following(platform, profile string) (record.Chat, bool) {
	var sel content.Selection
	err := json.Unmarshal([]byte(profile), &sel)
	return record.Chat{ID: record.ChatID{Platform: platform}, Subscriptions: []record.Subscription{{Selection: sel}}}, err == nil
}

// entryOf is under what a chat has to be counted.
func entryOf(tx *bbolt.Tx, chat record.Chat) (is entry, err error) {
	is.group = chat.GroupID
	if subscribed(tx, chat) {
		is.profile, err = profileOf(chat)
	}
	return is, err
}

// indexedAs is under what a chat is counted.
func indexedAs(tx *bbolt.Tx, id record.ChatID) (is entry) {
	is.profile, is.group, _ = strings.Cut(string(tx.Bucket(bucketIndexed).Get([]byte(chatKey(id)))), sep)
	return is
}

// index counts a chat anew, after its record or what is queued for it has changed.
func index(tx *bbolt.Tx, id record.ChatID) error {
	var chat record.Chat
	if _, err := get(tx, bucketChats, chatKey(id), &chat); err != nil {
		return err
	}
	return indexChat(tx, id, chat)
}

// indexChat is index for a chat that was read already; the zero Chat is counted
// nowhere.
func indexChat(tx *bbolt.Tx, id record.ChatID, chat record.Chat) error {
	chat.ID = id
	is, err := entryOf(tx, chat)
	was := indexedAs(tx, id)
	if err != nil || is == was {
		return err
	}
	if err := addFollower(tx, id.Platform, was.profile, -1); err != nil {
		return err
	}
	if err := addFollower(tx, id.Platform, is.profile, 1); err != nil {
		return err
	}
	if err := tx.Bucket(bucketGroups).Delete([]byte(groupKey(id, was.group))); err != nil {
		return err
	}
	return writeEntry(tx, id, is)
}

// writeEntry notes under what a chat is counted, and in which group it is.
func writeEntry(tx *bbolt.Tx, id record.ChatID, is entry) error {
	if is == (entry{}) {
		return tx.Bucket(bucketIndexed).Delete([]byte(chatKey(id)))
	}
	if is.group != "" {
		if err := tx.Bucket(bucketGroups).Put([]byte(groupKey(id, is.group)), []byte{}); err != nil {
			return err
		}
	}
	return putEntry(tx, id, is)
}

func putEntry(tx *bbolt.Tx, id record.ChatID, is entry) error {
	return tx.Bucket(bucketIndexed).Put([]byte(chatKey(id)), []byte(join(is.profile, is.group)))
}

// addFollower changes how many chats of a platform follow something; "" is nothing.
func addFollower(tx *bbolt.Tx, platform, profile string, by int) error {
	if profile == "" {
		return nil
	}
	return addCount(tx, bucketProfiles, join(platform, profile), by)
}

func groupKey(id record.ChatID, group string) string { return join(id.Platform, group, id.Key) }

// eachInGroup walks over the chats of a server or group.
func eachInGroup(tx *bbolt.Tx, platform, group string, walk func(record.Chat)) error {
	var failed error
	scan(tx, bucketGroups, join(platform, group)+sep, "", func(key, _ []byte) bool {
		var chat record.Chat
		found, err := get(tx, bucketChats, chatKey(record.ChatID{Platform: platform, Key: string(key)}), &chat)
		if failed = err; found && chat.GroupID == group {
			walk(chat)
		}
		return failed == nil
	})
	return failed
}
