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
	// drafted notes it with the chat where it was drafted, for as long as it is kept.
	drafted bool
	call    string // names a change that is made once; "" where a repeat of it changes nothing
}

// change reads an announcement, asks a rule of record what becomes of it (nil is
// not stored), and sets that where what was read is still there; where it is not,
// all is done again. Where an answer is lost, it looks whether what it was about to
// set stands there.
func (s announcements) change(ctx context.Context, id string, rule func(*record.Announcement) (change, error)) error {
	var sets map[string]string // the newest that may have been set; nil is nothing
	return surely(ctx, func(ctx context.Context) error {
		for {
			set, err := s.tryChange(ctx, id, rule, &sets)
			if err != nil || set {
				return err
			}
		}
	}, func(ctx context.Context) (bool, error) { return s.stands(ctx, id, sets) })
}

// tryChange is one round of change; false where what was read was not there any
// more.
func (s announcements) tryChange(ctx context.Context, id string, rule func(*record.Announcement) (change, error), sets *map[string]string) (bool, error) {
	fields, err := s.client.HGetAll(ctx, announcementKey(id)).Result()
	if err != nil {
		return false, err
	}
	is, err := s.decodeAny(id, fields)
	if err != nil {
		return false, err
	}
	c, err := rule(is)
	if err != nil || !c.write {
		return true, err
	}
	keys := []string{announcementKey(id), confirmedKey, scheduledKey, draftsKey(c.after.From)}
	*sets = written(is, fields, c)
	set, err := s.promise(ctx, "change_announcement", keys, changeArgs(fields, c, *sets)...).Int()
	return set == 1, err
}

// stands tells whether fields stand in an announcement as they were to be set.
func (s announcements) stands(ctx context.Context, id string, sets map[string]string) (bool, error) {
	fields, err := s.client.HGetAll(ctx, announcementKey(id)).Result()
	if err != nil {
		return false, err
	}
	for field, set := range sets {
		value, there := fields[field]
		if there != (set != "") || there && "="+value != set {
			return false, nil
		}
	}
	return sets != nil, nil
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
func changeArgs(fields map[string]string, c change, sets map[string]string) []any {
	life, confirmed, scheduled := "", "", ""
	if c.life > 0 {
		life = strconv.FormatInt(c.life.Milliseconds(), 10)
	}
	switch c.after.State {
	case record.StateConfirmed:
		confirmed = millis(c.after.Confirmed)
	case record.StateScheduled, record.StateRecurring:
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
	args := append([]any{c.after.ID, life, confirmed, scheduled, flag(c.drafted), len(read) / 2}, read...)
	for field, value := range sets {
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
