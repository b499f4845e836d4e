package discord

import (
	"errors"
	"fmt"

	"prayerbot/commands/reply"
)

// Discord's limits of what a message holds beside its text.
const (
	maxEmbeds   = 10
	maxEmbedded = 6000 // all titles and descriptions of a message together
	maxCustomID = 100
)

// Fits says what Discord would refuse of a reply, or what would be cut off to
// make it fit; nil where it is shown whole. It is for tests of what is said.
func Fits(r reply.Reply) error {
	var faults []error
	shown := 0
	for _, m := range layOut(r) {
		faults = append(faults, fitsParts(m.laid)...)
	}
	for _, m := range render(r) {
		faults = append(faults, fitsText(m)...)
		for _, row := range m.Components {
			shown += choices(row)
			faults = append(faults, fitsRow(row)...)
		}
	}
	asked := 0
	for _, row := range r.Buttons {
		if asked += len(row); len(row) == 0 {
			faults = append(faults, errors.New("a row has no buttons"))
		}
		for _, b := range row {
			faults = append(faults, within("a label", units(b.Label), maxLabel))
		}
	}
	if shown != asked {
		faults = append(faults, fmt.Errorf("%d of %d buttons are shown", shown, asked))
	}
	faults = append(faults, within("the title", units(escape(r.Title)), maxTitle))
	if r.Form != nil {
		faults = append(faults, fitsForm(*r.Form))
	}
	return errors.Join(faults...)
}

// choices is how many things a row offers: each line of a menu is one.
func choices(r row) (n int) {
	for _, c := range r.Components {
		if menu, is := c.(picker); is && menu.Type == ofLines {
			n += len(menu.Options)
			continue
		}
		n++
	}
	return n
}

// fitsText looks at the texts of a message.
func fitsText(m message) []error {
	all, faults := 0, []error{within("the embeds", len(m.Embeds), maxEmbeds), within("the rows", len(m.Components), maxRows)}
	for _, e := range m.Embeds {
		all += units(e.Title) + e.size()
		faults = append(faults, within("a description", units(e.Description), maxDescription))
	}
	return append(faults, within("all texts", all, maxEmbedded))
}

// fitsParts looks at a message of components.
func fitsParts(laid []any) []error {
	n, size := 0, 0
	for _, c := range laid {
		n += countParts(c)
	}
	for _, w := range texts(laid) {
		size += units(w.Text)
	}
	return []error{within("the components", n, maxParts), within("the texts of components", size, maxLaidText)}
}

// countParts is how many components one is, with those within it.
func countParts(c any) (n int) {
	switch c := c.(type) {
	case *frame:
		for _, inner := range c.Parts {
			n += countParts(inner)
		}
	case row:
		n = len(c.Components)
	}
	return n + 1
}

// fitsRow looks at a row of buttons.
func fitsRow(r row) []error {
	faults := []error{within("a row", len(r.Components), maxInRow)}
	for _, c := range r.Components {
		if b, is := c.(button); is {
			faults = append(faults, within("a custom_id", len(b.ID), maxCustomID))
		}
		if menu, is := c.(picker); is {
			faults = append(faults, within("a custom_id", len(menu.ID), maxCustomID))
			for _, o := range menu.Options {
				faults = append(faults, within("a line of a menu", units(o.Label), maxOption), within("what it does", len(o.Value), maxOption))
			}
		}
	}
	return faults
}

// within is an error where something is larger than it may be.
func within(what string, n, most int) error {
	if n > most {
		return fmt.Errorf("%s: %d of at most %d", what, n, most)
	}
	return nil
}
