package record

import (
	"strconv"
	"strings"
)

// A CopyState is what became of an announcement in one chat. The zero CopyState
// is nothing: it was not fanned out there.
type CopyState struct {
	Kind     CopyKind
	Revision int    // of CopyCorrected and CopyUncorrected, from 1; 0 otherwise
	Reason   string // of CopyFailed, CopyUncorrected and CopyKept, such as "blocked"; of CopySent and CopyCorrected a Ping; "" otherwise
}

// A CopyKind is what may become of a copy. It is stored, so its form never
// changes.
type CopyKind string

// The kinds.
const (
	CopyWaiting     CopyKind = "waiting"
	CopySent        CopyKind = "sent"
	CopyFailed      CopyKind = "failed"
	CopyStopped     CopyKind = "stopped" // it was not sent and will not be
	CopyCorrected   CopyKind = "corrected"
	CopyUncorrected CopyKind = "uncorrected" // it was sent, and cannot be corrected
	CopyRetracted   CopyKind = "retracted"
	CopyReplaced    CopyKind = "replaced" // it could not be deleted, and says something else now
	CopyKept        CopyKind = "kept"     // it was sent, and cannot be retracted
)

// What became of the wish to ping everyone where a copy was sent, or to ping a role where
// a daily point was, as its reason. It is stored, so its form never changes.
const (
	PingDone   = "pinged"
	PingBot    = "ping_bot"    // the bot may not do that there
	PingPerson = "ping_person" // who wishes it may not
	PingGone   = "ping_gone"   // there is no such role
)

// Ping is what became of the wish to ping everyone; "" where nobody wished it, or
// that is not known.
func (s CopyState) Ping() string {
	if s.Kind == CopySent || s.Kind == CopyCorrected {
		return s.Reason
	}
	return ""
}

// State is the state of a kind that has neither a revision nor a reason.
func (k CopyKind) State() CopyState { return CopyState{Kind: k} }

// Because is the state of a kind that has a reason.
func (k CopyKind) Because(reason string) CopyState { return CopyState{Kind: k, Reason: reason} }

// IsZero tells whether there is no copy.
func (s CopyState) IsZero() bool { return s == CopyState{} }

// Settled tells whether a copy has come to its end: it was taken back, or cannot
// be. Whatever is told of it later changes nothing.
func (s CopyState) Settled() bool { return s.Kind == CopyRetracted || s.Kind == CopyKept }

// Has tells whether a correction was made in a copy, or was given up there.
func (s CopyState) Has(revision int) bool {
	return (s.Kind == CopyCorrected || s.Kind == CopyUncorrected) && s.Revision == revision
}

// String gives the stored form: the kind, the revision where there is one, the
// reason where there is one: "uncorrected 2 missing". The zero CopyState is "".
func (s CopyState) String() string {
	text := string(s.Kind)
	if s.Revision != 0 {
		text += " " + strconv.Itoa(s.Revision)
	}
	if s.Reason != "" {
		text += " " + s.Reason
	}
	return text
}

// ParseCopyState reads what String wrote. It reads anything: what is not known is
// a kind or a reason of its own.
func ParseCopyState(text string) CopyState {
	kind, rest, _ := strings.Cut(text, " ")
	s := CopyState{Kind: CopyKind(kind), Reason: rest}
	if s.Kind != CopyCorrected && s.Kind != CopyUncorrected {
		return s
	}
	first, reason, _ := strings.Cut(rest, " ")
	if n, err := strconv.Atoi(first); err == nil && n > 0 {
		s.Revision, s.Reason = n, reason
	}
	return s
}

// MarshalText is String.
func (s CopyState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText is ParseCopyState, and never fails.
func (s *CopyState) UnmarshalText(text []byte) error {
	*s = ParseCopyState(string(text))
	return nil
}

// EncodeCopy gives the stored form of a copy: its state, and the ids of its
// messages: "sent|11 12".
func EncodeCopy(state CopyState, ids []string) string {
	return state.String() + "|" + strings.Join(ids, " ")
}

// DecodeCopy reads what EncodeCopy wrote. A copy without a state is waiting.
func DecodeCopy(text string) (CopyState, []string) {
	state, ids, _ := strings.Cut(text, "|")
	if state == "" {
		return CopyWaiting.State(), strings.Fields(ids)
	}
	return ParseCopyState(state), strings.Fields(ids)
}

// Progress is how many copies of an announcement there are of each state.
type Progress map[CopyState]int
