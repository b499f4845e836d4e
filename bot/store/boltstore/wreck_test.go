package boltstore

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/doctor"
	"prayerbot/commands/record"
)

// wrecks are ways in which a disk spoils a page of a file.
var wrecks = []func(r *rand.Rand, data []byte, page int){
	func(r *rand.Rand, d []byte, page int) { fill(pageOf(r, d, page), 0) },
	func(r *rand.Rand, d []byte, page int) { fill(pageOf(r, d, page), 0xff) },
	func(r *rand.Rand, d []byte, page int) { copy(pageOf(r, d, page), pageOf(r, d, page)) }, // another in its place
	func(r *rand.Rand, d []byte, page int) { noise(r, pageOf(r, d, page)) },
	func(r *rand.Rand, d []byte, page int) { noise(r, pageOf(r, d, page)[:16]) },
	func(r *rand.Rand, d []byte, page int) { p := pageOf(r, d, page); p[r.IntN(64)] ^= 1 << r.IntN(8) },
	func(r *rand.Rand, d []byte, page int) { p := pageOf(r, d, page); p[16+r.IntN(512)] ^= 1 << r.IntN(8) },
	func(r *rand.Rand, d []byte, page int) { p := pageOf(r, d, page); p[r.IntN(len(p))] = byte(r.IntN(256)) },
	func(r *rand.Rand, d []byte, page int) { d[r.IntN(len(d))] ^= 1 << r.IntN(8) },
}

func pageOf(r *rand.Rand, data []byte, page int) []byte {
	n := r.IntN(len(data) / page)
	return data[n*page : (n+1)*page]
}

func noise(r *rand.Rand, data []byte) {
	for i := range data {
		data[i] = byte(r.IntN(256))
	}
}

// Whatever a disk does to a file: it is read, or it is said to be damaged, and
// neither ends the process or takes for ever.
func TestAWreckedFileIsReadOrSaidToBeDamaged(t *testing.T) {
	whole := filled(t)
	data, err := os.ReadFile(filepath.Join(whole, fileName))
	if err != nil {
		t.Fatal(err)
	}
	said := 0
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 14))
		folder := t.TempDir()
		wrecked := append([]byte{}, data...)
		wrecks[seed%uint64(len(wrecks))](r, wrecked, os.Getpagesize())
		if err := os.WriteFile(filepath.Join(folder, fileName), wrecked, 0o600); err != nil {
			t.Fatal(err)
		}
		stuck := time.AfterFunc(20*time.Second, func() { panic(fmt.Sprint("stuck at seed ", seed)) })
		err := use(t, folder)
		stuck.Stop()
		var damaged *DamagedError
		var unreadable *record.UnreadableError
		if errors.As(err, &damaged) {
			said++
		} else if err != nil && !errors.As(err, &unreadable) {
			t.Errorf("seed %d: %v", seed, err)
		}
	}
	t.Log(said, "of 400 were said to be damaged")
}

// pageOfKind is the first page of a kind that is in use and has some elements.
func pageOfKind(t *testing.T, data []byte, kind uint16) (n uint64, page []byte) {
	t.Helper()
	s := survey{file: bytes.NewReader(data), pageSize: uint64(os.Getpagesize())}
	s.meta = s.metas()[0]
	s.seen = make([]uint64, s.pages/64+1)
	if err := s.tree(s.root); err != nil {
		t.Fatal(err)
	}
	if _, err := s.take(s.freeList); err != nil {
		t.Fatal(err)
	}
	for n := range s.pages {
		page := data[n*s.pageSize : (n+1)*s.pageSize]
		if s.seen[n/64]&(1<<(n%64)) != 0 && binary.NativeEndian.Uint16(page[8:]) == kind && binary.NativeEndian.Uint16(page[10:]) > 1 {
			return n, page
		}
	}
	t.Fatalf("there is no page of kind %d", kind)
	return 0, nil
}

// What the library would follow for ever, or make room for without an end, ends
// the process in a way that nobody can catch.
func TestPagesThatWouldEndTheProcessAreSaidToBeDamaged(t *testing.T) {
	for what, spoil := range map[string]func(data []byte){
		"a page that leads to itself": func(data []byte) {
			n, page := pageOfKind(t, data, pageBranch)
			binary.NativeEndian.PutUint64(page[headerSize+8:], n)
		},
		"a page that two lead to": func(data []byte) {
			_, page := pageOfKind(t, data, pageBranch)
			copy(page[headerSize+branchSize+8:headerSize+2*branchSize], page[headerSize+8:headerSize+branchSize])
		},
		"a free page that is in use": func(data []byte) {
			n, _ := pageOfKind(t, data, pageBranch)
			_, page := pageOfKind(t, data, pageFreeList)
			binary.NativeEndian.PutUint64(page[headerSize:], n)
		},
		"free pages without an end": func(data []byte) {
			_, page := pageOfKind(t, data, pageFreeList)
			binary.NativeEndian.PutUint16(page[10:], manyFree)
			binary.NativeEndian.PutUint64(page[headerSize:], 1<<40)
		},
		"a key that is longer than its page": func(data []byte) {
			_, page := pageOfKind(t, data, pageLeaf)
			binary.NativeEndian.PutUint32(page[headerSize+8:], 1<<31)
		},
		"more pages than there are": func(data []byte) {
			_, page := pageOfKind(t, data, pageBranch)
			binary.NativeEndian.PutUint32(page[12:], 1<<31)
		},
	} {
		t.Run(what, func(t *testing.T) {
			folder := filled(t)
			spoilFile(t, folder, func(data []byte) []byte { spoil(data); return data })
			var damaged *DamagedError
			if err := use(t, folder); !errors.As(err, &damaged) {
				t.Errorf("it says %v", err)
			}
		})
	}
}

func TestAFileThatIsCutWhileItIsOpenIsSaidToBeDamaged(t *testing.T) {
	folder := filled(t)
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := os.Truncate(filepath.Join(folder, fileName), int64(2*os.Getpagesize())); err != nil {
		t.Fatal(err)
	}
	var damaged *DamagedError
	if _, err := s.Chat(t.Context(), record.ChatID{Platform: "telegram", Key: "7"}); !errors.As(err, &damaged) {
		t.Errorf("reading says %v", err)
	}
	if err := s.SaveChat(t.Context(), record.Chat{ID: record.ChatID{Platform: "telegram", Key: "new"}}, "one", nil); !errors.As(err, &damaged) {
		t.Errorf("writing says %v", err)
	}
	if err := <-s.Broken(); !errors.As(err, &damaged) {
		t.Errorf("it is told as %v", err)
	}
}

func TestProbeNamesWhatIsWrongWithTheFile(t *testing.T) {
	folder := filled(t)
	says := func(when string, state doctor.State, want string) {
		t.Helper()
		all := Probe(folder)
		if len(all) != 1 || all[0].State != state || !strings.Contains(all[0].Error(), want) {
			t.Errorf("%s it finds %+v", when, all)
		}
	}
	says("at first", doctor.OK, "whole")
	s, err := Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	says("while it is open", doctor.OK, "a running bot")
	s.Close()
	spoilFile(t, folder, func(data []byte) []byte { fill(data[2*os.Getpagesize():], 0); return data })
	says("damaged", doctor.Fault, "restore it from your newest backup")
	folder = t.TempDir()
	says("where there is none", doctor.OK, "")
	if err := os.Mkdir(filepath.Join(folder, fileName), 0o700); err != nil {
		t.Fatal(err)
	}
	says("where it is no file", doctor.Fault, fileName)
}
