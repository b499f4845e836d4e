// Package backup keeps copies for disasters: once a day the running bot writes all
// that its store keeps into a file of its own, encrypted to a recipient whose key is
// not on the machine.
//
// A copy is written beside its name, synced and renamed, so a crash leaves the whole
// file or none of that name. At most archive.CopiesKept stay, none older than as many
// days. It never writes a copy that is not encrypted, and a copy that fails never
// holds up the bot: it is named in the log and tried again.
package backup

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"filippo.io/age"

	"prayerbot/bot/clock"
	"prayerbot/bot/store/archive"
)

const (
	every     = 24 * time.Hour
	lookEvery = 10 * time.Minute // a machine may have slept
	nameForm  = "prayerbot-20060102T150405Z.backup.age"
)

// A Recipient is whom copies are encrypted to.
type Recipient struct{ recipient age.Recipient }

// ParseRecipient reads the public key of a recipient, such as age1....
func ParseRecipient(text string) (Recipient, error) {
	r, err := age.ParseX25519Recipient(strings.TrimSpace(text))
	if err != nil {
		return Recipient{}, errors.New("it is no public key of age: write the line that begins with age1, which age-keygen shows")
	}
	return Recipient{r}, nil
}

// Encrypt gives a writer whose text only the recipient can read; it has to be closed.
func (r Recipient) Encrypt(to io.Writer) (io.WriteCloser, error) { return age.Encrypt(to, r.recipient) }

// Keys are what opens an encrypted copy.
type Keys struct{ identities []age.Identity }

// ReadKeys reads a file of keys as age-keygen writes it.
func ReadKeys(from io.Reader) (Keys, error) {
	identities, err := age.ParseIdentities(from)
	if err != nil {
		return Keys{}, errors.New("it holds no key of age: give the file that age-keygen has written")
	}
	return Keys{identities}, nil
}

// ErrEncrypted is the error of opening an encrypted copy without a key.
var ErrEncrypted = errors.New("this backup is encrypted: give the file with its key by --identity FILE")

// ErrOtherKey is the error of opening an encrypted copy with another key.
var ErrOtherKey = errors.New("this backup is encrypted to another key: give the file with that one by --identity FILE")

// title begins what age has encrypted.
var title = []byte("age-encryption.org/")

// Open gives what a copy says, decrypted where it is encrypted.
func (k Keys) Open(from io.Reader) (io.Reader, error) {
	text := bufio.NewReader(from)
	if begin, _ := text.Peek(len(title)); !bytes.Equal(begin, title) {
		return text, nil
	}
	if len(k.identities) == 0 {
		return nil, ErrEncrypted
	}
	plain, err := age.Decrypt(text, k.identities...)
	if err != nil {
		return nil, ErrOtherKey
	}
	return plain, nil
}

// A Saver keeps copies of a store in a folder.
type Saver struct {
	store     archive.Keeper
	folder    string
	recipient Recipient
	clock     clock.Clock
	log       *slog.Logger
}

// NewSaver makes one; the folder is made where it is missing, for the owner alone.
func NewSaver(store archive.Keeper, folder string, recipient Recipient, clock clock.Clock, log *slog.Logger) *Saver {
	return &Saver{store, folder, recipient, clock, log}
}

// Run keeps copies until the context ends.
func (s *Saver) Run(ctx context.Context) {
	failing := false
	for {
		err := s.step(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil && !failing {
			s.log.Error("no copy for disasters could be made; it is tried again", "folder", s.folder, "error", err)
		}
		failing = err != nil
		if s.clock.Sleep(ctx, lookEvery) != nil {
			return
		}
	}
}

// step makes a copy where one is due, and removes those that are too many or too
// old.
func (s *Saver) step(ctx context.Context) error {
	if err := os.MkdirAll(s.folder, 0o700); err != nil {
		return fmt.Errorf("make the folder of copies: %w", err)
	}
	now := s.clock.Now()
	made, err := copiesIn(s.folder)
	if err != nil {
		return err
	}
	// One of the future was made by a clock that was wrong.
	if n := len(made); n == 0 || now.Sub(made[n-1].at) >= every || made[n-1].at.After(now) {
		err = s.save(ctx, now)
	}
	return errors.Join(err, s.prune(now))
}

// A saved is a copy in the folder.
type saved struct {
	name string
	at   time.Time
}

// Newest is when the newest copy in a folder was made; the zero time where there is
// none.
func Newest(folder string) (time.Time, error) {
	made, err := copiesIn(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return time.Time{}, nil
	}
	if len(made) == 0 || err != nil {
		return time.Time{}, err
	}
	return made[len(made)-1].at, nil
}

// copiesIn are the copies in a folder, the oldest first. What is named otherwise is
// not the saver's.
func copiesIn(folder string) (all []saved, err error) {
	entries, err := os.ReadDir(folder)
	for _, entry := range entries {
		if at, wrong := time.Parse(nameForm, entry.Name()); wrong == nil {
			all = append(all, saved{entry.Name(), at})
		}
	}
	slices.SortFunc(all, func(a, b saved) int { return a.at.Compare(b.at) })
	return all, err
}

// prune removes copies that are too many or too old, and what crashes have left of
// some.
func (s *Saver) prune(now time.Time) error {
	s.pruneUnfinished(now)
	made, err := copiesIn(s.folder)
	for i, one := range made {
		if tooMany := i < len(made)-archive.CopiesKept; tooMany || now.Sub(one.at) >= archive.CopiesKept*every {
			err = errors.Join(err, os.Remove(filepath.Join(s.folder, one.name)))
		}
	}
	return err
}

// unfinished is the form of the name of a copy that is being written.
const unfinished = "unfinished-*.backup.age"

// pruneUnfinished removes copies that nobody writes any more.
func (s *Saver) pruneUnfinished(now time.Time) {
	left, _ := filepath.Glob(filepath.Join(s.folder, unfinished))
	for _, path := range left {
		if info, err := os.Stat(path); err == nil && now.Sub(info.ModTime()) >= every {
			os.Remove(path)
		}
	}
}

// save writes a copy.
func (s *Saver) save(ctx context.Context, now time.Time) error {
	file, err := os.CreateTemp(s.folder, unfinished) // 0600; another bot may write its own
	if err != nil {
		return fmt.Errorf("write a copy: %w", err)
	}
	half := file.Name()
	saved, err := s.write(ctx, file, now)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err != nil {
		return errors.Join(fmt.Errorf("write a copy: %w", err), os.Remove(half))
	}
	name := now.UTC().Format(nameForm)
	if err := os.Rename(half, filepath.Join(s.folder, name)); err != nil {
		return fmt.Errorf("write a copy: %w", err)
	}
	s.log.Info("a copy for disasters was made", "file", name, "records", saved.Records)
	if left := saved.LeftOut(); left != "" {
		s.log.Warn("a copy for disasters lacks what cannot be read; prayerbot dead lists it", "file", name, "lacks", left)
	}
	return nil
}

func (s *Saver) write(ctx context.Context, to io.Writer, now time.Time) (archive.Saved, error) {
	secret, err := s.recipient.Encrypt(to)
	if err != nil {
		return archive.Saved{}, err
	}
	saved, err := archive.Save(ctx, s.store, secret, now, nil)
	return saved, errors.Join(err, secret.Close())
}
