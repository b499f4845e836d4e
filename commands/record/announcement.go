package record

import (
	"strings"
	"time"
)

// An Announcement is a message that a moderator sends to the subscribed chats
// of an audience.
type Announcement struct {
	ID      string   // 8 characters of a-z and 2-7, random
	To      Audience // who receives it
	Within  []string // for ToCountry: the region that holds it; for ToRegion: its countries
	From    ChatID   // the chat where it was drafted; zero where it was made on the machine
	GroupID string   `json:"Space"` // the server or group of From; "" is none
	Alone   bool     // From is a person alone with the bot: their own moderator
	Person  string   // who drafted it, "platform:id"; "" is the operator at the machine
	Speaker string   // how the chats are told who speaks: the community's or the group's name; "" is not known
	Agreed  bool     // Person has confirmed it, and a second person has to
	Second  string   // who has agreed besides Person once it is scheduled; "" is nobody, and not known of what earlier programs scheduled

	Kind    AnnouncementKind
	Country string // of an urgent one, by Country.Key; "" otherwise
	Text    string // plain text
	Ping    bool   // everyone in the chat is pinged, as far as Person's own rights allow
	// Corrects is the announcement whose text a draft shall replace; "" where
	// it is an announcement of its own.
	Corrects string

	// Edition counts the changes of a draft, so that the button of an older
	// preview sends nothing that was not seen. Revision counts the corrections
	// of one that was sent.
	Edition  int
	Revision int

	Repeat Repeat     // when it comes back; zero where it is sent once
	Of     Occurrence // what it is one time of; zero is nothing

	State     AnnouncementState
	Created   time.Time // when the newest edition was made
	At        time.Time // when it is to be sent (next), once it is scheduled, and when it ended; zero is at once
	Confirmed time.Time // zero until it is
	Reach     int       // the chats that it went to, as counted when it was confirmed
	Note      bool      // a retraction leaves a note instead of nothing
}

// AnnouncementKind is what an announcement is.
type AnnouncementKind string

// The kinds of announcements.
const (
	KindNotice AnnouncementKind = ""
	KindUrgent AnnouncementKind = "urgent" // asks for prayer for a country, now

	// What the bot says of a community by itself. Such a message has no text of its
	// own, and its Speaker is the community's name.
	KindJoinAsked    AnnouncementKind = "join asked"    // to the owner: a group asks to belong
	KindJoinAccepted AnnouncementKind = "join accepted" // to that group
	KindJoinRefused  AnnouncementKind = "join refused"  // to that group

	// To every group: it may come to another owner, does not, or has.
	KindTakeOverRuns    AnnouncementKind = "take-over runs"
	KindTakeOverStopped AnnouncementKind = "take-over stopped"
	KindTakeOverDone    AnnouncementKind = "take-over done"

	// KindStopped says that nothing can come to a chat any more: to who has asked for
	// that, or in another chat of the same group. Its Text is the StopCause with
	// the times of what came there, and its Speaker that chat.
	KindStopped AnnouncementKind = "stopped"
)

// ByItself tells whether it is what the bot says by itself, and no moderator.
func (k AnnouncementKind) ByItself() bool { return k.OfCommunity() || k == KindStopped }

// OfCommunity tells whether it is what the bot says of a community by itself.
func (k AnnouncementKind) OfCommunity() bool {
	return strings.HasPrefix(string(k), "join ") || strings.HasPrefix(string(k), "take-over ")
}

// AnnouncementState is how far an announcement has come.
type AnnouncementState string

// The states of an announcement. A draft is forgotten after DraftLife.
const (
	StateDraft     AnnouncementState = "draft"
	StateScheduled AnnouncementState = "scheduled" // confirmed, to be sent at At
	StateConfirmed AnnouncementState = "confirmed"
	StateCancelled AnnouncementState = "cancelled" // never sent
	StateStopped   AnnouncementState = "stopped"   // what has not gone out does not any more
	StateRetracted AnnouncementState = "retracted" // and what has gone out is taken back
	StateRecurring AnnouncementState = "recurring" // confirmed, to be sent at At and after that as Repeat says
	StateEnded     AnnouncementState = "ended"     // it was recurring, and does not come back any more
)

// Sent tells whether chats may have received it.
func (a Announcement) Sent() bool {
	return a.State == StateConfirmed || a.State == StateStopped || a.State == StateRetracted
}

// GoesWithChat tells whether nothing of it is kept once the chat of From is forgotten.
func (a Announcement) GoesWithChat() bool { return !a.Sent() || a.Kind.ByItself() }

// Awaits tells whether something of it is to be sent at At.
func (a Announcement) Awaits() bool { return a.State == StateScheduled || a.State == StateRecurring }

// DraftLife is how long a draft waits for its confirmation: long enough for a
// second thought, short enough not to be sent by accident the day after.
const DraftLife = time.Hour

// AnnouncementLife is how long a confirmed announcement is kept for couriers
// that were away, with where it has gone, so that it can be taken back.
const AnnouncementLife = 7 * 24 * time.Hour

// SeriesLife is how long one that comes back is kept past the time at which it was
// to be sent next: a bot that was away for longer knows nothing of it any more.
const SeriesLife = 90 * 24 * time.Hour

// MaxRevisions is how often one announcement can be corrected.
const MaxRevisions = 9

// Expired tells whether an announcement is to be forgotten.
func (a Announcement) Expired(now time.Time) bool { return !now.Before(a.Expires()) }

// Expires is when an announcement is to be forgotten.
func (a Announcement) Expires() time.Time {
	switch {
	case a.Sent():
		return a.Confirmed.Add(AnnouncementLife)
	case a.State == StateScheduled || a.State == StateEnded:
		return a.At.Add(AnnouncementLife)
	case a.State == StateRecurring:
		return a.At.Add(SeriesLife)
	}
	return a.Created.Add(DraftLife)
}
