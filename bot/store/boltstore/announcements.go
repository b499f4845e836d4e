package boltstore

import (
	"context"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands"
)

// announced is an announcement with the platforms that it has been spread on.
type announced struct {
	commands.Announcement
	Spread map[string]bool `json:",omitempty"`
}

// expired tells whether an announcement is to be forgotten.
func (a announced) expired(now time.Time) bool {
	if a.State == commands.StateConfirmed {
		return !now.Before(a.Confirmed.Add(commands.AnnouncementLife))
	}
	return !now.Before(a.Created.Add(commands.DraftLife))
}

// SaveDraft stores a new draft.
func (s *Store) SaveDraft(ctx context.Context, a commands.Announcement) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		return put(tx, bucketAnnouncements, a.ID, announced{Announcement: a})
	})
}

// Sweep forgets announcements, salts and marks that have expired.
func (s *Store) Sweep(ctx context.Context, now time.Time) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		if err := prune(tx, now); err != nil {
			return err
		}
		return forgetDays(tx, now)
	})
}

// prune forgets expired announcements and to whom they were posted.
func prune(tx *bbolt.Tx, now time.Time) error {
	for _, id := range announcementIDs(tx) {
		var a announced
		if _, err := get(tx, bucketAnnouncements, id, &a); err != nil {
			return err
		}
		if !a.expired(now) {
			continue
		}
		if err := remove(tx, bucketPosted, id+sep); err != nil {
			return err
		}
		if err := tx.Bucket(bucketAnnouncements).Delete([]byte(id)); err != nil {
			return err
		}
	}
	return nil
}

func announcementIDs(tx *bbolt.Tx) []string {
	var ids []string
	scan(tx, bucketAnnouncements, "", "", func(id, _ []byte) bool {
		ids = append(ids, string(id))
		return true
	})
	return ids
}

// Announcement reads one; ErrNone where it is not stored or has expired.
func (s *Store) Announcement(ctx context.Context, id string, now time.Time) (commands.Announcement, error) {
	var a announced
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		return find(tx, id, now, &a)
	})
	return a.Announcement, err
}

func find(tx *bbolt.Tx, id string, now time.Time, a *announced) error {
	if id == "" {
		return commands.ErrNone
	}
	found, err := get(tx, bucketAnnouncements, id, a)
	if err == nil && (!found || a.expired(now)) {
		return commands.ErrNone
	}
	return err
}

// Confirm makes a draft confirmed, once.
func (s *Store) Confirm(ctx context.Context, id string, now time.Time) (commands.Announcement, bool, error) {
	var a announced
	first := false
	err := s.update(ctx, func(tx *bbolt.Tx) error {
		a, first = announced{}, false
		if err := find(tx, id, now, &a); err != nil {
			return err
		}
		if a.State == commands.StateCancelled {
			return commands.ErrNone
		}
		if a.State == commands.StateConfirmed {
			return nil
		}
		a.State, a.Confirmed, first = commands.StateConfirmed, now, true
		return put(tx, bucketAnnouncements, id, a)
	})
	return a.Announcement, first, err
}

// Cancel ends a draft.
func (s *Store) Cancel(ctx context.Context, id string, now time.Time) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		var a announced
		if err := find(tx, id, now, &a); err != nil {
			return err
		}
		if a.State != commands.StateDraft {
			return commands.ErrNone
		}
		a.State = commands.StateCancelled
		return put(tx, bucketAnnouncements, id, a)
	})
}

// listens tells whether a chat would receive an announcement.
func listens(tx *bbolt.Tx, chat commands.Chat, a commands.Announcement) bool {
	if !a.Everyone {
		if chat.ID.Platform != a.From.Platform || a.Space != "" && chat.Space != a.Space || a.Space == "" && chat.ID != a.From {
			return false
		}
	}
	for _, sub := range chat.Subscriptions {
		d := outbox.Delivery{Chat: chat.ID, Subscription: sub.ID}
		if tx.Bucket(bucketQueue).Get([]byte(queueKey(chat.ID.Platform, d.Key()))) != nil {
			return true
		}
	}
	return false
}

// Audience counts the chats that would receive an announcement now.
func (s *Store) Audience(ctx context.Context, a commands.Announcement) (int, error) {
	n := 0
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		return eachChat(tx, "", "", func(chat commands.Chat) bool {
			if listens(tx, chat, a) {
				n++
			}
			return true
		})
	})
	return n, err
}

// pageSize is how many chats are looked at for one page.
const pageSize = 500

// Listeners returns a page of the chats that an announcement goes to. The
// cursor is the last chat that was looked at.
func (s *Store) Listeners(ctx context.Context, platform string, a commands.Announcement, cursor string) (chats []commands.ChatID, next string, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		seen := 0
		return eachChat(tx, platform+sep, cursor, func(chat commands.Chat) bool {
			if seen == pageSize {
				next = chat.ID.Key
				return false
			}
			seen++
			if listens(tx, chat, a) {
				chats = append(chats, chat.ID)
			}
			return true
		})
	})
	return chats, next, err
}

// eachChat walks over the chats with a prefix, from a chat key on.
func eachChat(tx *bbolt.Tx, prefix, from string, walk func(commands.Chat) bool) error {
	var failed error
	scan(tx, bucketChats, prefix, from, func(rest, _ []byte) bool {
		var chat commands.Chat
		if _, failed = get(tx, bucketChats, prefix+string(rest), &chat); failed != nil {
			return false
		}
		return walk(chat)
	})
	return failed
}

// Unspread lists the confirmed announcements that the platform has not posted
// to all its chats yet, oldest first.
func (s *Store) Unspread(ctx context.Context, platform string, now time.Time) ([]commands.Announcement, error) {
	var all []commands.Announcement
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		for _, id := range announcementIDs(tx) {
			var a announced
			if err := find(tx, id, now, &a); err != nil {
				continue
			}
			if a.State == commands.StateConfirmed && !a.Spread[platform] && (a.Everyone || a.From.Platform == platform) {
				all = append(all, a.Announcement)
			}
		}
		return nil
	})
	sortByConfirmed(all)
	return all, err
}

// Spread records that every chat of the platform has been posted to.
func (s *Store) Spread(ctx context.Context, platform, id string) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		var a announced
		found, err := get(tx, bucketAnnouncements, id, &a)
		if err != nil || !found {
			return err
		}
		spread := map[string]bool{platform: true}
		for p := range a.Spread {
			spread[p] = true
		}
		a.Spread = spread
		return put(tx, bucketAnnouncements, id, a)
	})
}
