package redisstore

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/commands"
)

// SaveDraft stores a new draft.
func (s *Store) SaveDraft(ctx context.Context, a commands.Announcement) error {
	ctx, cancel := within(ctx)
	defer cancel()
	_, err := s.client.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
		pipe.HSet(ctx, announcementKey(a.ID), "from", a.From.String(), "space", a.Space, "everyone", flag(a.Everyone),
			"person", a.Person, "text", a.Text, "state", string(a.State), "created", millis(a.Created), "confirmed", millis(a.Confirmed))
		pipe.PExpire(ctx, announcementKey(a.ID), commands.DraftLife)
		return nil
	})
	return err
}

// Announcement reads one; ErrNone where it is not stored or has expired.
func (s *Store) Announcement(ctx context.Context, id string, now time.Time) (commands.Announcement, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	form, err := s.client.HGetAll(ctx, announcementKey(id)).Result()
	if err != nil {
		return commands.Announcement{}, err
	}
	return readAnnouncement(id, form, now)
}

func readAnnouncement(id string, form map[string]string, now time.Time) (commands.Announcement, error) {
	if len(form) == 0 || id == "" {
		return commands.Announcement{}, commands.ErrNone
	}
	from, err := commands.ParseChatID(form["from"])
	if err != nil {
		return commands.Announcement{}, fmt.Errorf("read an announcement: %w", err)
	}
	r := reader{}
	a := commands.Announcement{
		ID: id, From: from, Space: form["space"], Everyone: form["everyone"] == "1", Person: form["person"], Text: form["text"],
		State: commands.AnnouncementState(form["state"]), Created: r.instant(form["created"]), Confirmed: r.instant(form["confirmed"]),
	}
	if r.err != nil {
		return commands.Announcement{}, fmt.Errorf("read an announcement: %w", r.err)
	}
	if expired(a, now) {
		return commands.Announcement{}, commands.ErrNone
	}
	return a, nil
}

// expired tells whether an announcement is to be forgotten.
func expired(a commands.Announcement, now time.Time) bool {
	if a.State == commands.StateConfirmed {
		return !now.Before(a.Confirmed.Add(commands.AnnouncementLife))
	}
	return !now.Before(a.Created.Add(commands.DraftLife))
}

// Confirm makes a draft confirmed, once.
func (s *Store) Confirm(ctx context.Context, id string, now time.Time) (commands.Announcement, bool, error) {
	short, cancel := within(ctx)
	defer cancel()
	answer, err := s.promise(short, "confirm", []string{announcementKey(id), confirmedKey},
		id, millis(now), commands.DraftLife.Milliseconds(), commands.AnnouncementLife.Milliseconds(), rand.Text()).Text()
	if err != nil {
		return commands.Announcement{}, false, err
	}
	if answer == "none" {
		return commands.Announcement{}, false, commands.ErrNone
	}
	a, err := s.Announcement(ctx, id, now)
	return a, answer == "first" && err == nil, err
}

// Cancel ends a draft.
func (s *Store) Cancel(ctx context.Context, id string, now time.Time) error {
	ctx, cancel := within(ctx)
	defer cancel()
	done, err := s.run(ctx, "cancel", []string{announcementKey(id)}, millis(now), commands.DraftLife.Milliseconds(), rand.Text()).Int()
	if err == nil && done == 0 {
		return commands.ErrNone
	}
	return err
}

// Sweep forgets which announcements were confirmed long ago; the server forgets
// everything else that expires by itself.
func (s *Store) Sweep(ctx context.Context, now time.Time) error {
	if err := s.freeDissolved(ctx); err != nil {
		return err
	}
	ctx, cancel := within(ctx)
	defer cancel()
	return s.client.ZRemRangeByScore(ctx, confirmedKey, "-inf", millis(now.Add(-commands.AnnouncementLife))).Err()
}

// Unspread lists the confirmed announcements that the platform has not posted
// to all its chats yet, oldest first.
func (s *Store) Unspread(ctx context.Context, platform string, now time.Time) ([]commands.Announcement, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	ids, err := s.confirmed(ctx)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	pipe := s.client.Pipeline()
	var forms []*redis.MapStringStringCmd
	for _, id := range ids {
		forms = append(forms, pipe.HGetAll(ctx, announcementKey(id)))
	}
	if _, err := pipe.Exec(ctx); err != nil {
		return nil, err
	}
	var all []commands.Announcement
	for i, form := range forms {
		a, err := readAnnouncement(ids[i], form.Val(), now)
		if err == nil && form.Val()["spread:"+platform] == "" && (a.Everyone || a.From.Platform == platform) {
			all = append(all, a)
		}
	}
	return all, nil
}

// Spread records that every chat of the platform has been posted to.
func (s *Store) Spread(ctx context.Context, platform, id string) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.run(ctx, "spread", []string{announcementKey(id)}, platform).Err()
}

// Post makes an announcement due in each of the chats that it was not posted
// to before.
func (s *Store) Post(ctx context.Context, id string, chats []commands.ChatID, due time.Time) (int, error) {
	if len(chats) == 0 {
		return 0, nil
	}
	ctx, cancel := within(ctx)
	defer cancel()
	p := chats[0].Platform
	args := []any{id, millis(due), int(commands.AnnouncementLife / time.Second)}
	for _, chat := range chats {
		args = append(args, chat.Key)
	}
	return s.run(ctx, "post", []string{dueKey(p), triesKey(p), postedKey(p, id)}, args...).Int()
}
