package redisstore

import (
	"context"
	"crypto/rand"
	"strconv"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// concerns counts what readers say is wrong.
type concerns struct{ *connection }

// concernsTag is the hash tag of its keys.
const concernsTag = "concerns"

// CountConcern counts a reason. A repeat of the same call is known by its own key.
func (s concerns) CountConcern(ctx context.Context, day content.Date, item string, reason record.ConcernReason, announcement string) (string, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	keys := []string{concernsKey(day), answerKey(concernsTag, rand.Text())}
	if err := s.promise(ctx, "count_concern", keys, item, string(reason), announcement, int(concernLife/time.Second)).Err(); err != nil {
		return "", err
	}
	return s.client.HGet(ctx, keys[0], item).Result()
}

// concernLife is how long a day's concerns are kept after the last of them: longer
// than any of them counts.
const concernLife = (record.ConcernDays + 1) * 24 * time.Hour

// Concerns lists what is not over.
func (s concerns) Concerns(ctx context.Context, now time.Time) ([]record.Concern, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	today := content.DateOf(now.UTC())
	var keys []string
	for ago := range record.ConcernDays {
		keys = append(keys, concernsKey(today.Add(-ago)))
	}
	hashes, err := s.readHashes(ctx, keys)
	var all []record.Concern
	for ago, hash := range hashes {
		all = append(all, decodeConcerns(today.Add(-ago), hash.Val())...)
	}
	record.SortConcerns(all)
	return all, err
}

// decodeConcerns reads what is kept of a day: by item its announcement, and by
// item and reason how many gave it. What cannot be read is left out.
func decodeConcerns(day content.Date, fields map[string]string) []record.Concern {
	byItem := map[string]record.Concern{}
	for field, value := range fields {
		item, reason, is := strings.Cut(field, "|")
		if n, err := strconv.Atoi(value); is && err == nil && n > 0 {
			c := byItem[item]
			if c.Counts == nil {
				c = record.Concern{Day: day, Item: item, Counts: map[record.ConcernReason]int{}, Announcement: fields[item]}
			}
			c.Counts[record.ConcernReason(reason)] = n
			byItem[item] = c
		}
	}
	var all []record.Concern
	for _, c := range byItem {
		all = append(all, c)
	}
	return all
}
