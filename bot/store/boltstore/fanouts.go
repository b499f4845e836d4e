package boltstore

import (
	"context"
	"maps"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// subscribed tells whether one of a chat's subscriptions is in the queue.
func subscribed(tx *bbolt.Tx, chat record.Chat) bool {
	for _, sub := range chat.Subscriptions {
		d := outbox.Delivery{Chat: chat.ID, Subscription: sub.ID}
		if tx.Bucket(bucketQueue).Get([]byte(queueKey(chat.ID.Platform, d.Key()))) != nil {
			return true
		}
	}
	return false
}

// receives tells whether a chat would receive an announcement. A community that
// was dissolved has no chats.
func receives(tx *bbolt.Tx, chat record.Chat, a record.Announcement) bool {
	if a.To.Members() {
		return a.Includes(chat) && chat.Stopped == "" && there(tx, a.To.Key)
	}
	return a.Includes(chat) && (a.Recalls() || subscribed(tx, chat))
}

// pageSize is how many chats are looked at for one page.
const pageSize = 500

// Recipients returns a page of the chats that an announcement goes to. The
// cursor is the last chat that was looked at.
func (s fanOuts) Recipients(ctx context.Context, platform string, a record.Announcement, cursor string) (chats []record.ChatID, next string, err error) {
	if only := a.To.Platform(); only != "" && only != platform {
		return nil, "", ctx.Err()
	}
	if one, is := a.To.One(); is {
		return []record.ChatID{one}, "", ctx.Err()
	}
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		seen := 0
		return eachChat(tx, platform+sep, cursor, func(chat record.Chat) bool {
			if seen == pageSize {
				next = chat.ID.Key
				return false
			}
			seen++
			if receives(tx, chat, a) {
				chats = append(chats, chat.ID)
			}
			return true
		})
	})
	return chats, next, err
}

// eachChat walks over the chats with a prefix, from a chat key on.
func eachChat(tx *bbolt.Tx, prefix, from string, walk func(record.Chat) bool) error {
	var failed error
	scan(tx, bucketChats, prefix, from, func(rest, _ []byte) bool {
		var chat record.Chat
		found, err := get(tx, bucketChats, prefix+string(rest), &chat)
		if failed = err; failed != nil {
			return false
		}
		return !found || walk(chat)
	})
	return failed
}

// PendingFanOuts lists the announcements of which the platform has a step to do.
func (s fanOuts) PendingFanOuts(ctx context.Context, platform string, now time.Time) ([]outbox.FanOut, error) {
	var all []outbox.FanOut
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		for _, id := range announcementIDs(tx) {
			var a announced
			if err := find(tx, id, now, &a); err != nil {
				continue
			}
			if only := a.To.Platform(); only != "" && only != platform {
				continue
			}
			step, asked := outbox.NextStep(a.Announcement, func(step outbox.Step) bool { return a.FannedOut[fanOutKey(platform, step)] })
			if asked {
				all = append(all, outbox.FanOut{Announcement: a.Announcement, Step: step})
			}
		}
		return nil
	})
	sortByConfirmed(all)
	return all, err
}

// FinishFanOut records that a step has been done for every chat of the platform.
func (s fanOuts) FinishFanOut(ctx context.Context, platform, id string, step outbox.Step) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		var a announced
		found, err := a.read(tx, id)
		if err != nil || !found {
			return err
		}
		done := map[string]bool{fanOutKey(platform, step): true}
		maps.Copy(done, a.FannedOut)
		a.FannedOut = done
		return put(tx, bucketAnnouncements, id, a)
	})
}

// stepsOf are the deliveries that there may be of an announcement in a chat.
func stepsOf(id string, chat record.ChatID) []outbox.Delivery {
	all := []outbox.Delivery{
		{Chat: chat, Announcement: id},
		{Chat: chat, Announcement: id, Step: outbox.StepRetract},
	}
	for revision := 1; revision <= record.MaxRevisions; revision++ {
		all = append(all, outbox.Delivery{Chat: chat, Announcement: id, Step: outbox.Correct(revision)})
	}
	return all
}
