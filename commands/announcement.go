package commands

import "time"

// An Announcement is a message that a moderator sends to the subscribed chats
// of their server or group, or an operator to every subscribed chat.
type Announcement struct {
	ID        string // 8 characters of a-z and 2-7, random
	From      ChatID // the chat where it was drafted
	Space     string // whose chats receive it: a server or group; ignored for Everyone
	Everyone  bool   // every subscribed chat on every platform
	Person    string // who drafted it, "platform:id"; only they may confirm
	Text      string // plain text
	State     AnnouncementState
	Created   time.Time
	Confirmed time.Time // zero for a draft
}

// AnnouncementState is how far an announcement has come.
type AnnouncementState string

// The states of an announcement. A draft is forgotten after DraftLife.
const (
	StateDraft     AnnouncementState = "draft"
	StateConfirmed AnnouncementState = "confirmed"
	StateCancelled AnnouncementState = "cancelled"
)

// DraftLife is how long a draft waits for its confirmation: long enough for a
// second thought, short enough not to be sent by accident the day after.
const DraftLife = time.Hour

// AnnouncementLife is how long a confirmed announcement is kept for couriers
// that were away.
const AnnouncementLife = 7 * 24 * time.Hour
