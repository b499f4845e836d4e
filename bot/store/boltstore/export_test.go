package boltstore

import (
	"os"
	"path/filepath"
	"testing"

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
