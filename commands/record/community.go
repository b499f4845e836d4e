package record

import (
	"time"

	"prayerbot/content"
)

// A Community makes one church of chats on any platform: they pray the same
// point on the same day, count together, and hear the same announcements.
type Community struct {
	ID        string // 8 characters of a-z and 2-7, random
	Name      string // as its people wrote it; see cleanName
	Owner     UserID
	Two       bool              // an announcement needs a second person
	Selection content.Selection // what all its chats pray for; zero is the world
	Groups    string            // join code for groups and servers, whose moderators become the community's
	People    string            // join code for a person's private chat
	Offer     string            // code by which another moderator may become the owner; "" is none
	OfferEnds time.Time         // until when
	Requests  []JoinRequest     `json:",omitempty"` // what waits for the owner's answer, or has lapsed; nil is nothing
	TakeOver  TakeOver          `json:",omitzero"`
	Revision  string            // names the stored state this was read from; "" never stored
}
