package redisstore

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"prayerbot/commands/record"
)

// recalls keeps what is withdrawn.
type recalls struct{ *connection }

// SaveRecall withdraws something.
func (s recalls) SaveRecall(ctx context.Context, r record.Recall) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.promise(ctx, "withdraw", []string{recallsKey}, r.ID, strings.Join([]string{millis(r.At), r.Announcement, r.Person}, "|")).Err()
}

// EndRecall brings it back.
func (s recalls) EndRecall(ctx context.Context, id string) error {
	ctx, cancel := within(ctx)
	defer cancel()
	return s.promise(ctx, "withdraw", []string{recallsKey}, id, "").Err()
}

// Recalls lists what is withdrawn. One that cannot be read stays withdrawn.
func (s recalls) Recalls(ctx context.Context) ([]record.Recall, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	fields, err := s.client.HGetAll(ctx, recallsKey).Result()
	if err != nil {
		return nil, err
	}
	var all []record.Recall
	for id, line := range fields {
		all = append(all, decodeRecall(id, line))
	}
	slices.SortFunc(all, func(a, b record.Recall) int { return cmp.Compare(a.ID, b.ID) })
	return all, nil
}

func decodeRecall(id, line string) record.Recall {
	parts, r := strings.SplitN(line, "|", 3), reader{}
	if len(parts) < 3 {
		return record.Recall{ID: id}
	}
	recall := record.Recall{ID: id, At: r.instant(parts[0]), Announcement: parts[1], Person: parts[2]}
	if r.err != nil {
		return record.Recall{ID: id}
	}
	return recall
}

// Recall makes it due to take back what a recall names in each of the chats.
func (s recalls) Recall(ctx context.Context, a record.Announcement, ids []record.ChatID, due time.Time) (int, error) {
	if len(ids) == 0 {
		return 0, nil
	}
	ctx, cancel := within(ctx)
	defer cancel()
	platform := ids[0].Platform
	chats, _, err := chats(s).readable(ctx, platform, keysOfChats(ids))
	if err != nil {
		return 0, err
	}
	keys := copyKeys(platform, a.ID)
	args := []any{a.ID, millis(due), int(record.AnnouncementLife / time.Second)}
	for _, chat := range chats {
		if messages := a.Recalled(chat); len(messages) > 0 {
			keys, args = append(keys, chatKey(platform, chat.ID.Key)), append(args, chat.ID.Key, strings.Join(messages, " "))
		}
	}
	if len(keys) == len(copyKeys(platform, a.ID)) {
		return 0, nil
	}
	return s.runOnce(ctx, "recall", platform, keys, args...).Int()
}
