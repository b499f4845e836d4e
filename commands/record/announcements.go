package record

import (
	"context"
	"errors"
	"time"
)

// ErrStale is returned where a draft has a newer edition than the one named:
// what would be sent is not what was seen.
var ErrStale = errors.New("the draft has a newer edition")

// Announcements keeps drafts and announcements.
type Announcements interface {
	// SaveDraft stores a new draft (Edition 0), or its next edition in place of
	// the one before, as a draft, scheduled or recurring. Where the edition before is not
	// stored as one of these, or has expired by a.Created, the error is ErrNotFound;
	// where this edition or a later one is stored already, ErrStale, unless it
	// is the very same: a repeat does no harm.
	SaveDraft(ctx context.Context, a Announcement) error
	// Announcement reads one; ErrNotFound where it is not stored or has expired.
	Announcement(ctx context.Context, id string, now time.Time) (Announcement, error)
	// Scheduled lists what is scheduled or recurring, to be sent at or before now
	// and was drafted on the platform ("" is on the machine), the earliest first.
	Scheduled(ctx context.Context, platform string, now time.Time) ([]Announcement, error)
	// Recurring lists what comes back and was drafted on the platform, the next
	// to be sent first.
	Recurring(ctx context.Context, platform string, now time.Time) ([]Announcement, error)
	// Adjust changes one that comes back, durably, as Announcement.Adjust says,
	// with its errors. A repeat does no harm.
	Adjust(ctx context.Context, id string, edition int, m Adjustment, now time.Time) error
	// Confirm makes a draft or a scheduled one confirmed, durably and once, to
	// reach so many chats: first tells whether it was this call. One that was
	// sent stays as it is; for a cancelled or unknown one the error is ErrNotFound,
	// for one of another edition ErrStale.
	Confirm(ctx context.Context, id string, edition, reach int, now time.Time) (a Announcement, first bool, err error)
	// Cancel ends a draft or a scheduled one. Cancelling anything else is
	// ErrNotFound, and another edition ErrStale.
	Cancel(ctx context.Context, id string, edition int, now time.Time) error
	// Amend changes one that was sent, durably; ErrNotFound where it was not, or
	// where the change does not go with what it is by now. A repeat does no
	// harm.
	Amend(ctx context.Context, id string, m Amendment, now time.Time) error
	// Allow counts an announcement among those to its audience in the last
	// hour, once however often it is asked. Where that makes more than most,
	// it is not counted, and again says when the next one may be.
	Allow(ctx context.Context, a Announcement, most int, now time.Time) (again time.Time, err error)
	// Audience counts the chats that would receive a now: those of a.To with at
	// least one subscription that is due some time; of a community all that can
	// be written to, because they have joined it.
	Audience(ctx context.Context, a Announcement) (int, error)
	// Progress counts the copies of one by what became of them.
	Progress(ctx context.Context, id string) (Progress, error)
	// AppendAudit puts a line into the audit log; a repeat of the same line does no
	// harm.
	AppendAudit(ctx context.Context, entry AuditEntry) error
	// AuditLog is the audit log of an audience, or of all for the zero Audience, newest
	// first, at most n lines not older than AuditLife.
	AuditLog(ctx context.Context, to Audience, now time.Time, n int) ([]AuditEntry, error)
	// ForgetAuditLog removes the audit log of an audience at once.
	ForgetAuditLog(ctx context.Context, to Audience) error
	// MoveDrafts gives what was drafted in a chat and not sent the chat's new name,
	// as Announcement.Moved says. A repeat does no harm.
	MoveDrafts(ctx context.Context, from, to ChatID) error
	// ForgetDrafts removes what was drafted in a chat and not sent, and what the bot
	// told it by itself.
	ForgetDrafts(ctx context.Context, from ChatID) error
}

// An Amendment is a change to what was sent: either a State, or a Text with
// its Revision.
type Amendment struct {
	State    AnnouncementState // StateStopped or StateRetracted; "" changes the text
	Note     bool              // for StateRetracted: a note takes its place
	Text     string
	Revision int // one more than that of the text before
}

// Event is what an amendment does.
func (m Amendment) Event() Event {
	switch m.State {
	case StateStopped:
		return EventStop
	case StateRetracted:
		return EventRetract
	}
	return EventCorrect
}

// An AuditEntry is an entry of the audit log: who did what with an announcement.
type AuditEntry struct {
	At           time.Time
	Person       string // "platform:id"; "" is the operator at the machine
	Action       Action `json:"Deed"`
	Announcement string
	To           Audience
	Reach        int // to how many chats
}

// An Action is what was done with an announcement.
type Action string

// The actions that the audit log tells apart.
const (
	ActionSent      Action = "sent"
	ActionScheduled Action = "scheduled"
	ActionCancelled Action = "cancelled" // one that was scheduled
	ActionAgreed    Action = "agreed"    // the first of two people
	ActionStopped   Action = "stopped"
	ActionCorrected Action = "corrected"
	ActionRetracted Action = "retracted"
	ActionExpired   Action = "expired" // scheduled, and not sent: a rule forbade it, or it was too late
	ActionSkipped   Action = "skipped" // a date of one that comes back
	ActionEnded     Action = "ended"   // somebody ended one that comes back
	ActionLapsed    Action = "lapsed"  // one that came back ended by itself: its last date, or a rule
)

// AuditLife is how long the audit log is kept.
const AuditLife = 90 * 24 * time.Hour
