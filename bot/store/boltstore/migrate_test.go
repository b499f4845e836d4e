package boltstore

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store"
	"prayerbot/commands/record"
)

// openRaw opens a copy of the data of form 1 without the store.
func openRaw(t *testing.T) *bbolt.DB {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(copied(t, filepath.Join("testdata", "form1.db")), fileName), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// rename is a step that gives every chat another language.
func rename(from, to string) step {
	return func(tx *bbolt.Tx) error {
		chats := map[string]string{}
		scan(tx, bucketChats, "", "", func(key, value []byte) bool {
			chats[string(key)] = strings.ReplaceAll(string(value), `"Language":"`+from+`"`, `"Language":"`+to+`"`)
			return true
		})
		for key, value := range chats {
			if err := tx.Bucket(bucketChats).Put([]byte(key), []byte(value)); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestAnOlderFormIsMigratedStepByStep(t *testing.T) {
	db := openRaw(t)
	crash := errors.New("the power went")
	crashes := func(tx *bbolt.Tx) error { return errors.Join(rename("de", "fr")(tx), crash) }
	if err := migrate(db, []step{rename("en", "de"), crashes}); !errors.Is(err, crash) {
		t.Fatal(err)
	}
	if form, _ := storedForm(db); form != 2 || languages(db) != "de" {
		t.Errorf("after a crash in the second step it is form %d, with %s", form, languages(db))
	}
	for range 2 {
		if err := migrate(db, []step{rename("en", "it"), rename("de", "fr")}); err != nil {
			t.Fatal(err)
		}
	}
	if form, _ := storedForm(db); form != 3 || languages(db) != "fr" {
		t.Errorf("in the end it is form %d, with %s", form, languages(db))
	}
}

// languages is the language of one of the chats.
func languages(db *bbolt.DB) string {
	var chat record.Chat
	db.View(func(tx *bbolt.Tx) error {
		_, err := get(tx, bucketChats, chatKey(record.ChatID{Platform: "telegram", Key: "71"}), &chat)
		return err
	})
	return chat.Language
}

func TestANewerFormIsRefusedAndNotTouched(t *testing.T) {
	folder := t.TempDir()
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	if got := formOf(t, s); got != fmt.Sprint(1+len(steps)) {
		t.Errorf("new data are of form %q", got)
	}
	if err := s.db.Update(func(tx *bbolt.Tx) error { return noteForm(tx, 2+len(steps)) }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	before, _ := os.ReadFile(filepath.Join(folder, fileName))
	_, err = Open(folder)
	var newer *store.NewerFormError
	if !errors.As(err, &newer) || !strings.Contains(err.Error(), "start the newer program") {
		t.Errorf("got %v", err)
	}
	if after, _ := os.ReadFile(filepath.Join(folder, fileName)); string(before) != string(after) {
		t.Error("the data were touched")
	}
}

// Of a chat that belonged to a community before that was noted, it counts from the
// migration on.
func TestMembersOfBeforeCountFromTheMigration(t *testing.T) {
	db, now := openRaw(t), time.Date(2027, 1, 1, 12, 0, 0, 0, time.UTC)
	for _, at := range []time.Time{now, now.Add(time.Hour)} { // it may be run again
		if err := db.Update(func(tx *bbolt.Tx) error { return joinedAt(tx, at) }); err != nil {
			t.Fatal(err)
		}
	}
	joined := 0
	err := db.View(func(tx *bbolt.Tx) error {
		scan(tx, bucketChats, "", "", func(key, value []byte) bool {
			var chat record.Chat
			if err := json.Unmarshal(value, &chat); err != nil || chat.Joined.Equal(now) != (chat.Community != "") {
				t.Errorf("%q: %+v, %v", key, chat, err)
			}
			if chat.Community != "" {
				joined++
			}
			return true
		})
		return nil
	})
	if err != nil || joined == 0 {
		t.Errorf("%d belong, %v", joined, err)
	}
}
