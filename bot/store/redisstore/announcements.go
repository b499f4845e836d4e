package redisstore

import (
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/commands/record"
)

// announcements keeps drafts and announcements.
type announcements struct{ *connection }

// SaveDraft stores a draft, or its next edition.
func (s announcements) SaveDraft(ctx context.Context, a record.Announcement) error {
	return s.change(ctx, a.ID, func(stored *record.Announcement) (change, error) {
		write, err := a.Replaces(stored)
		life := a.Expires().Sub(a.Created)
		if a.Kind.ByItself() { // it is confirmed at once, and goes with its chat until then
			life = record.AnnouncementLife
		}
		return change{after: a, write: write, whole: true, drafted: true, life: life}, err
	})
}

// Announcement reads one; ErrNotFound where it is not stored or has expired.
func (s announcements) Announcement(ctx context.Context, id string, now time.Time) (record.Announcement, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	fields, err := s.client.HGetAll(ctx, announcementKey(id)).Result()
	if err != nil {
		return record.Announcement{}, err
	}
	return s.decode(id, fields, now)
}

// decode reads an announcement that is in force, as it was answered. One that
// cannot be read is none.
func (s announcements) decode(id string, fields map[string]string, now time.Time) (record.Announcement, error) {
	a, err := decodeAnnouncement(id, fields, now)
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		s.unreadable.Note("announcement", announcementKey(id))
		return record.Announcement{}, record.ErrNotFound
	}
	return a, err
}

// read reads several at once, each with its fields. What is not in force is
// left out.
func (s announcements) readAll(ctx context.Context, ids []string, now time.Time) ([]record.Announcement, []map[string]string, error) {
	if len(ids) == 0 {
		return nil, nil, nil
	}
	pipe := s.client.Pipeline()
	var asked []*redis.MapStringStringCmd
	for _, id := range ids {
		asked = append(asked, pipe.HGetAll(ctx, announcementKey(id)))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, nil, err
	}
	var all []record.Announcement
	var hashes []map[string]string
	for i, fields := range asked {
		if a, err := s.decode(ids[i], fields.Val(), now); err == nil {
			all, hashes = append(all, a), append(hashes, fields.Val())
		}
	}
	return all, hashes, nil
}

// Scheduled lists what is to be sent by now.
func (s announcements) Scheduled(ctx context.Context, platform string, now time.Time) ([]record.Announcement, error) {
	return s.awaiting(ctx, millis(now), now, func(a record.Announcement) bool { return a.Awaits() && a.From.Platform == platform })
}

// Recurring lists what comes back.
func (s announcements) Recurring(ctx context.Context, platform string, now time.Time) ([]record.Announcement, error) {
	return s.awaiting(ctx, "+inf", now, func(a record.Announcement) bool {
		return a.State == record.StateRecurring && a.From.Platform == platform
	})
}

// awaiting lists those in force that is wants, to be sent up to a time in ms, the
// earliest first.
func (s announcements) awaiting(ctx context.Context, until string, now time.Time, is func(record.Announcement) bool) ([]record.Announcement, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	ids, err := s.client.ZRangeByScore(ctx, scheduledKey, &redis.ZRangeBy{Min: "-inf", Max: until}).Result()
	if err != nil {
		return nil, err
	}
	all, _, err := s.readAll(ctx, ids, now)
	return slices.DeleteFunc(all, func(a record.Announcement) bool { return !is(a) }), err
}

// Adjust changes one that comes back. It is kept anew, and so is the note of it
// with its chat, which /forget goes by.
func (s announcements) Adjust(ctx context.Context, id string, edition int, m record.Adjustment, now time.Time) error {
	return s.change(ctx, id, inForce(now, func(is record.Announcement) (change, error) {
		after, write, err := is.Adjust(edition, m, now)
		return change{after: after, write: write, drafted: true, life: after.Expires().Sub(now)}, err
	}))
}

// Confirm makes a draft confirmed, once.
func (s announcements) Confirm(ctx context.Context, id string, edition, reach int, now time.Time) (a record.Announcement, first bool, err error) {
	call := rand.Text()
	err = s.change(ctx, id, inForce(now, func(is record.Announcement) (_ change, err error) {
		a, first, err = is.Confirm(edition, reach, now)
		return change{after: a, write: first, call: call, life: record.AnnouncementLife}, err
	}))
	if err != nil {
		return record.Announcement{}, false, err
	}
	return a, first, nil
}

// Cancel ends a draft or a scheduled one.
func (s announcements) Cancel(ctx context.Context, id string, edition int, now time.Time) error {
	call := rand.Text()
	return s.change(ctx, id, inForce(now, func(is record.Announcement) (change, error) {
		after, err := is.Cancel(edition, now)
		return change{after: after, write: true, call: call}, err
	}))
}

// Amend changes one that was sent.
func (s announcements) Amend(ctx context.Context, id string, m record.Amendment, now time.Time) error {
	return s.change(ctx, id, inForce(now, func(is record.Announcement) (change, error) {
		after, write, err := is.Amend(m, now)
		return change{after: after, write: write}, err
	}))
}

// MoveDrafts gives what was drafted in a chat the chat's new name. The note under
// the old one goes last, so that a repeat finds what is left.
func (s announcements) MoveDrafts(ctx context.Context, from, to record.ChatID) error {
	if from == to {
		return nil
	}
	ids, err := s.draftsOf(ctx, from)
	for _, id := range ids {
		failed := s.change(ctx, id, func(is *record.Announcement) (change, error) {
			if is == nil {
				return change{}, nil
			}
			after, write := is.Moved(from, to)
			return change{after: after, write: write, drafted: true}, nil
		})
		if failed != nil && !errors.Is(failed, record.ErrNotFound) { // one that cannot be read stays
			err = errors.Join(err, failed)
		}
	}
	if err != nil || len(ids) == 0 {
		return err
	}
	ctx, cancel := within(ctx)
	defer cancel()
	return s.client.Del(ctx, draftsKey(from)).Err()
}

// draftsOf lists what was drafted in a chat.
func (s announcements) draftsOf(ctx context.Context, from record.ChatID) ([]string, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.client.SMembers(ctx, draftsKey(from)).Result()
}

// ForgetDrafts removes what was drafted in a chat and not sent.
func (s announcements) ForgetDrafts(ctx context.Context, from record.ChatID) error {
	ctx, cancel := within(ctx)
	defer cancel()
	for {
		ids, err := s.draftsOf(ctx, from)
		if err != nil {
			return err
		}
		drafted, err := s.drafted(ctx, ids)
		if err != nil {
			return err
		}
		keys, args := []string{draftsKey(from), scheduledKey}, []any{}
		for i, id := range ids {
			if drafted[i].GoesWithChat() {
				keys, args = append(keys, announcementKey(id)), append(args, id, string(drafted[i].State))
			}
		}
		done, err := s.promise(ctx, "forget_drafts", keys, args...).Int()
		if err != nil || done == 1 {
			return err
		}
	}
}

// drafted reads the states and kinds of announcements; nothing where one is not stored.
func (s announcements) drafted(ctx context.Context, ids []string) ([]record.Announcement, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	pipe, asked := s.client.Pipeline(), make([]*redis.SliceCmd, len(ids))
	for i, id := range ids {
		asked[i] = pipe.HMGet(ctx, announcementKey(id), "state", "kind")
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, err
	}
	all := make([]record.Announcement, len(ids))
	for i, is := range asked {
		state, _ := is.Val()[0].(string)
		kind, _ := is.Val()[1].(string)
		all[i] = record.Announcement{State: record.AnnouncementState(state), Kind: record.AnnouncementKind(kind)}
	}
	return all, nil
}

// confirmed lists the announcements that chats may have been fanned out to.
func (s *connection) confirmed(ctx context.Context) ([]string, error) {
	return s.client.ZRange(ctx, confirmedKey, 0, -1).Result()
}
