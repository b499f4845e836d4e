package boltstore

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/bot/doctor"
	"prayerbot/bot/news"
	"prayerbot/bot/store"
)

// sum is the hash of the data file in a folder.
func sum(t *testing.T, folder string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, fileName))
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%x", sha256.Sum256(data))
}

// Whoever only looks leaves a file of every form as it is, and says what the next
// start will do.
func TestLookingChangesNothing(t *testing.T) {
	for form := 1; form <= 1+len(steps); form++ {
		folder := copied(t, filepath.Join("testdata", fmt.Sprintf("form%d.db", form)))
		before := sum(t, folder)
		s, err := Look(folder)
		if err != nil {
			t.Fatal(form, err)
		}
		_, dead := s.Dead(t.Context())
		_, states := s.States(t.Context())
		_, told := s.Concerns(t.Context(), time.Now())
		if err := errors.Join(dead, states, told); err != nil {
			t.Errorf("form %d: %v", form, err)
		}
		if err := s.SaveState(t.Context(), "x", news.State{}); err == nil {
			t.Errorf("form %d can be changed", form)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		said := Probe(folder)[0]
		if old := form < 1+len(steps); (said.State == doctor.Warning) != old || old && !strings.Contains(said.Found, fmt.Sprintf("brings it to form %d", 1+len(steps))) {
			t.Errorf("form %d is said to be %+v", form, said)
		}
		if sum(t, folder) != before {
			t.Errorf("form %d: the file was changed", form)
		}
	}
}

func TestLookingAtWhatIsNotThere(t *testing.T) {
	folder := t.TempDir()
	if _, err := Look(folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a file: %v", err)
	}
	if err := os.WriteFile(filepath.Join(folder, fileName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Look(folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty file: %v", err)
	}
	if info, err := os.Stat(filepath.Join(folder, fileName)); err != nil || info.Size() > 0 {
		t.Error("something was written")
	}
}

func TestLookingAtANewerForm(t *testing.T) {
	folder := t.TempDir()
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.db.Update(func(tx *bbolt.Tx) error { return noteForm(tx, 99) }); err != nil {
		t.Fatal(err)
	}
	s.Close()
	var newer *store.NewerFormError
	if _, err := Look(folder); !errors.As(err, &newer) {
		t.Errorf("got %v", err)
	}
	if said := Probe(folder)[0]; said.State != doctor.Fault || !strings.Contains(said.Found, "a newer prayerbot has written these data") {
		t.Errorf("it is said to be %+v", said)
	}
}

// A running bot keeps its file, and who looks is told so.
func TestLookingBesideARunningBot(t *testing.T) {
	folder := t.TempDir()
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var used *InUseError
	if _, err := Look(folder); !errors.As(err, &used) {
		t.Errorf("got %v", err)
	}
}
