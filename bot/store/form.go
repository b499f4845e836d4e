package store

import "fmt"

// The stored form has a number, which both stores note beside what they keep.
// The form of the programs that noted none is 1.
//
// Whoever changes what is stored so that an earlier program would misread it,
// or a later one could not read what is there, makes a new form: first the
// files of the form as it is are written into testdata (TestWriteForm says
// how), then a row is added to the table of steps of each store. A step brings
// the form before it to its own. It may be run again after a crash in its
// middle, and over what it has brought to its form already, and changes nothing
// then.

// NewerFormError is the error of opening what a newer program has written.
type NewerFormError struct {
	Found int // the form that is stored
	Known int // the newest form that this program knows
}

func (e *NewerFormError) Error() string { return e.what() + ". " + e.remedy() }

func (e *NewerFormError) what() string {
	return fmt.Sprintf("a newer prayerbot has written these data (form %d, and this one knows form %d)", e.Found, e.Known)
}

func (e *NewerFormError) remedy() string {
	return "Start the newer program, or restore a copy from before it was started."
}
