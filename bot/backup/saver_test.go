package backup

import (
	"bytes"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"prayerbot/bot/clock"
	"prayerbot/bot/store/archive"
	"prayerbot/bot/store/storetest"
)

// A rig is a saver of a store with one of everything.
type rig struct {
	*Saver
	clock *clock.Manual
	keys  *age.X25519Identity
	log   *bytes.Buffer
}

func newRig(t *testing.T) *rig {
	t.Helper()
	keys, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	to, err := ParseRecipient(" " + keys.Recipient().String() + "\n")
	if err != nil {
		t.Fatal(err)
	}
	s := kinds(t)[0].open()
	if err := storetest.Populate(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	r := &rig{clock: clock.NewManual(soon), keys: keys, log: &bytes.Buffer{}}
	r.Saver = NewSaver(s, filepath.Join(t.TempDir(), "copies"), to, r.clock, slog.New(slog.NewTextHandler(r.log, nil)))
	return r
}

func (r *rig) names(t *testing.T) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(r.folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

func TestACopyADayIsKeptForFourteen(t *testing.T) {
	r := newRig(t)
	for range 20 {
		for range 3 { // it looks more often than it has to write
			if err := r.step(t.Context()); err != nil {
				t.Fatal(err)
			}
			r.clock.Advance(8 * time.Hour)
		}
	}
	names := r.names(t)
	if len(names) != archive.CopiesKept || names[0] != "prayerbot-20261130T120500Z.backup.age" {
		t.Errorf("%d copies are kept: %v", len(names), names)
	}
	r.clock.Advance(12 * 24 * time.Hour) // it was down for long
	if err := r.step(t.Context()); err != nil {
		t.Fatal(err)
	}
	if names := r.names(t); len(names) != 2 {
		t.Errorf("after a long pause there are %v", names)
	}
}

func TestACopyIsReadByItsOwnKeyAlone(t *testing.T) {
	r := newRig(t)
	if err := r.step(t.Context()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(r.folder, r.names(t)[0])
	if info, err := os.Stat(path); err != nil || info.Mode() != 0o600 {
		t.Errorf("the copy is %v, %v", info.Mode(), err)
	}
	if info, err := os.Stat(r.folder); err != nil || info.Mode() != fs.ModeDir|0o700 {
		t.Errorf("the folder is %v, %v", info.Mode(), err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, []byte("telegram")) {
		t.Error("it can be read without a key")
	}
	if _, err := (Keys{}).Open(bytes.NewReader(text)); !errors.Is(err, ErrEncrypted) {
		t.Errorf("without a key: %v", err)
	}
	other, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (Keys{[]age.Identity{other}}).Open(bytes.NewReader(text)); !errors.Is(err, ErrOtherKey) {
		t.Errorf("with another key: %v", err)
	}
	keys, err := ReadKeys(strings.NewReader("# created by somebody\n" + r.keys.String() + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := keys.Open(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := archive.Verify(plain); err != nil || n < 50 {
		t.Errorf("it holds %d records, %v", n, err)
	}
}

func TestACopyThatFailsLeavesNothingAndIsNamedOnce(t *testing.T) {
	r := newRig(t)
	if err := os.WriteFile(r.folder, nil, 0o600); err != nil { // no folder can be made there
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() { r.Run(t.Context()); close(done) }()
	for range 3 {
		<-r.clock.Asleep()
		r.clock.Advance(lookEvery)
	}
	<-r.clock.Asleep()
	if err := os.Remove(r.folder); err != nil {
		t.Fatal(err)
	}
	r.clock.Advance(lookEvery)
	<-r.clock.Asleep()
	if names := r.names(t); len(names) != 1 {
		t.Errorf("once it can be written there are %v", names)
	}
	if n := strings.Count(r.log.String(), "no copy for disasters could be made"); n != 1 {
		t.Errorf("it was named %d times: %s", n, r.log)
	}
}

func TestWhatIsNoKeyIsRefused(t *testing.T) {
	for _, text := range []string{"", "age1", "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1"} {
		if _, err := ParseRecipient(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
	if _, err := ReadKeys(strings.NewReader("no key")); err == nil {
		t.Error("a file without a key is taken")
	}
}
