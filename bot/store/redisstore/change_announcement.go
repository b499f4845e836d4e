package redisstore

import (
	"context"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
)

// A change is what a rule makes of an announcement.
type change struct {
	after record.Announcement
	write bool          // false: it stays as it is
	whole bool          // it is a draft or scheduled, and nothing that was stored before stays
	life  time.Duration // how long it is kept from now on; 0 is as long as before
	call  string        // names a change that is made once; "" where a repeat of it changes nothing
}

// change reads an announcement, asks a rule of record what becomes of it (nil is
// not stored), and sets that where what was read is still there; where it is not,
// all is done again.
func (s announcements) change(ctx context.Context, id string, rule func(*record.Announcement) (change, error)) error {
	ctx, cancel := within(ctx)
	defer cancel()
	for {
		fields, err := s.client.HGetAll(ctx, announcementKey(id)).Result()
		if err != nil {
			return err
		}
		is, err := s.decodeAny(id, fields)
		if err != nil {
			return err
		}
		c, err := rule(is)
		if err != nil || !c.write {
			return err
		}
		keys := []string{announcementKey(id), confirmedKey, scheduledKey, draftsKey(c.after.From)}
		set, err := s.promise(ctx, "change_announcement", keys, changeArgs(is, fields, c)...).Int()
		if err != nil || set == 1 {
			return err
		}
	}
}

// inForce is a rule for announcements that are stored and have not expired.
func inForce(now time.Time, rule func(record.Announcement) (change, error)) func(*record.Announcement) (change, error) {
	return func(is *record.Announcement) (change, error) {
		if is == nil || is.Expired(now) {
			return change{}, record.ErrNotFound
		}
		return rule(*is)
	}
}

// decodeAny reads an announcement, in force or not; nil where none is stored. One
// that cannot be read is there, and nothing can be made of it: ErrNotFound.
func (s announcements) decodeAny(id string, fields map[string]string) (*record.Announcement, error) {
	if len(fields) == 0 || id == "" {
		return nil, nil
	}
	a, err := s.decode(id, fields, time.Time{})
	if err != nil {
		return nil, err
	}
	return &a, nil
}

// changeArgs is what change_announcement.lua takes.
func changeArgs(is *record.Announcement, fields map[string]string, c change) []any {
	life, confirmed, scheduled := "", "", ""
	if c.life > 0 {
		life = strconv.FormatInt(c.life.Milliseconds(), 10)
	}
	switch c.after.State {
	case record.StateConfirmed:
		confirmed = millis(c.after.Confirmed)
	case record.StateScheduled:
		scheduled = millis(c.after.At)
	}
	var read []any
	for field, value := range fields {
		if !strings.HasPrefix(field, fanOutPrefix) { // others may write these at any time
			read = append(read, field, "="+value)
		}
	}
	if len(fields) == 0 {
		read = []any{"state", ""}
	}
	args := append([]any{c.after.ID, life, confirmed, scheduled, flag(c.whole), len(read) / 2}, read...)
	for field, value := range written(is, fields, c) {
		args = append(args, field, value)
	}
	return args
}

// written are the fields that a change writes, each "=" and its value; "" removes one. What the change
// does not touch is left alone: an older program may have written it otherwise.
func written(is *record.Announcement, fields map[string]string, c change) map[string]string {
	after, before := encodeAnnouncement(c.after), fields
	if !c.whole {
		before = encodeAnnouncement(*is)
	}
	set := map[string]string{}
	for field, value := range after {
		if was, there := before[field]; !there || was != value {
			set[field] = "=" + value
		}
	}
	for field := range before {
		if _, stays := after[field]; !stays {
			set[field] = ""
		}
	}
	if c.call != "" {
		set["by"] = "=" + c.call
	}
	return set
}
