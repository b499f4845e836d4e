package boltstore

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

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
	string(bucketCopies):        {"copy", nil, false},
	string(bucketSalts):         {"salt", func(_, value []byte) bool { return len(value) == saltSize }, false},
	string(bucketMarks):         {"mark", nil, false},
	string(bucketMarkCounts):    {"count of marks", reads[int], false},
	string(bucketPauses):        {"pause", reads[time.Time], false},
	string(bucketCounts):        {"count", reads[record.Progress], false},
	string(bucketAuditLog):      {"entry of the audit log", reads[record.AuditEntry], false},
	string(bucketRecent):        {"recent announcements", reads[record.Recent], false},
	string(bucketCommunities):   {"community", readsCommunity, false},
	string(bucketCodes):         {"join code", nil, false},
	string(bucketMembers):       {"member", nil, false},
	string(bucketRoles):         {"role", nil, false},
	string(bucketHeadlines):     {"headline", readsHeadline, false},
	string(bucketMarked):        {"mark of headlines", nil, false},
	string(bucketBy):            {"time of a headline", readsDue, false},
	string(bucketFeeds):         {"state of a feed", reads[news.State], false},
	string(bucketMeta):          {"form", nil, false},
	string(bucketRecalls):       {"recall", reads[record.Recall], true}, // what cannot be read stays withdrawn
	string(bucketConcerns):      {"concern", readsConcern, false},
	string(bucketQuestions):     {"question", reads[record.Question], false},
	string(bucketForgotten):     {"mark of the forgotten", reads[time.Time], false},
	string(bucketLoad):          {"count", readsCount, false},
	string(bucketIndexed):       {"what a chat is counted under", nil, false},
	string(bucketProfiles):      {"count", readsCount, false},
	string(bucketGroups):        {"member of a group", nil, false},
	string(bucketMoved):         {"mark of a move", reads[time.Time], false},
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
	return json.Unmarshal(value, &c) == nil && chatKey(c.ID) == string(key) && c.Sound() == nil
}

func readsCount(_, value []byte) bool { return len(value) == countSize }

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
	return json.Unmarshal(value, &a) == nil && a.ID == string(key) && a.Sound() == nil
}

func readsCommunity(key, value []byte) bool {
	var c record.Community
	return json.Unmarshal(value, &c) == nil && c.ID == string(key)
}

func readsHeadline(key, value []byte) bool {
	var k kept
	return json.Unmarshal(value, &k) == nil && k.ID == string(key)
}
