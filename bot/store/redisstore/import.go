package redisstore

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
)

// archived are the kinds of keys that hold what Export gives, or lead to it, and
// that Clear removes. What is withdrawn stays: an older archive does not bring it back.
var archived = map[string]bool{
	"chat": true, "due times": true, "deliveries": true, "chats of a group": true, "copies": true, "counts": true, "roles": true,
	"announcement": true, "announcements": true, "scheduled announcements": true, "drafts": true, "audit log": true, "recent announcements": true,
	"community": true, "join codes": true, "owners": true, "members": true, "dissolved communities": true,
	"headlines": true, "marks of headlines": true, "countries in the news": true, "times of headlines": true, "feeds": true,
	"concerns": true,
}

// Holds tells whether anything is stored that an import could mix with.
func (s archives) Holds(ctx context.Context) (holds bool, err error) {
	err = s.eachServer(ctx, func(ctx context.Context, server redis.Cmdable) error {
		return eachPage(ctx, server, "pb:*", func(keys []string) error {
			for _, key := range keys {
				is, _ := shapeOf(key)
				holds = holds || archived[is.kind]
			}
			return nil
		})
	})
	return holds, err
}

// InUse tells whether somebody holds a lock, as every running bot does; that of whoever
// restores does not count.
func (s archives) InUse(ctx context.Context) (used bool, err error) {
	err = s.eachServer(ctx, func(ctx context.Context, server redis.Cmdable) error {
		return eachPage(ctx, server, lockKey("*"), func(keys []string) error {
			for _, key := range keys {
				used = used || key != lockKey(archive.RestoreLock)
			}
			return nil
		})
	})
	return used, err
}

// Clear removes all that Export gives, and the dead letters, but for the list of the
// forgotten and what is withdrawn.
func (s archives) Clear(ctx context.Context) error {
	return s.eachServer(ctx, func(ctx context.Context, server redis.Cmdable) error {
		return eachPage(ctx, server, "pb:*", func(keys []string) error {
			pipe := server.Pipeline()
			for _, key := range keys {
				if is, _ := shapeOf(key); archived[is.kind] || is.kind == "dead letters" {
					pipe.Unlink(ctx, key)
				}
			}
			if pipe.Len() == 0 {
				return nil
			}
			_, err := pipe.Exec(ctx)
			return err
		})
	})
}

// Import stores records in one go. Each write says all that it leaves behind, so a
// repeat changes nothing.
func (s archives) Import(ctx context.Context, items []archive.Item, now time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, exportTime)
	defer cancel()
	i := importing{ctx: ctx, now: now, pipe: s.client.Pipeline()}
	for _, item := range items {
		if err := i.add(item); err != nil {
			return err
		}
	}
	_, err := i.pipe.Exec(ctx)
	return err
}

// An importing gathers the commands that store records.
type importing struct {
	ctx  context.Context
	now  time.Time
	pipe redis.Pipeliner
}

func (i *importing) add(item archive.Item) error {
	switch {
	case item.Forgotten != nil:
		i.pipe.ZAdd(i.ctx, forgottenKey, redis.Z{Score: float64(item.Forgotten.At.UnixMilli()), Member: item.Forgotten.Mark})
	case item.Community != nil:
		i.community(*item.Community)
	case item.Role != nil:
		i.pipe.SAdd(i.ctx, rolesKey(item.Role.Platform, item.Role.GroupID), item.Role.ID)
	case item.Chat != nil:
		i.chat(*item.Chat)
	case item.Delivery != nil:
		return i.delivery(*item.Delivery)
	case item.Announcement != nil:
		i.announcement(*item.Announcement)
	case item.Copy != nil:
		i.copy(*item.Copy)
	case item.Audit != nil:
		return i.audit(*item.Audit)
	case item.Recent != nil:
		i.recent(*item.Recent)
	case item.Recall != nil:
		i.pipe.HSet(i.ctx, recallsKey, item.Recall.ID, strings.Join([]string{millis(item.Recall.At), item.Recall.Announcement, item.Recall.Person}, "|"))
	case item.Concern != nil:
		i.concern(*item.Concern)
	default:
		return i.news(item)
	}
	return nil
}

func (i *importing) community(c record.Community) {
	key := communityKey(c.ID)
	i.pipe.Del(i.ctx, key)
	i.setFields(key, encodeCommunity(c), "r", c.Revision)
	i.pipe.HSet(i.ctx, codesKey, c.Groups, c.ID, c.People, c.ID)
	i.pipe.HSet(i.ctx, ownersKey, c.ID, c.Owner.String())
}

// setFields sets the fields that are not empty, name and value by turns.
func (i *importing) setFields(key string, fields []any, more ...any) {
	for all := append(fields, more...); len(all) > 1; all = all[2:] {
		if all[1] != "" {
			i.pipe.HSet(i.ctx, key, all[0], all[1])
		}
	}
}

func (i *importing) chat(c archive.Chat) {
	if c.Community != "" && c.Joined.IsZero() { // an archive of a store from before that was kept
		c.Joined = i.now.Truncate(time.Millisecond).UTC()
	}
	key := chatKey(c.ID.Platform, c.ID.Key)
	fields := []any{"r", c.Revision}
	for field, value := range encodeChat(c.Chat) {
		fields = append(fields, field, value)
	}
	newest, older := encodeLedger(c.Log)
	i.pipe.Del(i.ctx, key)
	i.pipe.HSet(i.ctx, key, notEmpty(append(fields, "a", newest, "b", older))...)
	i.pipe.SAdd(i.ctx, platformsKey, c.ID.Platform)
	if c.GroupID != "" && len(c.Subscriptions) > 0 {
		i.pipe.SAdd(i.ctx, groupKey(c.ID.Platform, c.GroupID), c.ID.Key)
	}
	if c.Community != "" {
		i.pipe.SAdd(i.ctx, membersKey(c.Community, c.ID.Platform), c.ID.Key)
	}
}

// notEmpty are the fields, name and value by turns, that have a value.
func notEmpty(fields []any) (all []any) {
	for ; len(fields) > 1; fields = fields[2:] {
		if fields[1] != "" {
			all = append(all, fields[0], fields[1])
		}
	}
	return all
}

// encodeLedger writes a ledger, newest first, into its two fields.
func encodeLedger(log []record.LedgerEntry) (newest, older string) {
	for n, e := range log {
		if n < newestLines {
			newest += encodeEntry(e)
		} else {
			older += encodeEntry(e)
		}
	}
	return newest, older
}

func (i *importing) delivery(is archive.Delivery) error {
	d, err := outbox.ParseKey(is.Platform, is.Key)
	if err != nil {
		return err
	}
	i.pipe.ZAdd(i.ctx, queueKey(d), redis.Z{Score: float64(is.At.UnixMilli()), Member: is.Key})
	if is.Tries == 0 && is.Parts == 0 && !is.Unknown && is.Due.Equal(is.At) {
		i.pipe.HDel(i.ctx, triesKey(is.Platform), is.Key)
		return nil
	}
	line := strings.Join([]string{millis(is.Due), strconv.Itoa(is.Tries), strconv.Itoa(is.Parts), flag(is.Unknown), ""}, " ")
	i.pipe.HSet(i.ctx, triesKey(is.Platform), is.Key, line)
	return nil
}

func (i *importing) announcement(a archive.Announcement) {
	life := a.Expires().Sub(i.now)
	if a.Kind.ByItself() && !a.Sent() {
		life = max(life, record.AnnouncementLife)
	}
	if life <= 0 {
		return // it is forgotten by now
	}
	var fields []any
	for field, value := range encodeAnnouncement(a.Announcement) {
		fields = append(fields, field, value)
	}
	for _, done := range a.FannedOut {
		fields = append(fields, fanOutField(done.Platform, outbox.Step(done.Step)), "1")
	}
	key := announcementKey(a.ID)
	i.pipe.Del(i.ctx, key)
	i.pipe.HSet(i.ctx, key, notEmpty(fields)...)
	i.pipe.PExpire(i.ctx, key, life)
	if a.Sent() {
		i.pipe.ZAdd(i.ctx, confirmedKey, redis.Z{Score: float64(a.Confirmed.UnixMilli()), Member: a.ID})
	}
	if a.Awaits() {
		i.pipe.ZAdd(i.ctx, scheduledKey, redis.Z{Score: float64(a.At.UnixMilli()), Member: a.ID})
	}
	if a.From != (record.ChatID{}) {
		i.pipe.SAdd(i.ctx, draftsKey(a.From), a.ID)
		i.pipe.PExpire(i.ctx, draftsKey(a.From), record.SeriesLife)
	}
}

func (i *importing) copy(c archive.Copy) {
	value := record.EncodeCopy(c.State, c.IDs)
	if c.State.Kind == record.CopyWaiting {
		value = strings.TrimPrefix(value, c.State.String())
		if value == "|" {
			value = ""
		}
	}
	p := c.Chat.Platform
	i.pipe.HSet(i.ctx, copiesKey(p, c.Announcement), c.Chat.Key, value)
	i.pipe.Expire(i.ctx, copiesKey(p, c.Announcement), record.AnnouncementLife)
}

func (i *importing) audit(entry record.AuditEntry) error {
	line, err := json.Marshal(entry)
	if err != nil {
		return err
	}
	for _, key := range []string{auditLogKey(record.Audience{}), auditLogKey(entry.To)} {
		i.pipe.ZAdd(i.ctx, key, redis.Z{Score: float64(entry.At.UnixMilli()), Member: line})
		i.pipe.PExpire(i.ctx, key, record.AuditLife)
	}
	return nil
}

func (i *importing) recent(r archive.Recent) {
	for id, at := range r.Sent {
		i.pipe.ZAdd(i.ctx, recentKey(r.To), redis.Z{Score: float64(at.UnixMilli()), Member: id})
	}
	i.pipe.PExpire(i.ctx, recentKey(r.To), record.RecentSpan)
}

func (i *importing) concern(c record.Concern) {
	key := concernsKey(c.Day)
	if c.Announcement != "" {
		i.pipe.HSet(i.ctx, key, c.Item, c.Announcement)
	}
	for reason, n := range c.Counts {
		i.pipe.HSet(i.ctx, key, c.Item+"|"+string(reason), n)
	}
	i.pipe.Expire(i.ctx, key, concernLife)
}

func (i *importing) news(item archive.Item) error {
	switch {
	case item.Headline != nil:
		h := *item.Headline
		text, err := json.Marshal(kept{h.Headline, h.Sure, h.Near})
		if err != nil {
			return err
		}
		z := redis.Z{Score: float64(h.Published.UnixMilli()), Member: member(h.Headline)}
		i.pipe.HSet(i.ctx, headlinesKey, h.ID, text)
		i.pipe.ZAdd(i.ctx, allKey, z)
		for _, country := range h.Countries {
			i.pipe.SAdd(i.ctx, inTheNewsKey, country)
			i.pipe.ZAdd(i.ctx, newsOfKey(country), z)
		}
	case item.Bearers != nil:
		i.pipe.HSet(i.ctx, marksKey, item.Bearers.Mark, strings.Join(item.Bearers.IDs, " "))
	case item.Feed != nil:
		text, err := json.Marshal(item.Feed.State)
		if err != nil {
			return err
		}
		i.pipe.HSet(i.ctx, feedsKey, item.Feed.Key, text)
	}
	return nil
}
