package boltstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"strings"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/news"
	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// bucketAside keeps what could not be read: eight bytes of milliseconds of when
// it was found, its bucket, its key.
var bucketAside = []byte("aside")

// asideLife is how long what could not be read is kept for somebody to look at.
const asideLife = 30 * 24 * time.Hour

// A kind is what a bucket holds.
type kind struct {
	name  string                       // in the log
	reads func(key, value []byte) bool // whether a key and its value can be read; nil: anything can
	stays bool                         // what cannot be read stays where it is
}

// kinds are the kinds of all buckets.
var kinds = map[string]kind{
	string(bucketChats):         {"chat", readsChat, true},
	string(bucketLedgers):       {"ledger", reads[[]record.LedgerEntry], false},
	string(bucketQueue):         {"delivery", readsWaiting, true}, // whoever leases it writes it anew
	string(bucketDue):           {"due time", readsDue, false},
	string(bucketNotices):       {"due time", readsDue, false},
	string(bucketDead):          {"dead letter", readsDead, false},
	string(bucketAnnouncements): {"announcement", readsAnnouncement, false},
	string(bucketPosted):        {"copy", nil, false},
	string(bucketSalts):         {"salt", func(_, value []byte) bool { return len(value) == saltSize }, false},
	string(bucketMarks):         {"mark", nil, false},
	string(bucketPauses):        {"pause", reads[time.Time], false},
	string(bucketCounts):        {"count", reads[record.Progress], false},
	string(bucketTrail):         {"line of the trail", reads[record.AuditEntry], false},
	string(bucketRecent):        {"recent announcements", reads[map[string]time.Time], false},
	string(bucketCommunities):   {"community", readsCommunity, false},
	string(bucketCodes):         {"join code", nil, false},
	string(bucketMembers):       {"member", nil, false},
	string(bucketBadges):        {"role", nil, false},
	string(bucketHeadlines):     {"headline", readsHeadline, false},
	string(bucketMarked):        {"mark of headlines", nil, false},
	string(bucketBy):            {"time of a headline", readsDue, false},
	string(bucketFeeds):         {"state of a feed", reads[news.State], false},
	string(bucketMeta):          {"form", nil, false},
	string(bucketRecalls):       {"recall", reads[record.Recall], true}, // what cannot be read stays withdrawn
	string(bucketAside):         {"record set aside", func(key, _ []byte) bool { return len(key) > timeSize }, false},
}

// decodes tells whether a value of a bucket can be read.
func decodes(bucket []byte, key string, value []byte) bool {
	reads := kinds[string(bucket)].reads
	return reads == nil || reads([]byte(key), value)
}

func reads[T any](_, value []byte) bool {
	var v T
	return json.Unmarshal(value, &v) == nil && !bytes.Equal(value, []byte("null"))
}

func readsChat(key, value []byte) bool {
	var c record.Chat
	return json.Unmarshal(value, &c) == nil && chatKey(c.ID) == string(key)
}

func readsWaiting(key, value []byte) bool {
	platform, delivery, _ := strings.Cut(string(key), sep)
	var w waiting
	_, err := outbox.ParseKey(platform, delivery)
	return err == nil && json.Unmarshal(value, &w) == nil && !w.At.IsZero() && !w.Due.IsZero()
}

// readsDue tells whether a key has a name, the separator and eight bytes of
// time before what it is about.
func readsDue(key, _ []byte) bool {
	_, rest, found := bytes.Cut(key, []byte(sep))
	return found && len(rest) > timeSize
}

// timeSize is the length of a time in a key, in bytes.
const timeSize = 8

func readsDead(_, value []byte) bool {
	var letter deadLetter
	if json.Unmarshal(value, &letter) != nil {
		return false
	}
	_, err := outbox.ParseKey(letter.Platform, letter.Key)
	return err == nil
}

func readsAnnouncement(key, value []byte) bool {
	var a announced
	return json.Unmarshal(value, &a) == nil && a.ID == string(key)
}

func readsCommunity(key, value []byte) bool {
	var c record.Community
	return json.Unmarshal(value, &c) == nil && c.ID == string(key)
}

func readsHeadline(key, value []byte) bool {
	var k kept
	return json.Unmarshal(value, &k) == nil && k.ID == string(key)
}

// A stray is a record that cannot be read.
type stray struct{ bucket, key, value []byte }

// maintenance forgets what has expired and takes out of the way what cannot be
// read.
type maintenance struct{ *file }

// examine looks whether everything that is stored can be read, names in the log
// what cannot, and moves it out of the way of everything else.
func (s maintenance) examine(ctx context.Context, now time.Time) error {
	var strays []stray
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		strays = s.strays(tx)
		return nil
	})
	if err != nil || len(strays) == 0 {
		return err
	}
	return s.update(ctx, func(tx *bbolt.Tx) error {
		for _, one := range strays {
			if err := moveAside(tx, one, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// strays finds what cannot be read, and names it.
func (s maintenance) strays(tx *bbolt.Tx) []stray {
	var strays []stray
	for bucket, kind := range kinds {
		if kind.reads == nil {
			continue
		}
		scan(tx, []byte(bucket), "", "", func(key, value []byte) bool {
			if kind.reads(key, value) {
				return true
			}
			s.aside.Note(kind.name, bucket+sep+string(key))
			if !kind.stays {
				strays = append(strays, stray{[]byte(bucket), bytes.Clone(key), bytes.Clone(value)})
			}
			return true
		})
	}
	return strays
}

// moveAside moves a record that cannot be read, unless it is another by now.
func moveAside(tx *bbolt.Tx, one stray, now time.Time) error {
	from := tx.Bucket(one.bucket)
	if is := from.Get(one.key); is == nil || !bytes.Equal(is, one.value) {
		return nil
	}
	key := binary.BigEndian.AppendUint64(nil, uint64(now.UnixMilli()))
	key = append(append(append(key, one.bucket...), sep...), one.key...)
	if err := tx.Bucket(bucketAside).Put(key, one.value); err != nil {
		return err
	}
	return from.Delete(one.key)
}

// pruneAside forgets what was set aside long ago.
func pruneAside(tx *bbolt.Tx, now time.Time) error {
	return drop(tx, bucketAside, func(key, _ []byte) bool {
		return now.Sub(dueTime(key)) >= asideLife
	})
}

// forgetAside forgets what was set aside and may be about a chat.
func forgetAside(tx *bbolt.Tx, id record.ChatID) error {
	return drop(tx, bucketAside, func(key, value []byte) bool {
		return bytes.Contains(key, []byte(id.Key)) || bytes.Contains(value, []byte(id.Key))
	})
}

// drop deletes the records of a bucket of which gone is true.
func drop(tx *bbolt.Tx, bucket []byte, gone func(key, value []byte) bool) error {
	var keys [][]byte
	scan(tx, bucket, "", "", func(key, value []byte) bool {
		if gone(key, value) {
			keys = append(keys, bytes.Clone(key))
		}
		return true
	})
	for _, key := range keys {
		if err := tx.Bucket(bucket).Delete(key); err != nil {
			return err
		}
	}
	return nil
}
