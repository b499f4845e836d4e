package redisstore

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// retryTries is how often a retry is begun anew because what it read was changed
// before it wrote.
const retryTries = 5

// Retry queues a delivery that was given up once more.
func (s maintenance) Retry(ctx context.Context, d store.Dead, now time.Time) error {
	if d.Delivery == nil {
		return nil
	}
	for range retryTries {
		if ids, err := s.letters(ctx, deadKey(d.Delivery.Chat.Platform), d.Delivery.Key()); err != nil || len(ids) == 0 {
			return err
		}
		again, err := s.reopened(ctx, *d.Delivery, d.At, now)
		if err != nil {
			return err
		}
		p := d.Delivery.Chat.Platform
		keys := []string{queueKey(*d.Delivery), triesKey(p), deadKey(p), again.key, countsKey(p, d.Delivery.Announcement)}
		said, err := s.promise(ctx, "retry", keys, d.Delivery.Key(), millis(now), again.field, again.was, again.is, again.from, again.to).Text()
		switch {
		case err != nil:
			return err
		case said == "held":
			return store.ErrHeld
		case said != "changed":
			return nil
		}
	}
	return errors.New("somebody else changes it at the same time: try again")
}

// A reopening is what is written where a delivery was finished.
type reopening struct{ key, field, was, is, from, to string }

// reopened says how a delivery that was given up is opened again.
func (s maintenance) reopened(ctx context.Context, d outbox.Delivery, givenUp, now time.Time) (reopening, error) {
	if !d.Daily() {
		return s.reopenedCopy(ctx, d, now)
	}
	chat, err := chats(s).Chat(ctx, d.Chat)
	if err != nil {
		return reopening{}, err
	}
	last, err := outbox.RetrySlot(chat, d.Subscription, givenUp, now)
	if err != nil {
		return reopening{}, err
	}
	was := days(chat.Subscription(d.Subscription).Last)
	return reopening{key: chatKey(d.Chat.Platform, d.Chat.Key), field: strconv.Itoa(d.Subscription) + "d", was: was, is: days(last)}, nil
}

func (s maintenance) reopenedCopy(ctx context.Context, d outbox.Delivery, now time.Time) (reopening, error) {
	a, err := announcements(s).Announcement(ctx, d.Announcement, now)
	if err != nil && !errors.Is(err, record.ErrNotFound) {
		return reopening{}, err
	}
	key := copiesKey(d.Chat.Platform, d.Announcement)
	ctx, cancel := within(ctx)
	defer cancel()
	was, err := s.client.HGet(ctx, key, d.Chat.Key).Result()
	if err != nil && err != redis.Nil {
		return reopening{}, err
	}
	state, ids := record.DecodeCopy(was)
	again, err := outbox.RetryStep(d.Step, a, outbox.Copy{State: state, IDs: ids})
	if err != nil {
		return reopening{}, err
	}
	r := reopening{key: key, field: d.Chat.Key, was: was, is: record.EncodeCopy(again, ids), from: state.String(), to: again.String()}
	if again.Kind == record.CopyWaiting {
		r.is = "" // as it was fanned out
	}
	return r, nil
}

// Drop removes what was set aside.
func (s maintenance) Drop(ctx context.Context, d store.Dead) error {
	key, part := d.Place.Key, d.Place.Part
	if is, _ := shapeOf(key); is.kind == "chat" && part == "" {
		return chats(s).Forget(ctx, record.ChatID{Platform: platformOf(key), Key: key[len(chatKey(platformOf(key), "")):]})
	}
	ctx, cancel := within(ctx)
	defer cancel()
	switch is, _ := shapeOf(key); {
	case part == "":
		return s.client.Del(ctx, key).Err()
	case is.kind == "dead letters":
		return s.dropLetters(ctx, key, part)
	case is.kind == "chat":
		return s.dropLines(ctx, key, part)
	case is.kind == "audit log":
		return s.client.ZRem(ctx, key, part).Err()
	case is.kind == "deliveries":
		return s.dropDelivery(ctx, platformOf(key), part)
	}
	return s.client.HDel(ctx, key, part).Err()
}

// letters are the ids of the dead letters of a delivery.
func (s maintenance) letters(ctx context.Context, key, delivery string) (ids []string, err error) {
	all, err := s.client.XRange(ctx, key, "-", "+").Result()
	for _, letter := range all {
		if letter.Values["key"] == delivery {
			ids = append(ids, letter.ID)
		}
	}
	return ids, err
}

// dropLetters removes the dead letters of a delivery.
func (s maintenance) dropLetters(ctx context.Context, key, delivery string) error {
	ids, err := s.letters(ctx, key, delivery)
	if err != nil || len(ids) == 0 {
		return err
	}
	return s.client.XDel(ctx, key, ids...).Err()
}

// dropLines removes from a ledger the lines that cannot be read, unless another is
// written at the same moment, which the error says.
func (s maintenance) dropLines(ctx context.Context, key, field string) error {
	return s.client.Watch(ctx, func(tx *redis.Tx) error {
		was, err := tx.HGet(ctx, key, field).Result()
		if err == redis.Nil {
			return nil
		}
		if err != nil {
			return err
		}
		lines := ""
		log, _ := decodeLedger(was)
		for _, entry := range log {
			lines += encodeEntry(entry)
		}
		_, err = tx.TxPipelined(ctx, func(pipe redis.Pipeliner) error {
			if lines == "" {
				return pipe.HDel(ctx, key, field).Err()
			}
			return pipe.HSet(ctx, key, field, lines).Err()
		})
		return err
	}, key)
}

// dropDelivery takes a delivery that cannot be read out of its queue. A daily point
// comes into it again at its next time, as the queue is compared with the chats.
func (s maintenance) dropDelivery(ctx context.Context, platform, delivery string) error {
	pipe := s.client.Pipeline()
	pipe.ZRem(ctx, dueKey(platform), delivery)
	pipe.ZRem(ctx, noticesKey(platform), delivery)
	pipe.HDel(ctx, triesKey(platform), delivery)
	_, err := pipe.Exec(ctx)
	return err
}
