package redisstore

import (
	"encoding/json"
	"errors"
	"strings"

	"prayerbot/bot/news"
	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// key gives what a key holds that is no record by itself.
func (e exporting) key(key string) error {
	platform, rest := partsOf(key)
	switch is, _ := shapeOf(key); is.kind {
	case "due times":
		return e.deliveries(platform, key)
	case "copies":
		return e.fields(key, func(chat, value string) (archive.Item, bool) {
			state, ids := record.DecodeCopy(value)
			id := record.ChatID{Platform: platform, Key: chat}
			return archive.Item{Copy: &archive.Copy{Announcement: strings.TrimPrefix(rest, "copies:"), Chat: id, State: state, IDs: ids}}, true
		})
	case "roles":
		return e.members(key, func(role string) archive.Item {
			return archive.Item{Role: &archive.Role{Platform: platform, GroupID: strings.TrimPrefix(rest, "badges:"), ID: role}}
		})
	case "audit log":
		return e.auditLog(key)
	case "recent announcements":
		return e.recent(key)
	case "recalls":
		return e.fields(key, func(id, line string) (archive.Item, bool) {
			r := decodeRecall(id, line)
			return archive.Item{Recall: &r}, true
		})
	case "concerns":
		return e.concerns(key, rest)
	case "headlines", "marks of headlines", "feeds":
		return e.fields(key, newsItem(is.kind))
	}
	return nil
}

// newsItem reads a field of the news.
func newsItem(kind string) func(field, value string) (archive.Item, bool) {
	switch kind {
	case "headlines":
		return func(_, text string) (archive.Item, bool) {
			var k kept
			err := json.Unmarshal([]byte(text), &k)
			return archive.Item{Headline: &news.Find{Headline: k.Headline, Sure: k.Sure, Near: k.Near}}, err == nil && k.ID != ""
		}
	case "feeds":
		return func(feed, text string) (archive.Item, bool) {
			f := archive.Feed{Key: feed}
			err := json.Unmarshal([]byte(text), &f.State)
			return archive.Item{Feed: &f}, err == nil
		}
	}
	return func(mark, ids string) (archive.Item, bool) {
		return archive.Item{Bearers: &archive.Bearers{Mark: mark, IDs: strings.Fields(ids)}}, true
	}
}

// fields gives a record for each field of a hash.
func (e exporting) fields(key string, item func(field, value string) (archive.Item, bool)) error {
	for at, more := uint64(0), true; more; more = at != 0 {
		pairs, next, err := e.server.HScan(e.ctx, key, at, "", pageSize).Result()
		if err != nil {
			return err
		}
		for i := 0; i+1 < len(pairs); i += 2 {
			one, is := item(pairs[i], pairs[i+1])
			if err := e.giveRead(key, one, is); err != nil {
				return err
			}
		}
		at = next
	}
	return nil
}

func (e exporting) members(key string, item func(string) archive.Item) error {
	members, err := e.server.SMembers(e.ctx, key).Result()
	for _, member := range members {
		err = errors.Join(err, e.give(item(member)))
	}
	return err
}

// auditLog gives the log of all; those of one audience hold the same.
func (e exporting) auditLog(key string) error {
	if key != auditLogKey(record.Audience{}) {
		return nil
	}
	lines, err := e.server.ZRange(e.ctx, key, 0, -1).Result()
	for _, line := range lines {
		var entry record.AuditEntry
		is := json.Unmarshal([]byte(line), &entry) == nil
		err = errors.Join(err, e.giveRead(key, archive.Item{Audit: &entry}, is))
	}
	return err
}

func (e exporting) recent(key string) error {
	scores, err := e.server.ZRangeWithScores(e.ctx, key, 0, -1).Result()
	if err != nil {
		return err
	}
	to := record.ParseAudience(strings.TrimPrefix(key, confirmedKey+"/recent/"))
	return e.give(archive.Item{Recent: &archive.Recent{To: to, Sent: recentOf(scores)}})
}

func (e exporting) concerns(key, date string) error {
	day, err := content.ParseDate(date)
	if err != nil {
		return nil // nothing that an archive could say
	}
	fields, err := e.server.HGetAll(e.ctx, key).Result()
	for _, c := range decodeConcerns(day, fields) {
		err = errors.Join(err, e.give(archive.Item{Concern: &c}))
	}
	return err
}
