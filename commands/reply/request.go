package reply

import (
	"time"

	"prayerbot/commands/record"
)

// AboutMessage is the command that is given about a message of somebody, whose text goes
// with it as Text.
const AboutMessage = "about"

// Origin is whose message a pressed button stands under.
type Origin int

// The messages of the bot, from the one that concerns the most people. What is
// not known counts as a delivery.
const (
	FromDelivery        Origin = iota // what a chat was sent by itself: a point, the news, an announcement
	FromOthersAnswer                  // the answer to what somebody else asked
	FromAnonymousAnswer               // the answer to what an administrator asked without giving a name
	FromOwnAnswer                     // the answer to what the asker asked, or one that they alone see
)

// Role is what a person may do in a chat.
type Role = record.Role

// The roles, from the least. RoleUnknown makes the core ask Rights when it
// matters.
const (
	RoleUnknown = record.RoleUnknown
	Anyone      = record.Anyone
	Moderator   = record.Moderator
	Operator    = record.Operator
)

// A Request is what somebody asks, on any platform.
type Request struct {
	Chat    record.ChatID
	GroupID string // the server or group that the chat belongs to; "" in private
	// GroupName is what the platform calls that server or group; "" where it does not
	// say. Its people wrote it.
	GroupName string
	Private   bool // a person alone with the bot: their own moderator
	Channel   bool // many read here, and nobody speaks in their own name
	Outside   bool // the bot is not installed here: somebody brought it along
	Locates   bool // the asker can share a location here
	Copies    bool // a button can copy a text for whoever presses it
	Servers   bool // the platform calls the place of many a server, in private too
	Forms     bool // the platform has forms: a Form is opened instead of a reply to a command or a press
	Picks     bool // the asker can pick one of their channels from the platform's own list
	Hears     bool // what somebody says here in answer to the bot reaches it
	// Through says that the chat is asked about from another one, where a command that is
	// typed is not about it.
	Through bool
	Person  string // the platform's user id; "" where it is not known (an anonymous admin)
	Role    Role   // as the platform states it with this very request
	// RoleIDs are the platform's own roles that Person holds in the group, by id; nil
	// where the platform has no such thing, or does not say.
	RoleIDs  []string
	Language string // BCP 47 as the platform states it; "" is English
	// GroupLanguage is what the server or group has chosen for all, BCP 47; "" where it
	// has chosen none, or the platform does not say.
	GroupLanguage string
	Now           time.Time

	// Either a command, with its arguments by name or with the line that was
	// typed behind it, ...
	Command string // "pray", without slash, in any case; "" is text that is no command
	Args    Args   // as the platform names them; nil: Line is taken apart
	Named   bool   // the command names this bot, so that no other is meant
	Line    string // what was typed behind the command, or the text that is none
	// ... or the payload of a pressed button.
	Payload string
	Origin  Origin // whose message the button stands under
	// Text is what was written into the form that an Ask has opened, and Chosen what was
	// chosen there, by the names of the parameters; they go with the Form's Payload. Chosen
	// is nil where nothing came from a form.
	Text   string
	Chosen Args

	// Location is what somebody has shared instead of typing; nil is none. A request
	// with it has neither Command nor Line nor Payload.
	Location *Location

	// Marked is the id of a message of the bot that somebody has marked, instead of
	// pressing its button, with folded hands; "" is none. A request with it has
	// neither Line nor Payload, and finds nothing but silence.
	Marked string

	// Point is the id of the prayer point in the message of the bot that the text
	// answers; "" is none.
	Point   string
	Quoted  string // the text of the message that the command answers; "" is none
	MayPing bool   // the person may ping everyone in this chat
	Bot     Powers // what the bot may do in this chat
	Kind    record.PlaceKind
	Barred  bool // the person may not write in this chat themselves
	// Picked is the chat that an argument names, where the platform has described it
	// with the request; nil is none.
	Picked *Place
}
