package store

import (
	"fmt"

	"prayerbot/bot/doctor"
)

// FormResult says what the stored form means for a program that knows forms up
// to known: a fault where a newer one has written, a warning where the next start
// brings what is stored to its own; nil where nothing is to be done.
func FormResult(found, known int) *doctor.Result {
	switch {
	case found > known:
		newer := &NewerFormError{Found: found, Known: known}
		return &doctor.Result{State: doctor.Fault, Found: newer.what(), Remedy: newer.remedy()}
	case found < known:
		return &doctor.Result{
			State: doctor.Warning, Found: fmt.Sprintf("what is stored is of form %d: the next start of the bot brings it to form %d", found, known),
			Remedy: "Make a copy of it before; an older program cannot use it afterwards.",
		}
	}
	return nil
}
