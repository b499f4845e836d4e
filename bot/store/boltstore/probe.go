package boltstore

import (
	"errors"

	"prayerbot/bot/doctor"
)

// Probe examines the file in a folder and changes nothing: all that is wrong, or
// that it is well.
func Probe(folder string) []*doctor.Result {
	err := Survey(folder)
	var damaged *DamagedError
	var used *InUseError
	switch {
	case err == nil:
		return []*doctor.Result{{State: doctor.OK, Found: "the data file is whole"}}
	case errors.As(err, &damaged):
		return []*doctor.Result{damaged.result()}
	case errors.As(err, &used):
		return []*doctor.Result{{State: doctor.OK, Found: "a running bot has the embedded file in use"}}
	}
	return []*doctor.Result{{State: doctor.Fault, Found: err.Error(), Remedy: "Look whether this user may read and write in " + folder + "."}}
}
