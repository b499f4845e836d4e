package search

import (
	"slices"
	"strings"

	"prayerbot/content"
)

// Fillers are words that people put around the name of a place, in their own
// language, each as they write it: "the church in", "please".
type Fillers struct {
	Before []string
	Behind []string
}

// FindAmong is Find for a text that may have fillers around the name. A name that
// holds such a word goes before.
func FindAmong(l *content.Library, text string, f Fillers) Result {
	found := Find(l, text)
	if len(found.Countries) > 0 && found.Of.How != Slip && !found.Doubt || found.Region != nil || found.List != nil {
		return found
	}
	if bare := f.Strip(text); bare != "" && bare != text {
		return Find(l, bare)
	}
	return found
}

// Strip is a text without the fillers around it; "" where nothing is left.
func (f Fillers) Strip(text string) string {
	fields := strings.Fields(text)
	for changed := true; changed && len(fields) > 0; {
		n := longest(f.Before, fields, func(n int) []string { return fields[:n] })
		fields = fields[n:]
		m := longest(f.Behind, fields, func(n int) []string { return fields[len(fields)-n:] })
		fields = fields[:len(fields)-m]
		changed = n+m > 0
	}
	return strings.Trim(strings.Join(fields, " "), " .,!?;:-–—\"'“”")
}

// longest is how many words the longest filler has that stands there; 0 where
// none does.
func longest(fillers, fields []string, at func(n int) []string) int {
	for n := min(len(fields), mostFillerWords); n > 0; n-- {
		p := content.FoldName(strings.Join(at(n), " "))
		if slices.ContainsFunc(fillers, func(filler string) bool { return content.FoldName(filler) == p }) {
			return n
		}
	}
	return 0
}

// mostFillerWords is how many words a filler may have.
const mostFillerWords = 5
