// Package archive is the form in which all that a store keeps leaves it, to come
// into the same or another one: a copy for disasters, or the way from the embedded
// file to Redis and back.
//
// A file is gzip over lines of JSON: a header with the version of the form, a line
// for each record, and an end with the number of the records and a checksum of all
// lines before it. It is written and read a line at a time, so it never holds more
// than one record in memory. It never holds what is to be forgotten by itself: the
// marks and secrets of who prayed, pending questions, rate limits, locks, dead
// letters. A file that a crash cut short has no end, and whoever reads it is told
// before anything of its last line counts.
package archive

import (
	"context"
	"time"

	"prayerbot/bot/news"
	"prayerbot/commands/record"
)

// Version is the version of the form. A reader refuses a newer one.
const Version = 1

// An Item is one record; one of its fields is set.
type Item struct {
	Forgotten    *Mark              `json:"forgotten,omitempty"`
	Community    *record.Community  `json:"community,omitempty"`
	Role         *Role              `json:"role,omitempty"`
	Chat         *Chat              `json:"chat,omitempty"`
	Delivery     *Delivery          `json:"delivery,omitempty"`
	Announcement *Announcement      `json:"announcement,omitempty"`
	Copy         *Copy              `json:"copy,omitempty"`
	Audit        *record.AuditEntry `json:"audit,omitempty"`
	Recent       *Recent            `json:"recent,omitempty"`
	Recall       *record.Recall     `json:"recall,omitempty"`
	Concern      *record.Concern    `json:"concern,omitempty"`
	Headline     *news.Find         `json:"headline,omitempty"`
	Bearers      *Bearers           `json:"bearers,omitempty"`
	Feed         *Feed              `json:"feed,omitempty"`
	// Unreadable is the kind of a record that cannot be read, as the log names it: an
	// archive only counts it.
	Unreadable string `json:"-"`
}

// A Chat is a chat with its ledger, newest first.
type Chat struct {
	record.Chat
	Log []record.LedgerEntry `json:",omitempty"`
}

// A Role makes its bearers moderators of a server or group.
type Role struct {
	Platform, GroupID, ID string
}

// A Delivery is what is due, or in flight, in the words of outbox.Lease.
type Delivery struct {
	Platform, Key string
	At            time.Time // when it is to be looked at next
	Due           time.Time // when it was first due
	Tries         int       `json:",omitempty"`
	Parts         int       `json:",omitempty"`
	Unknown       bool      `json:",omitempty"`
}

// An Announcement is one with the steps of it that are done.
type Announcement struct {
	record.Announcement
	FannedOut []Step `json:",omitempty"`
}

// A Step is one that was done for every chat of a platform; Step is as in outbox.
type Step struct {
	Platform string
	Step     string `json:",omitempty"`
}

// A Copy is what became of an announcement in a chat.
type Copy struct {
	Announcement string
	Chat         record.ChatID
	State        record.CopyState
	IDs          []string `json:",omitempty"`
}

// Recent are the announcements to an audience that count among those of an hour.
type Recent struct {
	To   record.Audience
	Sent record.Recent
}

// Bearers are the ids of the headlines that bear a mark, the newest kept first.
type Bearers struct {
	Mark string
	IDs  []string
}

// A Feed is what is known of a feed.
type Feed struct {
	Key   string
	State news.State
}

// RestoreLock is the lock that is held while an archive comes in: nobody takes another
// meanwhile, so that no bot begins to work on the store. JoinTime is how long one may
// still take that was asked for before.
const (
	RestoreLock = "restore"
	JoinTime    = 3 * time.Second
)

// A Keeper is a store whose records can leave it and come in.
type Keeper interface {
	// Export gives every record that can be read, those that others lean on before
	// them, and of what cannot its kind, until give returns an error, which is returned. The embedded store gives
	// all of one moment; Redis gives each record as it is when its turn comes.
	Export(ctx context.Context, give func(Item) error) error
	// BeginImport notes that an archive comes in. Until FinishImport the store holds only a part
	// of it, and no bot may work on it: see HalfImported.
	BeginImport(ctx context.Context) error
	// Import stores records as they are, in place of those of the same name. now
	// says how long what expires is still kept. A repeat does no harm.
	Import(ctx context.Context, items []Item, now time.Time) error
	// FinishImport counts the copies of announcements, queues those that wait and are not
	// queued for now, removes those of announcements that are not stored, and ends
	// what BeginImport has noted.
	FinishImport(ctx context.Context, now time.Time) error
	// HalfImported tells whether BeginImport was called, and not FinishImport.
	HalfImported(ctx context.Context) (bool, error)
	// Holds tells whether anything is stored that an import could mix with.
	Holds(ctx context.Context) (bool, error)
	// InUse tells whether a bot works on the store at this moment. Whoever holds RestoreLock
	// is none.
	InUse(ctx context.Context) (bool, error)
	// Clear removes all that Export gives, and the dead letters, but for the list of the
	// forgotten and what is withdrawn.
	Clear(ctx context.Context) error
	// ForgottenKey is the key of the marks in the list of the forgotten; "" where
	// nothing was ever forgotten.
	ForgottenKey(ctx context.Context) (string, error)
	// SetForgottenKey takes the key of an archive, where the list is still empty.
	SetForgottenKey(ctx context.Context, key string) error
}
