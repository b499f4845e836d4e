package redisstore

import (
	"context"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// fanOuts brings announcements into chats and keeps their copies.
type fanOuts struct{ *connection }

// FanOut makes an announcement due in each of the chats that it was not fanned
// out to before.
func (s fanOuts) FanOut(ctx context.Context, id string, chats []record.ChatID, due time.Time) (int, error) {
	if len(chats) == 0 {
		return 0, nil
	}
	ctx, cancel := within(ctx)
	defer cancel()
	args := []any{id, millis(due), int(record.AnnouncementLife / time.Second)}
	return s.runOnce(ctx, "fanout", chats[0].Platform, copyKeys(chats[0].Platform, id), withChats(args, chats)...).Int()
}

// copyKeys are the keys of scripts that make an announcement's deliveries due.
func copyKeys(platform, id string) []string {
	return []string{noticesKey(platform), triesKey(platform), copiesKey(platform, id), countsKey(platform, id)}
}

func withChats(args []any, chats []record.ChatID) []any {
	for _, chat := range chats {
		args = append(args, chat.Key)
	}
	return args
}

// FannedOut returns a page of the chats to which an announcement was fanned out. The
// cursor is that of Redis's own scan.
func (s fanOuts) FannedOut(ctx context.Context, platform, id, cursor string) (chats []record.ChatID, next string, err error) {
	ctx, cancel := within(ctx)
	defer cancel()
	at, err := position(cursor)
	if err != nil {
		return nil, "", err
	}
	pairs, at, err := s.client.HScan(ctx, copiesKey(platform, id), at, "", pageSize).Result()
	if err != nil {
		return nil, "", err
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		chats = append(chats, record.ChatID{Platform: platform, Key: pairs[i]})
	}
	if at != 0 {
		next = strconv.FormatUint(at, 10)
	}
	return chats, next, nil
}

// stepSize is how many chats one script does a step in, so that no script
// holds the server up.
const stepSize = 1000

// FanOutStep does a later step in each of the chats.
func (s fanOuts) FanOutStep(ctx context.Context, id string, step outbox.Step, chats []record.ChatID, due time.Time) (int, error) {
	all := 0
	for len(chats) > 0 {
		n := min(stepSize, len(chats))
		queued, err := s.fanOutStep(ctx, id, step, chats[:n], due)
		if err != nil {
			return all, err
		}
		all, chats = all+queued, chats[n:]
	}
	return all, nil
}

func (s fanOuts) fanOutStep(ctx context.Context, id string, step outbox.Step, chats []record.ChatID, due time.Time) (int, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	prefix := func(step outbox.Step) string {
		return outbox.Delivery{Announcement: id, Step: step}.Key()
	}
	next, takes, done, given := "", true, "", ""
	switch {
	case step.Revision() > 0:
		next, takes = prefix(step), false
		done = record.CopyState{Kind: record.CopyCorrected, Revision: step.Revision()}.String()
		given = record.CopyState{Kind: record.CopyUncorrected, Revision: step.Revision()}.String() + " "
	case step == outbox.StepRetract:
		next = prefix(step)
	}
	args := []any{prefix(outbox.StepPost), next, millis(due), flag(takes), done, given}
	return s.runOnce(ctx, "fanout_step", chats[0].Platform, copyKeys(chats[0].Platform, id), withChats(args, chats)...).Int()
}

// Copy is what became of an announcement in a chat.
func (s fanOuts) Copy(ctx context.Context, id string, chat record.ChatID) (outbox.Copy, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	value, err := s.client.HGet(ctx, copiesKey(chat.Platform, id), chat.Key).Result()
	if err == redis.Nil {
		return outbox.Copy{}, nil
	}
	if err != nil {
		return outbox.Copy{}, err
	}
	state, ids := record.DecodeCopy(value)
	return outbox.Copy{State: state, IDs: ids}, nil
}

// Progress counts the copies of an announcement on all platforms.
func (s fanOuts) Progress(ctx context.Context, id string) (record.Progress, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	platforms, err := s.client.SMembers(ctx, platformsKey).Result()
	if err != nil {
		return nil, err
	}
	progress := record.Progress{}
	for _, platform := range platforms {
		counts, err := s.client.HGetAll(ctx, countsKey(platform, id)).Result()
		if err != nil {
			return nil, err
		}
		for state, n := range counts {
			if n, err := strconv.Atoi(n); err == nil && n != 0 {
				progress[record.ParseCopyState(state)] += n
			}
		}
	}
	return progress, nil
}
