package boltstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
)

// A stray is a record that cannot be read.
type stray struct{ bucket, key, value []byte }

// maintenance forgets what has expired and takes out of the way what cannot be
// read.
type maintenance struct{ *file }

// examine looks whether everything that is stored can be read, names in the log
// what cannot, and moves it out of the way of everything else.
func (s maintenance) examine(ctx context.Context, now time.Time) error {
	var strays []stray
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		strays = s.strays(tx)
		return nil
	})
	if err != nil || len(strays) == 0 {
		return err
	}
	return s.update(ctx, func(tx *bbolt.Tx) error {
		for _, one := range strays {
			if err := moveAside(tx, one, now); err != nil {
				return err
			}
		}
		return nil
	})
}

// strays finds what cannot be read, and names it.
func (s maintenance) strays(tx *bbolt.Tx) []stray {
	var strays []stray
	for bucket, kind := range kinds {
		if kind.reads == nil {
			continue
		}
		scan(tx, []byte(bucket), "", "", func(key, value []byte) bool {
			if kind.reads(key, value) {
				return true
			}
			s.unreadable.Note(kind.name, bucket+sep+string(key))
			if !kind.stays {
				strays = append(strays, stray{[]byte(bucket), bytes.Clone(key), bytes.Clone(value)})
			}
			return true
		})
	}
	return strays
}

// moveAside moves a record that cannot be read, unless it is another by now.
func moveAside(tx *bbolt.Tx, one stray, now time.Time) error {
	from := tx.Bucket(one.bucket)
	if is := from.Get(one.key); is == nil || !bytes.Equal(is, one.value) {
		return nil
	}
	if err := putAside(tx, one, now); err != nil {
		return err
	}
	return from.Delete(one.key)
}

// putAside keeps what could not be read for somebody to look at.
func putAside(tx *bbolt.Tx, one stray, now time.Time) error {
	key := binary.BigEndian.AppendUint64(nil, uint64(now.UnixMilli()))
	key = append(append(append(key, one.bucket...), sep...), one.key...)
	return tx.Bucket(bucketAside).Put(key, one.value)
}

// pruneAside forgets what was set aside long ago.
func pruneAside(tx *bbolt.Tx, now time.Time) error {
	return drop(tx, bucketAside, func(key, _ []byte) bool {
		return now.Sub(dueTime(key)) >= asideLife
	})
}

// forgetAside forgets what was set aside and may be about a chat.
func forgetAside(tx *bbolt.Tx, id record.ChatID) error {
	return drop(tx, bucketAside, func(key, value []byte) bool {
		return bytes.Contains(key, []byte(id.Key)) || bytes.Contains(value, []byte(id.Key))
	})
}

// Expire forgets announcements, salts, marks and entries of the audit log that have
// expired, and moves what cannot be read out of the way.
func (s maintenance) Expire(ctx context.Context, now time.Time) error {
	if err := s.examine(ctx, now); err != nil {
		return err
	}
	secrets := false // whether something went that must not stay in the free pages
	err := s.update(ctx, func(tx *bbolt.Tx) (err error) {
		if err := prune(tx, now); err != nil {
			return err
		}
		if err := dropEntries(tx, func(entry record.AuditEntry) bool { return now.Sub(entry.At) >= record.AuditLife }); err != nil {
			return err
		}
		if err := pruneRecent(tx, now); err != nil {
			return err
		}
		if err := pruneAside(tx, now); err != nil {
			return err
		}
		if err := forgetQuestions(tx, now); err != nil {
			return err
		}
		if err := forgetConcerns(tx, now); err != nil {
			return err
		}
		if err := pruneForgotten(tx, now); err != nil {
			return err
		}
		if secrets, err = forgetDays(tx, now); err != nil {
			return err
		}
		asked, err := forgetRequests(tx, now)
		secrets = secrets || asked
		return err
	})
	if err != nil || !secrets {
		return err
	}
	return s.guarded(s.wipe)
}

// pruneRecent forgets whose announcements are all longer ago than counts.
func pruneRecent(tx *bbolt.Tx, now time.Time) error {
	var keys []string
	scan(tx, bucketRecent, "", "", func(key, value []byte) bool {
		recent := record.Recent{}
		if json.Unmarshal(value, &recent) == nil && len(recent.At(now)) == 0 {
			keys = append(keys, string(key))
		}
		return true
	})
	for _, key := range keys {
		if err := tx.Bucket(bucketRecent).Delete([]byte(key)); err != nil {
			return err
		}
	}
	return nil
}

// prune forgets expired announcements and what became of their copies.
func prune(tx *bbolt.Tx, now time.Time) error {
	for _, id := range announcementIDs(tx) {
		var a announced
		if found, err := a.read(tx, id); err != nil || !found {
			return err
		}
		if !a.Expired(now) {
			continue
		}
		if err := remove(tx, bucketCopies, id+sep); err != nil {
			return err
		}
		for _, bucket := range [][]byte{bucketCounts, bucketAnnouncements} {
			if err := tx.Bucket(bucket).Delete([]byte(id)); err != nil {
				return err
			}
		}
	}
	return nil
}
