package boltstore

import (
	"context"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// fanOuts brings announcements into chats and keeps their copies.
type fanOuts struct{ *file }

// bucketCounts keeps by announcement how many of its copies there are of each
// kind.
var bucketCounts = []byte("counts")

// copyKey names the copy of an announcement in a chat.
func copyKey(id string, chat record.ChatID) []byte {
	return []byte(join(id, chat.Platform, chat.Key))
}

// readCopy reads the copy of an announcement: "state|id id"; nothing is
// waiting.
func readCopy(tx *bbolt.Tx, id string, chat record.ChatID) (outbox.Copy, bool) {
	value := tx.Bucket(bucketCopies).Get(copyKey(id, chat))
	if value == nil {
		return outbox.Copy{}, false
	}
	return parseCopy(value), true
}

func parseCopy(value []byte) outbox.Copy {
	state, ids := record.DecodeCopy(string(value))
	return outbox.Copy{State: state, IDs: ids}
}

// writeCopy writes a copy and counts it.
func writeCopy(tx *bbolt.Tx, id string, chat record.ChatID, c outbox.Copy) error {
	before, was := readCopy(tx, id, chat)
	if !was || before.State != c.State {
		counts, err := countsOf(tx, id)
		if err != nil {
			return err
		}
		if counts[c.State]++; was {
			counts[before.State]--
		}
		if err := put(tx, bucketCounts, id, counts); err != nil {
			return err
		}
	}
	return tx.Bucket(bucketCopies).Put(copyKey(id, chat), []byte(record.EncodeCopy(c.State, c.IDs)))
}

// countsOf reads the counts of an announcement's copies. Where there are none
// that can be read, the copies are counted anew.
func countsOf(tx *bbolt.Tx, id string) (record.Progress, error) {
	counts := record.Progress{}
	found, err := get(tx, bucketCounts, id, &counts)
	if err != nil || found {
		return counts, err
	}
	scan(tx, bucketCopies, id+sep, "", func(_, value []byte) bool {
		counts[parseCopy(value).State]++
		return true
	})
	return counts, nil
}

// dropCopy removes a copy. One that waits is counted no more.
func dropCopy(tx *bbolt.Tx, id string, chat record.ChatID) error {
	c, was := readCopy(tx, id, chat)
	if !was {
		return nil
	}
	if c.State.Kind == record.CopyWaiting {
		counts, err := countsOf(tx, id)
		if err != nil {
			return err
		}
		counts[c.State]--
		if err := put(tx, bucketCounts, id, counts); err != nil {
			return err
		}
	}
	return tx.Bucket(bucketCopies).Delete(copyKey(id, chat))
}

// settleCopy notes what became of a copy, and the ids of its messages. What was
// taken back, or cannot be, stays so.
func settleCopy(tx *bbolt.Tx, l outbox.Lease, state record.CopyState) error {
	if l.Daily() {
		return nil
	}
	c, was := readCopy(tx, l.Announcement, l.Chat)
	if !was {
		return nil
	}
	for _, id := range l.IDs {
		if !slices.Contains(c.IDs, id) {
			c.IDs = append(c.IDs, id)
		}
	}
	if !state.IsZero() && !c.State.Settled() {
		c.State = state
	}
	return writeCopy(tx, l.Announcement, l.Chat, c)
}

// FanOut makes an announcement due in each of the chats that it was not fanned
// out to before.
func (s fanOuts) FanOut(ctx context.Context, id string, chats []record.ChatID, due time.Time) (int, error) {
	return change(ctx, s.file, func(tx *bbolt.Tx) (queued int, err error) {
		for _, chat := range chats {
			if _, was := readCopy(tx, id, chat); was {
				continue
			}
			if err := writeCopy(tx, id, chat, outbox.Copy{State: record.CopyWaiting.State()}); err != nil {
				return 0, err
			}
			if err := replace(tx, outbox.Delivery{Chat: chat, Announcement: id}, waiting{At: due, Due: due}); err != nil {
				return 0, err
			}
			queued++
		}
		return queued, nil
	})
}

// FannedOut returns a page of the chats to which an announcement was fanned out. The
// cursor is the first chat of the page.
func (s fanOuts) FannedOut(ctx context.Context, platform, id, cursor string) (chats []record.ChatID, next string, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		scan(tx, bucketCopies, join(id, platform)+sep, cursor, func(key, _ []byte) bool {
			if len(chats) == pageSize {
				next = string(key)
				return false
			}
			chats = append(chats, record.ChatID{Platform: platform, Key: string(key)})
			return true
		})
		return nil
	})
	return chats, next, err
}

// FanOutStep does a later step in each of the chats.
func (s fanOuts) FanOutStep(ctx context.Context, id string, step outbox.Step, chats []record.ChatID, due time.Time) (int, error) {
	return change(ctx, s.file, func(tx *bbolt.Tx) (n int, err error) {
		for _, chat := range chats {
			queued, err := fanOutStep(tx, id, step, chat, due)
			if err != nil {
				return 0, err
			}
			if queued {
				n++
			}
		}
		return n, nil
	})
}

// fanOutStep does a later step in one chat; true where a delivery is new.
func fanOutStep(tx *bbolt.Tx, id string, step outbox.Step, chat record.ChatID, due time.Time) (bool, error) {
	c, was := readCopy(tx, id, chat)
	if !was {
		return false, nil
	}
	out, err := goneOut(tx, id, step, chat, &c)
	if err != nil || !out || step == outbox.StepStop || c.State.Settled() || c.State.Has(step.Revision()) {
		return false, err
	}
	d := outbox.Delivery{Chat: chat, Announcement: id, Step: step}
	if tx.Bucket(bucketQueue).Get([]byte(queueKey(chat.Platform, d.Key()))) != nil {
		return false, nil
	}
	return true, enqueue(tx, d, waiting{At: due, Due: due})
}

// goneOut tells whether a copy has gone out or may be going out now. Where it
// waits and is to be stopped, it is taken back.
func goneOut(tx *bbolt.Tx, id string, step outbox.Step, chat record.ChatID, c *outbox.Copy) (bool, error) {
	if c.State.Kind != record.CopyWaiting {
		return len(c.IDs) > 0, nil
	}
	first := outbox.Delivery{Chat: chat, Announcement: id}
	var w waiting
	if _, err := get(tx, bucketQueue, queueKey(chat.Platform, first.Key()), &w); err != nil || w.Token != "" {
		return true, err
	}
	if step.Revision() > 0 {
		return false, nil
	}
	if err := unqueue(tx, first); err != nil {
		return false, err
	}
	switch {
	case len(c.IDs) > 0:
		c.State = record.CopySent.State()
	case w.Unknown:
		c.State = record.CopyFailed.Because("unknown")
	default:
		c.State = record.CopyStopped.State()
	}
	return len(c.IDs) > 0, writeCopy(tx, id, chat, *c)
}

// Copy is what became of an announcement in a chat.
func (s fanOuts) Copy(ctx context.Context, id string, chat record.ChatID) (outbox.Copy, error) {
	var c outbox.Copy
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		c, _ = readCopy(tx, id, chat)
		return nil
	})
	return c, err
}

// Progress counts the copies of an announcement.
func (s fanOuts) Progress(ctx context.Context, id string) (record.Progress, error) {
	counts := record.Progress{}
	err := s.view(ctx, func(tx *bbolt.Tx) (err error) {
		counts, err = countsOf(tx, id)
		return err
	})
	for state, n := range counts {
		if n == 0 {
			delete(counts, state)
		}
	}
	return counts, err
}

// forgetCopies removes a chat's copies of all announcements.
func forgetCopies(tx *bbolt.Tx, chat record.ChatID) error {
	for _, id := range announcementIDs(tx) {
		if err := dropCopy(tx, id, chat); err != nil {
			return err
		}
	}
	return nil
}

// renameCopy takes the copy of an announcement over to a chat's new name.
func renameCopy(tx *bbolt.Tx, id string, from, to record.ChatID) error {
	value := slices.Clone(tx.Bucket(bucketCopies).Get(copyKey(id, from)))
	if value == nil {
		return nil
	}
	if err := tx.Bucket(bucketCopies).Delete(copyKey(id, from)); err != nil {
		return err
	}
	return tx.Bucket(bucketCopies).Put(copyKey(id, to), value)
}
