package boltstore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"prayerbot/bot/doctor"
	"prayerbot/bot/store"
)

// Look opens the store in a folder for reading alone: nothing is made, brought to
// a newer form, mended or set aside, whatever the file holds, and a change is an
// error. Where there is no file, or nothing was ever stored in it, the error is
// fs.ErrNotExist; else it is as that of Open.
func Look(folder string) (s *Store, err error) {
	err = guard(folder, func() error {
		s, err = lookAt(folder)
		return err
	})
	return s, err
}

func lookAt(folder string) (*Store, error) {
	path := filepath.Join(folder, fileName)
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		return nil, fs.ErrNotExist
	} else if err != nil {
		return nil, err
	}
	if err := Survey(folder); err != nil {
		return nil, err
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: lockWait, ReadOnly: true})
	if err := openError(folder, err); err != nil {
		return nil, err
	}
	s := newStore(newFile(db, folder))
	if form, err := storedForm(db); err != nil || form > 1+len(steps) {
		db.Close()
		return nil, errors.Join(err, newer(form))
	}
	if salt, err := s.readSalt(); err != nil {
		db.Close()
		return nil, err
	} else if len(salt) == store.SaltSize {
		s.unreadable.Salt(salt)
	}
	return s, nil
}

// newer is the error of a form that this program does not know; nil where it does.
func newer(form int) error {
	if known := 1 + len(steps); form > known {
		return &store.NewerFormError{Found: form, Known: known}
	}
	return nil
}

// formResult says what the form of the file in a folder means; nil where nothing
// is to be done, or nothing is stored.
func formResult(folder string) *doctor.Result {
	s, err := Look(folder)
	var newer *store.NewerFormError
	switch {
	case errors.As(err, &newer):
		return store.FormResult(newer.Found, newer.Known)
	case err != nil:
		return nil // the survey says what is wrong
	}
	defer s.Close()
	form, err := storedForm(s.db)
	if err != nil {
		return nil
	}
	return store.FormResult(max(1, form), 1+len(steps))
}
