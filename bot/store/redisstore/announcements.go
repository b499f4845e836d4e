package redisstore

import (
	"context"
	"crypto/rand"
	"errors"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/commands/record"
)

// announcements keeps drafts and announcements.
type announcements struct{ *connection }

// SaveDraft stores a draft, or its next edition.
func (s announcements) SaveDraft(ctx context.Context, a record.Announcement) error {
	ctx, cancel := within(ctx)
	defer cancel()
	life, at := record.DraftLife, ""
	if a.State == record.StateScheduled {
		life, at = a.At.Sub(a.Created)+record.AnnouncementLife, millis(a.At)
	}
	args := []any{a.ID, a.Edition, life.Milliseconds(), at, millis(a.Created.Add(-record.DraftLife)), millis(a.Created.Add(-record.AnnouncementLife))}
	for field, value := range encodeAnnouncement(a) {
		args = append(args, field, value)
	}
	done, err := s.promise(ctx, "draft", []string{announcementKey(a.ID), scheduledKey, draftsKey(a.From)}, args...).Int()
	return none(done, err)
}

// older is what a script returns that found another edition.
const older = -1

// none is the error of a script that did not find what it was to change.
func none(done int, err error) error {
	switch {
	case err == nil && done == 0:
		return record.ErrNotFound
	case err == nil && done == older:
		return record.ErrStale
	}
	return err
}

// Announcement reads one; ErrNotFound where it is not stored or has expired.
func (s announcements) Announcement(ctx context.Context, id string, now time.Time) (record.Announcement, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	fields, err := s.client.HGetAll(ctx, announcementKey(id)).Result()
	if err != nil {
		return record.Announcement{}, err
	}
	return s.inForce(id, fields, now)
}

// inForce reads an announcement as it was answered. One that cannot be read is
// none.
func (s announcements) inForce(id string, fields map[string]string, now time.Time) (record.Announcement, error) {
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
		if a, err := s.inForce(ids[i], fields.Val(), now); err == nil {
			all, hashes = append(all, a), append(hashes, fields.Val())
		}
	}
	return all, hashes, nil
}

// Scheduled lists what is to be sent by now.
func (s announcements) Scheduled(ctx context.Context, platform string, now time.Time) ([]record.Announcement, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	ids, err := s.client.ZRangeByScore(ctx, scheduledKey, &redis.ZRangeBy{Min: "-inf", Max: millis(now)}).Result()
	if err != nil {
		return nil, err
	}
	all, _, err := s.readAll(ctx, ids, now)
	var due []record.Announcement
	for _, a := range all {
		if a.State == record.StateScheduled && a.From.Platform == platform {
			due = append(due, a)
		}
	}
	return due, err
}

// Confirm makes a draft confirmed, once.
func (s announcements) Confirm(ctx context.Context, id string, edition, reach int, now time.Time) (record.Announcement, bool, error) {
	short, cancel := within(ctx)
	defer cancel()
	answer, err := s.promise(short, "confirm", []string{announcementKey(id), confirmedKey, scheduledKey},
		id, millis(now), millis(now.Add(-record.DraftLife)), millis(now.Add(-record.AnnouncementLife)),
		record.AnnouncementLife.Milliseconds(), rand.Text(), edition, reach).Text()
	switch {
	case err != nil:
		return record.Announcement{}, false, err
	case answer == "none":
		return record.Announcement{}, false, record.ErrNotFound
	case answer == "older":
		return record.Announcement{}, false, record.ErrStale
	}
	a, err := s.Announcement(ctx, id, now)
	return a, answer == "first" && err == nil, err
}

// Cancel ends a draft or a scheduled one.
func (s announcements) Cancel(ctx context.Context, id string, edition int, now time.Time) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return none(s.promise(ctx, "cancel", []string{announcementKey(id), scheduledKey},
		id, millis(now.Add(-record.DraftLife)), millis(now.Add(-record.AnnouncementLife)), rand.Text(), edition).Int())
}

// Amend changes one that was sent.
func (s announcements) Amend(ctx context.Context, id string, m record.Amendment, now time.Time) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return none(s.promise(ctx, "amend", []string{announcementKey(id)},
		millis(now.Add(-record.AnnouncementLife)), string(m.State), flag(m.Note), m.Text, m.Revision).Int())
}

// allowSpan is the time in which announcements to one audience are counted.
const allowSpan = time.Hour

// Allow counts an announcement among those of the last hour.
func (s announcements) Allow(ctx context.Context, a record.Announcement, most int, now time.Time) (time.Time, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	again, err := s.run(ctx, "allow", []string{recentKey(a.To)}, a.ID, millis(now), allowSpan.Milliseconds(), most).Text()
	if err != nil {
		return time.Time{}, err
	}
	return instant(again)
}

// ForgetDrafts removes what was drafted in a chat and not sent.
func (s announcements) ForgetDrafts(ctx context.Context, from record.ChatID) error {
	ctx, cancel := within(ctx)
	defer cancel()
	ids, err := s.client.SMembers(ctx, draftsKey(from)).Result()
	if err != nil {
		return err
	}
	keys, args := []string{draftsKey(from), scheduledKey}, []any{}
	for _, id := range ids {
		keys, args = append(keys, announcementKey(id)), append(args, id)
	}
	return s.promise(ctx, "forget_drafts", keys, args...).Err()
}

// confirmed lists the announcements that chats may have been fanned out to.
func (s *connection) confirmed(ctx context.Context) ([]string, error) {
	return s.client.ZRange(ctx, confirmedKey, 0, -1).Result()
}
