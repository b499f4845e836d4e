package record

import (
	"time"

	"prayerbot/content"
)

// A Chat is all that is kept of one chat.
type Chat struct {
	ID       ChatID
	GroupID  string `json:"Space"` // the server or group that the chat belongs to; "" is none but itself
	Language string // BCP 47; "" follows the person who asks
	Zone     string // IANA zone that new subscriptions start from; "" not known yet
	// Settings is what was chosen in the table of settings and is not the default,
	// by the setting's name, with what MakeForum and OfferPictures note; nil where nothing
	// is. See Setting and Choose.
	Settings      map[string]string `json:",omitempty"`
	Subscriptions []Subscription
	LastID        int       // the highest Subscription.ID ever given in this chat
	Community     string    // id of the community that it belongs to; "" is none. See Communities
	Joined        time.Time `json:",omitzero"`  // since when it belongs to Community; zero where it belongs to none
	Linked        string    `json:",omitempty"` // key of the channel whose posts the platform brings here by itself, as it was said last; "" is none. See Brings
	Asks          string    `json:",omitempty"` // id of the community that it has asked to belong to; "" is none
	Stopped       StopCause // why nothing can be sent here; "" is nothing wrong
	StoppedAt     time.Time // zero unless Stopped
	Revision      string    // names the stored state this was read from; "" never stored
}

// Location is the chat's own zone, that of its first subscription where it has
// set none, else UTC.
func (c *Chat) Location() *time.Location {
	name := c.Zone
	if name == "" && len(c.Subscriptions) > 0 {
		name = c.Subscriptions[0].Zone
	}
	zone, err := LoadZone(name)
	if err != nil {
		return time.UTC
	}
	return zone
}

// Today is the date in the chat's zone.
func (c *Chat) Today(now time.Time) content.Date { return content.DateOf(now.In(c.Location())) }

// Subscription finds by ID; nil where there is none.
func (c *Chat) Subscription(id int) *Subscription {
	for i := range c.Subscriptions {
		if c.Subscriptions[i].ID == id {
			return &c.Subscriptions[i]
		}
	}
	return nil
}

// Due gives, by Subscription.ID, when each subscription that differs from what
// it was before has to be looked at next; the zero time where it is active no
// more. What did not change is left out: it may be in flight.
func (c *Chat) Due(before Chat, now time.Time) map[int]time.Time {
	due := map[int]time.Time{}
	for _, s := range c.Subscriptions {
		old := before.Subscription(s.ID)
		if old != nil && old.SameTimes(s) && before.Stopped == c.Stopped {
			continue
		}
		due[s.ID] = time.Time{}
		if slot, ok := s.Next(now); ok && c.Stopped == "" {
			due[s.ID] = slot.Due
		}
		if slot, open := s.Latest(now); open && now.Sub(slot.Due) <= CatchUp && c.Stopped == "" && before.Stopped != "" {
			due[s.ID] = now // what fell due meanwhile
		}
	}
	return due
}

// AllDue gives, by Subscription.ID, when each active subscription has to be
// looked at next: now where a slot is open, else at the next slot. A stopped
// chat has none.
func (c *Chat) AllDue(now time.Time) map[int]time.Time {
	due := map[int]time.Time{}
	if c.Stopped != "" {
		return due
	}
	for _, s := range c.Subscriptions {
		if _, open := s.Latest(now); open {
			due[s.ID] = now
		} else if slot, ok := s.Next(now); ok {
			due[s.ID] = slot.Due
		}
	}
	return due
}

// An LedgerEntry is one line of a chat's delivery ledger.
type LedgerEntry struct {
	At           time.Time    // when the outcome was known
	Date         content.Date // the slot's local date; zero for an announcement
	Subscription int          // 0 for an announcement
	Outcome      Outcome
	Reason       string // a word for the catalogue ("blocked", "tries"); "" where nothing is wrong; of what was sent to a chat that pings a role, what became of that (PingDone)
}

// Outcome is how a delivery ended.
type Outcome string

// The outcomes that the ledger tells apart.
const (
	OutcomeSent   Outcome = "sent"
	OutcomeLate   Outcome = "late"   // sent, more than LateAfter past its time
	OutcomeMissed Outcome = "missed" // more than CatchUp past its time, not sent
	OutcomeFailed Outcome = "failed" // set aside after the last try, or refused
)

// LedgerSize is how many entries a chat's ledger keeps: a week of days.
const LedgerSize = 7

// PraysFor is what the chat as a whole prays for: that of its first
// subscription to a point, the world where it has none.
func (c *Chat) PraysFor() content.Selection {
	for _, s := range c.Subscriptions {
		if !s.News {
			return s.Selection
		}
	}
	return content.Selection{}
}

// Same finds a subscription of the same kind with the same times and selection.
func (c *Chat) Same(s Subscription) *Subscription {
	for i, old := range c.Subscriptions {
		if old.News == s.News && old.Week == s.Week && old.At == s.At && old.Zone == s.Zone && old.Days == s.Days && old.Selection.Equal(s.Selection) {
			return &c.Subscriptions[i]
		}
	}
	return nil
}
