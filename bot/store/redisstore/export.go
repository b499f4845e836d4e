package redisstore

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/news"
	"prayerbot/bot/outbox"
	"prayerbot/bot/store/archive"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// archives lets all that is kept leave the server and come in.
type archives struct{ *connection }

// exportTime bounds one look at the server while all is read: a page is more than
// a person waits for.
const exportTime = 30 * time.Second

// Export gives each record as it is when its turn comes.
func (s archives) Export(ctx context.Context, give func(archive.Item) error) error {
	marks, err := s.client.ZRangeWithScores(ctx, forgottenKey, 0, -1).Result()
	if err != nil {
		return err
	}
	for _, z := range marks {
		mark, _ := z.Member.(string)
		if err := give(archive.Item{Forgotten: &archive.Mark{Mark: mark, At: time.UnixMilli(int64(z.Score)).UTC()}}); err != nil {
			return err
		}
	}
	return s.eachServer(ctx, func(ctx context.Context, server redis.Cmdable) error {
		e := exporting{archives: s, ctx: ctx, server: server, give: give}
		return errors.Join(eachPage(ctx, server, "pb:*", e.page), eachPage(ctx, server, asidePrefix+"*", e.setAside))
	})
}

// eachServer does something on each server that has keys of its own, one after the
// other.
func (s *connection) eachServer(ctx context.Context, do func(context.Context, redis.Cmdable) error) error {
	cluster, is := s.client.(*redis.ClusterClient)
	if !is {
		return do(ctx, s.client)
	}
	var mu sync.Mutex
	return cluster.ForEachMaster(ctx, func(ctx context.Context, server *redis.Client) error {
		mu.Lock() // the servers are asked at the same time
		defer mu.Unlock()
		return do(ctx, server)
	})
}

// eachPage gives the keys of a server with a pattern, a page at a time. A key may
// come twice.
func eachPage(ctx context.Context, server redis.Cmdable, pattern string, do func(keys []string) error) error {
	for at, more := uint64(0), true; more; more = at != 0 {
		keys, next, err := server.Scan(ctx, at, pattern, pageSize).Result()
		if err != nil {
			return err
		}
		if err := do(keys); err != nil {
			return err
		}
		at = next
	}
	return nil
}

// An exporting gives the records of one server.
type exporting struct {
	archives
	ctx    context.Context
	server redis.Cmdable
	give   func(archive.Item) error
}

// archivedKinds are the kinds of keys of which an archive holds records.
var archivedKinds = []string{
	"chat", "announcement", "community", "due times", "copies", "roles", "audit log", "recent announcements", "recalls", "concerns",
	"headlines", "marks of headlines", "feeds",
}

// setAside gives the kinds of keys that were set aside, because they could not be read.
func (e exporting) setAside(keys []string) (err error) {
	for _, key := range keys {
		key = strings.TrimPrefix(key, asidePrefix)
		if is, _ := shapeOf(key); slices.Contains(archivedKinds, is.kind) {
			err = errors.Join(err, e.giveRead(key, archive.Item{}, false))
		}
	}
	return err
}

// page gives what a page of keys holds: the hashes that are one record each read
// together, and each other key by itself.
func (e exporting) page(keys []string) error {
	var hashes, rest []string
	for _, key := range keys {
		switch is, _ := shapeOf(key); is.kind {
		case "chat", "announcement", "community":
			hashes = append(hashes, key)
		default:
			rest = append(rest, key)
		}
	}
	if err := e.hashes(hashes); err != nil {
		return err
	}
	for _, key := range rest {
		err := e.key(key)
		if is, _ := shapeOf(key); wrongType(err) && slices.Contains(archivedKinds, is.kind) {
			err = e.giveRead(key, archive.Item{}, false)
		}
		if err != nil && !wrongType(err) {
			return err
		}
	}
	return nil
}

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

// giveRead gives what a key holds, or its kind where that cannot be read.
func (e exporting) giveRead(key string, item archive.Item, read bool) error {
	if !read {
		is, _ := shapeOf(key)
		item = archive.Item{Unreadable: is.kind}
	}
	return e.give(item)
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

// deliveries gives a queue with what is known of its tries.
func (e exporting) deliveries(platform, key string) error {
	for at, more := uint64(0), true; more; more = at != 0 {
		pairs, next, err := e.server.ZScan(e.ctx, key, at, "", pageSize).Result()
		if err != nil {
			return err
		}
		if err := e.deliveriesOf(platform, pairs); err != nil {
			return err
		}
		at = next
	}
	return nil
}

// deliveriesOf gives the deliveries of a page: key and time by turns.
func (e exporting) deliveriesOf(platform string, pairs []string) error {
	var keys []string
	var times []time.Time
	for i := 0; i+1 < len(pairs); i += 2 {
		r := reader{}
		at := r.instant(wholeNumber(pairs[i+1]))
		if _, err := outbox.ParseKey(platform, pairs[i]); err == nil && r.err == nil {
			keys, times = append(keys, pairs[i]), append(times, at)
		}
	}
	if len(keys) == 0 {
		return nil
	}
	lines, err := e.server.HMGet(e.ctx, triesKey(platform), keys...).Result()
	if err != nil {
		return err
	}
	for i, key := range keys {
		if err := e.give(deliveryItem(platform, key, times[i], lines[i])); err != nil {
			return err
		}
	}
	return nil
}

// wholeNumber is a score without what stands behind its point.
func wholeNumber(score string) string {
	whole, _, _ := strings.Cut(score, ".")
	return whole
}

// deliveryItem is a delivery with its line of tries, nil where there is none. Of a
// line that cannot be read nobody knows whether it went out.
func deliveryItem(platform, key string, at time.Time, line any) archive.Item {
	d := archive.Delivery{Platform: platform, Key: key, At: at, Due: at}
	if text, is := line.(string); is {
		if l, err := decodeLease(text); err == nil {
			d.Due, d.Tries, d.Parts, d.Unknown = l.Due, l.Tries, l.Parts, l.Unknown
		} else {
			d.Unknown = true
		}
	}
	return archive.Item{Delivery: &d}
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
