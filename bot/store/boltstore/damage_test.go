package boltstore

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"prayerbot/commands/record"
)

// filled makes a folder whose file holds many chats.
func filled(t *testing.T) (folder string) {
	t.Helper()
	folder = t.TempDir()
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for n := range 300 {
		wait.Go(func() {
			id := record.ChatID{Platform: "telegram", Key: fmt.Sprint(n)}
			if err := s.SaveChat(t.Context(), record.Chat{ID: id, Zone: strings.Repeat("x", 200)}, fmt.Sprint("token", n), nil); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return folder
}

// spoilFile changes a file's bytes.
func spoilFile(t *testing.T, folder string, change func(data []byte) []byte) {
	t.Helper()
	path := filepath.Join(folder, fileName)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, change(data), 0o600); err != nil {
		t.Fatal(err)
	}
}

func fill(data []byte, with byte) {
	for i := range data {
		data[i] = with
	}
}

func TestADamagedFileIsSaid(t *testing.T) {
	page := os.Getpagesize()
	for what, change := range map[string]func([]byte) []byte{
		"all zero":                   func(d []byte) []byte { fill(d, 0); return d },
		"all but the meta pages":     func(d []byte) []byte { fill(d[2*page:], 0); return d },
		"all but the meta pages, ff": func(d []byte) []byte { fill(d[2*page:], 0xff); return d },
		"cut after the meta pages":   func(d []byte) []byte { return d[:2*page] },
		"cut in the middle":          func(d []byte) []byte { return d[:len(d)/2/page*page] },
		"a text":                     func([]byte) []byte { return []byte(strings.Repeat("not a data file ", 4000)) },
		"a short text":               func([]byte) []byte { return []byte("x") },
		"a text of a page":           func([]byte) []byte { return []byte(strings.Repeat("x", page+page/4)) },
	} {
		t.Run(what, func(t *testing.T) {
			folder := filled(t)
			spoilFile(t, folder, change)
			err := use(t, folder)
			var damaged *DamagedError
			if !errors.As(err, &damaged) || !strings.Contains(err.Error(), "is damaged") || !strings.Contains(err.Error(), "backup") {
				t.Errorf("it says %v", err)
			}
		})
	}
}

// use opens a file and reads and changes all that is there, until it fails.
func use(t *testing.T, folder string) error {
	s, err := Open(folder)
	if err != nil {
		return err
	}
	defer s.Close()
	for n := 0; n < 300; n += 10 {
		id := record.ChatID{Platform: "telegram", Key: fmt.Sprint(n)}
		chat, err := s.Chat(t.Context(), id)
		if err == nil {
			err = s.SaveChat(t.Context(), chat, "later", nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func TestDamageThatShowsLaterIsToldOnceAndEndsAllWork(t *testing.T) {
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for n := range 20 {
		wait.Go(func() {
			err := s.update(t.Context(), func(*bbolt.Tx) error {
				if n == 7 {
					panic("page 7 already freed")
				}
				return nil
			})
			var damaged *DamagedError
			if n == 7 && !errors.As(err, &damaged) {
				t.Errorf("whoever found it is told %v", err)
			}
		})
	}
	wait.Wait()
	if err := <-s.Broken(); !strings.Contains(err.Error(), "page 7 already freed") {
		t.Errorf("it is told as %v", err)
	}
	var damaged *DamagedError
	if err := s.Ping(t.Context()); !errors.As(err, &damaged) {
		t.Errorf("afterwards it answers %v", err)
	}
	closed := make(chan error, 1)
	go func() { closed <- s.Close() }()
	select {
	case err := <-closed:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it does not close")
	}
}

func TestChangesThatComeTogetherSucceedAndFailEachByItself(t *testing.T) {
	s, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	refused := errors.New("refused")
	var wait sync.WaitGroup
	for n := range 200 {
		wait.Go(func() {
			err := s.update(t.Context(), func(tx *bbolt.Tx) error {
				if n%5 == 0 {
					return refused
				}
				return tx.Bucket(bucketChats).Put([]byte(fmt.Sprint(n)), []byte("x"))
			})
			if (n%5 == 0) != errors.Is(err, refused) {
				t.Errorf("change %d: %v", n, err)
			}
		})
	}
	wait.Wait()
	err = s.view(t.Context(), func(tx *bbolt.Tx) error {
		if n := tx.Bucket(bucketChats).Stats().KeyN; n != 160 {
			t.Errorf("%d of 160 are there", n)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
