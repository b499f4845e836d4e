package boltstore

import (
	"cmp"
	"context"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// announcements keeps drafts and announcements.
type announcements struct{ *file }

// announced is an announcement with the steps that are done.
type announced struct {
	record.Announcement
	FannedOut map[string]bool `json:"Spread,omitempty"` // by fanOutKey
	Everyone  bool            `json:",omitempty"`       // as it was written before there were audiences
}

// fanOutKey names a step on a platform. The first has no name of its own.
func fanOutKey(platform string, step outbox.Step) string {
	if step == outbox.StepPost {
		return platform
	}
	return platform + "/" + string(step)
}

// read reads an announcement, also one from before there were audiences.
func (a *announced) read(tx *bbolt.Tx, id string) (bool, error) {
	found, err := get(tx, bucketAnnouncements, id, a)
	if err != nil || !found || a.To.Kind != "" {
		return found, err
	}
	a.To = record.Audience{Kind: record.ToChat, Key: a.From.String()}
	switch {
	case a.Everyone:
		a.To = record.Audience{Kind: record.ToEveryone}
	case a.GroupID != "":
		a.To = record.Audience{Kind: record.ToGroup, Key: record.ChatID{Platform: a.From.Platform, Key: a.GroupID}.String()}
	}
	return true, nil
}

// find reads an announcement that is in force; ErrNotFound where it is not.
func find(tx *bbolt.Tx, id string, now time.Time, a *announced) error {
	if id == "" {
		return record.ErrNotFound
	}
	found, err := a.read(tx, id)
	if err == nil && (!found || a.Expired(now)) {
		return record.ErrNotFound
	}
	return err
}

func announcementIDs(tx *bbolt.Tx) []string {
	var ids []string
	scan(tx, bucketAnnouncements, "", "", func(id, _ []byte) bool {
		ids = append(ids, string(id))
		return true
	})
	return ids
}

// SaveDraft stores a draft, or its next edition.
func (s announcements) SaveDraft(ctx context.Context, a record.Announcement) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		var is announced
		found, err := is.read(tx, a.ID)
		if err != nil {
			return err
		}
		stored := &is.Announcement
		if !found {
			stored = nil
		}
		if write, err := a.Replaces(stored); err != nil || !write {
			return err
		}
		return put(tx, bucketAnnouncements, a.ID, announced{Announcement: a})
	})
}

// Announcement reads one.
func (s announcements) Announcement(ctx context.Context, id string, now time.Time) (record.Announcement, error) {
	var a announced
	err := s.view(ctx, func(tx *bbolt.Tx) error { return find(tx, id, now, &a) })
	return a.Announcement, err
}

// Scheduled lists what is to be sent by now.
func (s announcements) Scheduled(ctx context.Context, platform string, now time.Time) ([]record.Announcement, error) {
	return s.awaiting(ctx, platform, now, func(a record.Announcement) bool { return a.Awaits() && !a.At.After(now) })
}

// Recurring lists what comes back.
func (s announcements) Recurring(ctx context.Context, platform string, now time.Time) ([]record.Announcement, error) {
	return s.awaiting(ctx, platform, now, func(a record.Announcement) bool { return a.State == record.StateRecurring })
}

// awaiting lists those in force that were drafted on the platform and that is
// wants, the earliest first.
func (s announcements) awaiting(ctx context.Context, platform string, now time.Time, is func(record.Announcement) bool) ([]record.Announcement, error) {
	var all []record.Announcement
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		for _, id := range announcementIDs(tx) {
			var a announced
			if err := find(tx, id, now, &a); err == nil && is(a.Announcement) && a.From.Platform == platform {
				all = append(all, a.Announcement)
			}
		}
		return nil
	})
	slices.SortFunc(all, func(a, b record.Announcement) int { return a.At.Compare(b.At) })
	return all, err
}

// Adjust changes one that comes back.
func (s announcements) Adjust(ctx context.Context, id string, edition int, m record.Adjustment, now time.Time) error {
	return s.change(ctx, id, now, func(is record.Announcement) (record.Announcement, bool, error) {
		return is.Adjust(edition, m, now)
	})
}

// Confirm makes a draft confirmed, once.
func (s announcements) Confirm(ctx context.Context, id string, edition, reach int, now time.Time) (a record.Announcement, first bool, err error) {
	err = s.change(ctx, id, now, func(is record.Announcement) (_ record.Announcement, _ bool, err error) {
		a, first, err = is.Confirm(edition, reach, now)
		return a, first, err
	})
	if err != nil {
		return record.Announcement{}, false, err
	}
	return a, first, nil
}

// Cancel ends a draft or a scheduled one.
func (s announcements) Cancel(ctx context.Context, id string, edition int, now time.Time) error {
	return s.change(ctx, id, now, func(is record.Announcement) (record.Announcement, bool, error) {
		after, err := is.Cancel(edition, now)
		return after, true, err
	})
}

// Amend changes one that was sent.
func (s announcements) Amend(ctx context.Context, id string, m record.Amendment, now time.Time) error {
	return s.change(ctx, id, now, func(is record.Announcement) (record.Announcement, bool, error) {
		return is.Amend(m, now)
	})
}

// change writes what a rule makes of an announcement that is in force, where it
// says so.
func (s announcements) change(ctx context.Context, id string, now time.Time, rule func(record.Announcement) (after record.Announcement, write bool, err error)) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		var is announced
		if err := find(tx, id, now, &is); err != nil {
			return err
		}
		after, write, err := rule(is.Announcement)
		if err != nil || !write {
			return err
		}
		is.Announcement = after
		return put(tx, bucketAnnouncements, id, is)
	})
}

// Allow counts an announcement among those of the last hour.
func (s announcements) Allow(ctx context.Context, a record.Announcement, most int, now time.Time) (time.Time, error) {
	return change(ctx, s.file, func(tx *bbolt.Tx) (again time.Time, err error) {
		recent := record.Recent{}
		if _, err := get(tx, bucketRecent, a.To.String(), &recent); err != nil {
			return again, err
		}
		recent, again = recent.Allow(a.ID, most, now)
		if !again.IsZero() {
			return again, nil
		}
		return again, put(tx, bucketRecent, a.To.String(), recent)
	})
}

// MoveDrafts gives what was drafted in a chat the chat's new name.
func (s announcements) MoveDrafts(ctx context.Context, from, to record.ChatID) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		for _, id := range announcementIDs(tx) {
			var a announced
			if _, err := a.read(tx, id); err != nil {
				continue // it is set aside by itself
			}
			after, write := a.Moved(from, to)
			if !write {
				continue
			}
			a.Announcement = after
			if err := put(tx, bucketAnnouncements, id, a); err != nil {
				return err
			}
		}
		return nil
	})
}

// ForgetDrafts removes what was drafted in a chat and not sent.
func (s announcements) ForgetDrafts(ctx context.Context, from record.ChatID) error {
	return s.erase(ctx, func(tx *bbolt.Tx) error {
		for _, id := range announcementIDs(tx) {
			var a announced
			if _, err := a.read(tx, id); err != nil {
				return err
			}
			if a.From == from && a.GoesWithChat() {
				if err := tx.Bucket(bucketAnnouncements).Delete([]byte(id)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func sortByConfirmed(all []outbox.FanOut) {
	slices.SortFunc(all, func(a, b outbox.FanOut) int {
		return cmp.Or(a.Confirmed.Compare(b.Confirmed), cmp.Compare(a.ID, b.ID))
	})
}
