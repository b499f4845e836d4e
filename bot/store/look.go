package store

import "fmt"

// FormFinding says what the stored form means for a program that knows forms up
// to known: a fault where a newer one has written, a warning where the next start
// brings what is stored to its own; nil where nothing is to be done.
func FormFinding(found, known int) *Finding {
	switch {
	case found > known:
		newer := &NewerFormError{Found: found, Known: known}
		return &Finding{Level: Fault, What: newer.what(), Remedy: newer.remedy()}
	case found < known:
		return &Finding{
			Level: Warning, What: fmt.Sprintf("what is stored is of form %d: the next start of the bot brings it to form %d", found, known),
			Remedy: "make a copy of it before; an older program cannot use it afterwards",
		}
	}
	return nil
}
