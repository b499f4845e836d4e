package boltstore

import (
	"context"
	"errors"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// chats keeps chats with their ledgers, and queues what falls due for them.
type chats struct{ *file }

// Chat reads a chat. One that was never stored is Chat{ID: id}.
func (s chats) Chat(ctx context.Context, id record.ChatID) (record.Chat, error) {
	chat := record.Chat{ID: id}
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		_, err := getChat(tx, s.unreadable, id, &chat)
		return err
	})
	return chat, err
}

// getChat reads a chat; false where it is not stored, and an error where it
// cannot be read.
func getChat(tx *bbolt.Tx, unreadable *store.UnreadableLog, id record.ChatID, chat *record.Chat) (bool, error) {
	found, err := get(tx, bucketChats, chatKey(id), chat)
	if err == nil && !found && tx.Bucket(bucketChats).Get([]byte(chatKey(id))) != nil {
		err = unreadable.Error("chat", string(bucketChats)+sep+chatKey(id))
	}
	return found, err
}

// Chats reads chats in one go.
func (s chats) Chats(ctx context.Context, ids []record.ChatID) ([]record.Chat, []error) {
	chats, errs := make([]record.Chat, len(ids)), make([]error, len(ids))
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		for i, id := range ids {
			chats[i].ID = id
			_, errs[i] = getChat(tx, s.unreadable, id, &chats[i])
		}
		return nil
	})
	for i := range errs {
		errs[i] = errors.Join(err, errs[i])
	}
	return chats, errs
}

// GroupChats lists the chats of a server or group that have subscriptions.
func (s chats) GroupChats(ctx context.Context, platform, groupID string) (all []record.Chat, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		return eachInGroup(tx, platform, groupID, func(chat record.Chat) {
			if len(chat.Subscriptions) > 0 {
				all = append(all, chat)
			}
		})
	})
	return all, err
}

// WarnedChats lists the chats that keep somebody's number.
func (s chats) WarnedChats(ctx context.Context, person record.UserID) (all []record.Chat, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		return eachChat(tx, person.Platform+sep, "", func(chat record.Chat) bool {
			if chat.Warns(person) {
				all = append(all, chat)
			}
			return true
		})
	})
	return all, err
}

// SaveChat stores a chat and changes what is queued for it, as commands.Chats
// says.
func (s chats) SaveChat(ctx context.Context, chat record.Chat, next string, due map[int]time.Time) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		var stored record.Chat
		if _, err := getChat(tx, s.unreadable, chat.ID, &stored); err != nil {
			return err
		}
		if stored.Revision == next {
			return nil
		}
		if stored.Revision != chat.Revision {
			return record.ErrChanged
		}
		after := chat
		after.Revision = next
		after.Subscriptions = keepLast(chat.Subscriptions, stored)
		if err := put(tx, bucketChats, chatKey(chat.ID), after); err != nil {
			return err
		}
		if err := requeue(tx, stored, after, due); err != nil {
			return err
		}
		return index(tx, chat.ID)
	})
}

// keepLast takes over from what is stored what finished deliveries alone move.
func keepLast(subs []record.Subscription, stored record.Chat) []record.Subscription {
	subs = slices.Clone(subs)
	for i := range subs {
		if old := stored.Subscription(subs[i].ID); old != nil {
			subs[i].Last, subs[i].Told, subs[i].Delivered = old.Last, old.Told, old.Delivered
		}
	}
	return subs
}

// requeue makes the queue hold what due says, and nothing of subscriptions
// that are gone.
func requeue(tx *bbolt.Tx, before, after record.Chat, due map[int]time.Time) error {
	for _, old := range before.Subscriptions {
		if after.Subscription(old.ID) == nil {
			if err := unqueue(tx, outbox.Delivery{Chat: after.ID, Subscription: old.ID}); err != nil {
				return err
			}
		}
	}
	for id, at := range due {
		d := outbox.Delivery{Chat: after.ID, Subscription: id}
		if err := unqueue(tx, d); err != nil {
			return err
		}
		if at.IsZero() || after.Subscription(id) == nil {
			continue
		}
		if err := enqueue(tx, d, waiting{At: at, Due: at}); err != nil {
			return err
		}
	}
	return nil
}

// Forget removes everything about a chat, in the free pages of the file too.
func (s chats) Forget(ctx context.Context, id record.ChatID) error {
	return s.erase(ctx, func(tx *bbolt.Tx) error {
		if err := forgetCopies(tx, id); err != nil {
			return err
		}
		if err := forgetDeadLetters(tx, id); err != nil {
			return err
		}
		if err := forgetAside(tx, id); err != nil {
			return err
		}
		if err := noteForgotten(tx, id.String(), time.Now()); err != nil {
			return err
		}
		return dropChat(tx, id)
	})
}

// deliveriesOf lists what is queued for a chat.
func deliveriesOf(tx *bbolt.Tx, id record.ChatID) ([]outbox.Delivery, error) {
	var chat record.Chat
	found, err := get(tx, bucketChats, chatKey(id), &chat)
	if err != nil {
		return nil, err
	}
	if !found {
		return queuedFor(tx, id), nil
	}
	var all []outbox.Delivery
	for _, sub := range chat.Subscriptions {
		all = append(all, outbox.Delivery{Chat: id, Subscription: sub.ID})
	}
	for _, a := range announcementIDs(tx) {
		all = append(all, stepsOf(a, id)...)
	}
	return all, nil
}

// queuedFor looks through the queue for a chat, where its record does not tell.
func queuedFor(tx *bbolt.Tx, id record.ChatID) (all []outbox.Delivery) {
	scan(tx, bucketQueue, id.Platform+sep, "", func(rest, _ []byte) bool {
		if d, err := outbox.ParseKey(id.Platform, string(rest)); err == nil && d.Chat == id {
			all = append(all, d)
		}
		return true
	})
	return all
}

// Log is the ledger of a chat, newest first.
func (s chats) Log(ctx context.Context, id record.ChatID) ([]record.LedgerEntry, error) {
	var log []record.LedgerEntry
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		_, err := get(tx, bucketLedgers, chatKey(id), &log)
		return err
	})
	return log, err
}

// MoveChat gives a chat's record, ledger and deliveries a new name.
func (s chats) MoveChat(ctx context.Context, from, to record.ChatID) error {
	return s.update(ctx, func(tx *bbolt.Tx) error {
		var old, there record.Chat
		found, err := get(tx, bucketChats, chatKey(from), &old)
		if err != nil || !found || from == to {
			return err
		}
		if err := noteMoved(tx, from.String(), to.String(), time.Now()); err != nil {
			return err
		}
		if _, err := get(tx, bucketChats, chatKey(to), &there); err != nil {
			return err
		}
		if len(there.Subscriptions) > 0 {
			return dropChat(tx, from)
		}
		if err := renameMember(tx, there, record.ChatID{}); err != nil {
			return err
		}
		return renameChat(tx, old, to)
	})
}

// dropChat removes a chat with all its deliveries, but not the memory of
// announcements.
func dropChat(tx *bbolt.Tx, id record.ChatID) error {
	deliveries, err := deliveriesOf(tx, id)
	if err != nil {
		return err
	}
	for _, d := range deliveries {
		if err := unqueue(tx, d); err != nil {
			return err
		}
	}
	chat := record.Chat{ID: id}
	if _, err := get(tx, bucketChats, chatKey(id), &chat); err != nil {
		return err
	}
	if err := renameMember(tx, chat, record.ChatID{}); err != nil {
		return err
	}
	if err := tx.Bucket(bucketLedgers).Delete([]byte(chatKey(id))); err != nil {
		return err
	}
	if err := tx.Bucket(bucketChats).Delete([]byte(chatKey(id))); err != nil {
		return err
	}
	return index(tx, id)
}

func renameChat(tx *bbolt.Tx, chat record.Chat, to record.ChatID) error {
	from := chat.ID
	deliveries, err := deliveriesOf(tx, from)
	if err != nil {
		return err
	}
	var log []record.LedgerEntry
	logged, err := get(tx, bucketLedgers, chatKey(from), &log)
	if err != nil {
		return err
	}
	for _, d := range deliveries {
		if err := renameDelivery(tx, d, to); err != nil {
			return err
		}
	}
	if logged {
		if err := put(tx, bucketLedgers, chatKey(to), log); err != nil {
			return err
		}
	}
	if err := renameMember(tx, chat, to); err != nil {
		return err
	}
	chat.ID = to
	if chat.GroupID == from.Key {
		chat.GroupID = to.Key
	}
	if err := put(tx, bucketChats, chatKey(to), chat); err != nil {
		return err
	}
	if err := index(tx, to); err != nil {
		return err
	}
	return dropChat(tx, from)
}

// renameDelivery takes a waiting delivery over to the new name.
func renameDelivery(tx *bbolt.Tx, d outbox.Delivery, to record.ChatID) error {
	var w waiting
	queued, err := get(tx, bucketQueue, queueKey(d.Chat.Platform, d.Key()), &w)
	if err != nil {
		return err
	}
	if !d.Daily() && d.Step == outbox.StepPost {
		if err := renameCopy(tx, d.Announcement, d.Chat, to); err != nil {
			return err
		}
	}
	if !queued {
		return nil
	}
	if err := unqueue(tx, d); err != nil {
		return err
	}
	d.Chat, w.Token = to, ""
	return enqueue(tx, d, w)
}
