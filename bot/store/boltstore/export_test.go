package boltstore

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store/archive"
	"prayerbot/bot/store/storetest"
	"prayerbot/commands/record"
)

// Whoever reads an export slowly, or stops in its middle, holds nobody up.
func TestASlowExportHoldsNobodyUp(t *testing.T) {
	s := open(t)
	if err := storetest.Populate(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	reading, goOn, done := make(chan bool), make(chan bool), make(chan error)
	go func() {
		first := true
		done <- s.Export(t.Context(), func(archive.Item) error {
			if first {
				first = false
				reading <- true
				<-goOn
			}
			return nil
		})
	}()
	<-reading
	id := record.ChatID{Platform: "telegram", Key: "71"}
	if err := s.Forget(t.Context(), id); err != nil {
		t.Error(err)
	}
	if chat, err := s.Chat(t.Context(), id); err != nil || chat.Revision != "" {
		t.Errorf("meanwhile it reads %+v, %v", chat, err)
	}
	close(goOn)
	if err := <-done; err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(filepath.Join(s.folder, snapshotForm)); len(left) > 0 {
		t.Errorf("%v are left", left)
	}
}

func TestWhatACrashLeftOfAnExportIsRemoved(t *testing.T) {
	folder := t.TempDir()
	left := filepath.Join(folder, "export-123.db")
	if err := os.WriteFile(left, []byte("whom somebody has forgotten"), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
}

// A mark of the forgotten that cannot be read does not hide those behind it, what is
// withdrawn stays so whatever stands there, and what was set aside is counted.
func TestAnArchiveOfSpoiledData(t *testing.T) {
	s := open(t)
	id := record.ChatID{Platform: "telegram", Key: "7"}
	if err := s.Forget(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	err := s.db.Update(func(tx *bbolt.Tx) error {
		return errors.Join(
			tx.Bucket(bucketForgotten).Put([]byte("+"), []byte("?")), tx.Bucket(bucketRecalls).Put([]byte("point"), []byte("?")),
			putAside(tx, stray{bucketAnnouncements, []byte("abc"), []byte("?")}, time.Now()), putAside(tx, stray{bucketSalts, []byte("day"), nil}, time.Now()),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	var all bytes.Buffer
	saved, err := archive.Save(t.Context(), s, &all, time.Now().Add(-time.Hour), nil)
	if want := "Left out, because it cannot be read: announcement: 1, mark of the forgotten: 1."; err != nil || saved.LeftOut() != want || saved.Records != 2 {
		t.Errorf("%d records, %v; it says %s, want %s", saved.Records, err, saved.LeftOut(), want)
	}
	forgotten, err := archive.List(t.Context(), s, bytes.NewReader(all.Bytes()))
	if err != nil || !forgotten.Has(id.String()) {
		t.Errorf("who was forgotten comes back, %v", err)
	}
}
