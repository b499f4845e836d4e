package boltstore

import (
	"errors"

	"prayerbot/bot/store"
)

// Probe examines the file in a folder and changes nothing: all that is wrong, or
// that it is well.
func Probe(folder string) []*store.Finding {
	err := Survey(folder)
	var damaged *DamagedError
	var used *InUseError
	switch {
	case err == nil:
		if f := formFinding(folder); f != nil {
			return []*store.Finding{f}
		}
		return []*store.Finding{{Level: store.Well, What: "the data file is whole"}}
	case errors.As(err, &damaged):
		return []*store.Finding{{Level: store.Fault, What: damaged.what(), Remedy: damaged.remedy()}}
	case errors.As(err, &used):
		return []*store.Finding{{Level: store.Well, What: "a running bot has the embedded file in use"}}
	}
	return []*store.Finding{{Level: store.Fault, What: err.Error(), Remedy: "look whether this user may read and write in " + folder}}
}
