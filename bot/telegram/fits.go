package telegram

import (
	"errors"
	"fmt"

	"prayerbot/commands/reply"
)

// maxButtons is how many buttons a message may have.
const maxButtons = 100

// Fits says what Telegram would refuse of a reply; nil where it is shown whole.
// It is for tests of what is said.
func Fits(r reply.Reply) error {
	var faults []error
	for _, piece := range reply.Fit(r, maxText, measure) {
		if n := measure(piece); n > maxText || n == 0 {
			faults = append(faults, fmt.Errorf("a message has %d of at most %d characters", n, maxText))
		}
	}
	n := 0
	for _, row := range r.Buttons {
		n += len(row)
		for _, b := range row {
			if data := len(b.Payload()); b.Link == "" && data > reply.MaxPayload {
				faults = append(faults, fmt.Errorf("the button %q carries %d of at most %d bytes", b.Label, data, reply.MaxPayload))
			}
		}
	}
	if n > maxButtons {
		faults = append(faults, fmt.Errorf("there are %d of at most %d buttons", n, maxButtons))
	}
	return errors.Join(faults...)
}
