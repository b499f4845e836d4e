package boltstore

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// bucketMeta keeps the number of the stored form under keyForm.
var (
	bucketMeta = []byte("meta")
	keyForm    = []byte("form")
)

// A step brings the form before it to its own, as bot/store/form.go says. It is
// one transaction together with the note of its form, so a crash leaves all of
// it or nothing.
type step func(*bbolt.Tx) error

// steps lead from form 1 to form 2, from there to form 3, and so on.
var steps = []step{
	// Form 2 keeps what each subscription was sent last, and what is withdrawn.
	// Of what was sent before nothing is known, so there is nothing to change; but
	// a program of form 1 would forget the one and send the other.
	func(*bbolt.Tx) error { return nil },
	// Form 3 keeps since when a chat belongs to its community, what groups ask its
	// owner, and how it comes to another owner. Of a chat that belonged before
	// nobody knows since when, so it counts from this step on. It keeps announcements
	// that come back, too, and who has agreed to one: there were none before.
	func(tx *bbolt.Tx) error { return joinedAt(tx, time.Now()) },
	// Form 4 counts what is queued and who is subscribed. A program of form 3 would
	// change them and not count.
	countAll,
}

// joinedAt gives a time to every chat that belongs to a community and has none.
func joinedAt(tx *bbolt.Tx, now time.Time) error {
	if tx.Bucket(bucketChats) == nil { // a new file
		return nil
	}
	var joined []record.Chat
	scan(tx, bucketChats, "", "", func(key, value []byte) bool {
		var chat record.Chat
		if readsChat(key, value) && json.Unmarshal(value, &chat) == nil && chat.Community != "" && chat.Joined.IsZero() {
			chat.Joined = now.Truncate(time.Millisecond).UTC()
			joined = append(joined, chat)
		}
		return true
	})
	for _, chat := range joined {
		if err := put(tx, bucketChats, chatKey(chat.ID), chat); err != nil {
			return err
		}
	}
	return nil
}

// migrate brings the file to the newest form that the steps lead to, and notes
// it. A file of a newer form is refused, and not touched.
func migrate(db *bbolt.DB, steps []step) error {
	form, err := storedForm(db)
	switch known := 1 + len(steps); {
	case err != nil:
		return fmt.Errorf("read the form of the data: %w", err)
	case form > known:
		return &store.NewerFormError{Found: form, Known: known}
	case form == 0:
		form, err = 1, db.Update(func(tx *bbolt.Tx) error { return noteForm(tx, 1) })
	}
	for ; err == nil && form <= len(steps); form++ {
		err = db.Update(func(tx *bbolt.Tx) error {
			if err := steps[form-1](tx); err != nil {
				return err
			}
			return noteForm(tx, form+1)
		})
	}
	if err != nil {
		return fmt.Errorf("bring the data to form %d: %w", form+1, err)
	}
	return nil
}

// storedForm is the form that is noted; 0 where none is, or none that can be
// read.
func storedForm(db *bbolt.DB) (form int, err error) {
	err = db.View(func(tx *bbolt.Tx) error {
		if meta := tx.Bucket(bucketMeta); meta != nil {
			form, _ = strconv.Atoi(string(meta.Get(keyForm)))
		}
		return nil
	})
	return max(0, form), err
}

func noteForm(tx *bbolt.Tx, form int) error {
	meta, err := tx.CreateBucketIfNotExists(bucketMeta)
	if err != nil {
		return err
	}
	return meta.Put(keyForm, []byte(strconv.Itoa(form)))
}
