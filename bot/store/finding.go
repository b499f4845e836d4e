package store

import "strings"

// A Level says how bad a finding is.
type Level int

// The levels, from the mildest.
const (
	Well    Level = iota // nothing is wrong
	Warning              // it works, and something is to be done about it
	Fault                // it does not work, or what was confirmed may be lost
)

// A Finding is what an examination of a store has found: what is so, in words
// that follow "store:", and what to do about it. It is an error too, for where it
// ends a start.
type Finding struct {
	Level  Level
	What   string
	Remedy string // "" where there is nothing to do
}

func (f *Finding) Error() string {
	if f.Remedy == "" {
		return f.What
	}
	return strings.TrimRight(f.What, ".:") + ": " + f.Remedy
}

// Worst is the worst of some findings, the first of those that are as bad; nil
// where nothing is wrong.
func Worst(all []*Finding) *Finding {
	var worst *Finding
	for _, f := range all {
		if f.Level > Well && (worst == nil || f.Level > worst.Level) {
			worst = f
		}
	}
	return worst
}
