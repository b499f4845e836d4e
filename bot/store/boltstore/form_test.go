package boltstore

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"prayerbot/bot/store/storetest"
)

var writeForm = flag.String("write-form", "", "write what this program stores, one of everything, as the files of a form, such as form1, into testdata")

// Every form that there ever was is opened and read as it was. Whoever changes
// the stored form adds its files before, and its step to the table.
func TestEveryFormIsReadAsItWas(t *testing.T) {
	for form := 1; form <= 1+len(steps); form++ {
		path := filepath.Join("testdata", fmt.Sprint("form", form))
		s, err := Open(copied(t, path+".db"))
		if err != nil {
			t.Fatal(form, err)
		}
		t.Cleanup(func() { s.Close() })
		if got := formOf(t, s); got != fmt.Sprint(1+len(steps)) {
			t.Errorf("form %d is marked as %q after it was opened", form, got)
		}
		storetest.ReadAsItWas(t, s, path+".json")
	}
}

// copied is a folder with a copy of a data file.
func copied(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, fileName), data, 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// formOf is what is noted of the form.
func formOf(t *testing.T, s *Store) (form string) {
	t.Helper()
	err := s.db.View(func(tx *bbolt.Tx) error {
		form = string(tx.Bucket(bucketMeta).Get(keyForm))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return form
}

// TestWriteForm writes the files of a form: once, by the last commit of that
// form, before the first that changes it:
//
//	go test ./bot/store/boltstore -run TestWriteForm -write-form form2
func TestWriteForm(t *testing.T) {
	if *writeForm == "" {
		t.Skip("it is for a change of the stored form")
	}
	s := open(t)
	if err := storetest.Populate(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", *writeForm)
	if err := compactInto(s, path+".db"); err != nil {
		t.Fatal(err)
	}
	read, err := storetest.Snapshot(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+".json", []byte(read), 0o600); err != nil {
		t.Fatal(err)
	}
}

// compactInto writes a small copy of the file.
func compactInto(s *Store, path string) error {
	small, err := bbolt.Open(path, 0o600, &bbolt.Options{PageSize: 1024})
	if err != nil {
		return err
	}
	defer small.Close()
	return bbolt.Compact(small, s.db, 1<<20)
}
