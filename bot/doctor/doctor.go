// Package doctor is the form of an examination: checks with a name, what each
// found, and what to do about it. Whoever knows a part of the bot returns the
// checks of that part, and the program puts them into one table.
//
// A check looks and changes nothing, so that it may run beside a bot that works.
// What it finds holds no secret, no chat and no person. The package keeps
// nothing, so a crash loses nothing.
package doctor

import (
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A State is how well something is. The worse it is, the greater the number.
type State int

// The states.
const (
	OK      State = iota // as it should be
	Warning              // the bot works, but somebody should look
	Fault                // the bot does not work, or loses what it promised to keep
)

// String is the state as it is printed.
func (s State) String() string {
	switch s {
	case OK:
		return "ok"
	case Warning:
		return "warning"
	}
	return "fault"
}

// MarshalText is the state as it stands in JSON.
func (s State) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// A Result is what one run of a check found. It is an error too, for where it ends
// a start.
type Result struct {
	State State
	// Found says what was seen, as a clause that can stand behind the name of
	// the check; its first letter is small and it has no full stop.
	Found string
	// Remedy is a sentence that says what to do. Where it is empty and the state
	// is not OK, the remedy of the check holds.
	Remedy string
}

// Well is a result without fault.
func Well(format string, args ...any) Result { return result(OK, format, args) }

// Warn is a result that somebody should look at.
func Warn(format string, args ...any) Result { return result(Warning, format, args) }

// Ill is a result with which the bot does not work.
func Ill(format string, args ...any) Result { return result(Fault, format, args) }

func result(s State, format string, args []any) Result {
	return Result{State: s, Found: fmt.Sprintf(format, args...)}
}

// With is the result with a remedy of its own.
func (r Result) With(remedy string) Result {
	r.Remedy = remedy
	return r
}

// Error is what was found, with what to do about it, in one clause.
func (r *Result) Error() string {
	first, n := utf8.DecodeRuneInString(r.Remedy)
	if n == 0 {
		return r.Found
	}
	remedy := string(unicode.ToLower(first)) + strings.TrimSuffix(r.Remedy[n:], ".")
	return strings.TrimRight(r.Found, ".:") + ": " + remedy
}

// WorstResult is the worst of some results, the first of those that are as bad; nil
// where nothing is wrong.
func WorstResult(all []*Result) *Result {
	var worst *Result
	for _, r := range all {
		if r.State > OK && (worst == nil || r.State > worst.State) {
			worst = r
		}
	}
	return worst
}

// A Check is a row of the table.
type Check struct {
	Name   string // one or two words, such as "news feeds"; no two rows have the same
	Remedy string // a sentence; what to do where a result names nothing better
	// Run looks. It returns when ctx ends, with what it could not find out.
	Run func(ctx context.Context) Result
}
