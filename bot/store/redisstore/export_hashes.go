package redisstore

import (
	"context"
	"sort"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
)

func (e exporting) hashes(keys []string) error {
	if len(keys) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(e.ctx, exportTime)
	defer cancel()
	pipe := e.server.Pipeline()
	read := make([]*redis.MapStringStringCmd, len(keys))
	for i, key := range keys {
		read[i] = pipe.HGetAll(ctx, key)
	}
	_, err := pipe.Exec(ctx)
	if err != nil && !wrongType(err) {
		return err
	}
	for i, key := range keys {
		if fields := read[i].Val(); len(fields) > 0 || wrongType(read[i].Err()) {
			item, is := recordOf(key, fields)
			if err := e.giveRead(key, item, is); err != nil {
				return err
			}
		}
	}
	return nil
}

// recordOf is a record that is a hash of its own; false where it cannot be read.
func recordOf(key string, fields map[string]string) (archive.Item, bool) {
	if len(fields) == 0 {
		return archive.Item{}, false
	}
	platform, rest := partsOf(key)
	switch {
	case platform == "community":
		c, err := decodeCommunity(strings.TrimPrefix(rest, "one:"), fields)
		return archive.Item{Community: &c}, err == nil
	case strings.HasPrefix(key, confirmedKey):
		a, err := decodeAnnouncement(strings.TrimPrefix(key, confirmedKey+":"), fields, time.Time{})
		return archive.Item{Announcement: &archive.Announcement{Announcement: a, FannedOut: stepsOf(fields)}}, err == nil
	}
	c, err := decodeChat(record.ChatID{Platform: platform, Key: strings.TrimPrefix(rest, "chat:")}, fields)
	newest, _ := decodeLedger(fields["a"])
	older, _ := decodeLedger(fields["b"])
	return archive.Item{Chat: &archive.Chat{Chat: c, Log: append(newest, older...)}}, err == nil
}

// partsOf parts a key: what stands in its braces, and what stands behind them.
func partsOf(key string) (platform, rest string) {
	_, behind, _ := strings.Cut(key, "{")
	platform, rest, _ = strings.Cut(behind, "}")
	return platform, strings.TrimPrefix(rest, ":")
}

// stepsOf are the steps of an announcement that are done, in the order of their names.
func stepsOf(fields map[string]string) (steps []archive.Step) {
	for field, done := range fields {
		name, is := strings.CutPrefix(field, fanOutPrefix)
		if platform, step, _ := strings.Cut(name, ":"); is && done != "" {
			steps = append(steps, archive.Step{Platform: platform, Step: step})
		}
	}
	sort.Slice(steps, func(i, j int) bool { return steps[i].Platform+steps[i].Step < steps[j].Platform+steps[j].Step })
	return steps
}
