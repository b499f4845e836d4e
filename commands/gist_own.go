package commands

import (
	"math/bits"

	"prayerbot/commands/pray"
)

// personal is a request for somebody whom the sentence alone knows, and for no place.
func (t sentence) personal() wanted {
	if t.gist.Leads("request") && !t.timed() && len(t.keys()) == 0 {
		return wanted{line: "request"}
	}
	return wanted{}
}

// timed tells whether a sentence names days of which none is that of an event alone, or an
// hour and not only a part of the day.
func (t sentence) timed() bool {
	w := t.gist.Wish
	return w.Days != nil && bits.OnesCount(uint(*w.Days)) != 1 || w.Clock != nil && len(w.Clock.At) < 3
}

// own is what somebody wants to know of what is kept of them, or to have removed. Both only
// show something, or ask before they do it.
func (t sentence) own() wanted {
	for _, line := range []string{"forget", "privacy"} {
		if t.gist.Leads(line) && !t.comesBack() && len(t.keys()) == 0 {
			return wanted{line: line}
		}
	}
	return wanted{}
}

// passage is to read what stands in the Bible.
func (t sentence) passage() wanted {
	if !t.gist.Leads("verse") || t.gist.Wish.Days != nil {
		return wanted{}
	}
	if text := pray.ReferenceWithin(t.s, t.gist.Left); text != "" {
		return wanted{line: "verse " + text}
	}
	return wanted{}
}

// cites is to read what stands in the Bible.
func (t sentence) cites() wanted {
	if left := t.gist.Left; left != "" && t.s.Request.Private && pray.NamesPassage(t.s, left) {
		return wanted{line: "verse " + left}
	}
	return wanted{}
}
