package boltstore

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"

	bolterrors "go.etcd.io/bbolt/errors"

	"prayerbot/bot/doctor"
)

// DamagedError says that the data file cannot be read, or not to its end. Nothing
// more is written to it.
type DamagedError struct {
	Folder string
	Cause  any // what was found: an error, or what the library panicked with
}

func (e *DamagedError) Error() string { return e.result().Error() }

// result is what is said of it, with what to do.
func (e *DamagedError) result() *doctor.Result {
	return &doctor.Result{
		State: doctor.Fault, Found: fmt.Sprintf("the data file is damaged (%v)", e.Cause),
		Remedy: fmt.Sprintf("Restore it from your newest backup, or move %s away to begin with nothing.", filepath.Join(e.Folder, fileName)),
	}
}

// damages are the errors by which the library says that a file is not, or not
// wholly, one of its own.
var damages = []error{bolterrors.ErrInvalid, bolterrors.ErrVersionMismatch, bolterrors.ErrChecksum, bolterrors.ErrInvalidMapping}

// guard does some work on the file. What the library panics with on a damaged
// page, and a page that cannot be reached, is a *DamagedError.
func guard(folder string, work func() error) (err error) {
	before := debug.SetPanicOnFault(true) // of this goroutine alone
	defer debug.SetPanicOnFault(before)
	defer func() {
		if cause := recover(); cause != nil {
			err = &DamagedError{folder, cause}
		}
	}()
	err = work()
	var found wrong
	if errors.As(err, &found) {
		return &DamagedError{folder, found}
	}
	for _, damage := range damages {
		if errors.Is(err, damage) {
			return &DamagedError{folder, damage}
		}
	}
	return err
}
