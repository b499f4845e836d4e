package reply

import (
	"strings"
	"time"

	"prayerbot/commands/record"
)

// A Reply is what the bot says: plain text in blocks, without any markup.
// Adapters add the markup and no words.
type Reply struct {
	Title      string
	Blocks     []Block
	Buttons    [][]Button // rows, at most 25 buttons in all; a platform that allows fewer rows joins some
	Visibility Visibility
	// Aside is said in the open chat after a Private reply was delivered in
	// private; AsideFailed where it could not be. "" says nothing.
	Aside, AsideFailed string
	// Start is what a link that opens the bot in private has to carry, so that it
	// answers the same there; "" where there is no such link. It is at most
	// MaxStart of A-Z, a-z, 0-9, "_" and "-".
	Start string
	// About are the ids of points and the keys of posts that the reply shows, so
	// that it is found again where one of them is withdrawn.
	About []string
	// Ask is what the reply asks for. A platform that has forms opens one instead
	// of the reply, whose blocks say what to type elsewhere; nil asks nothing.
	Form *Form
	// Tidy says that the command, which only its sender had a use for, may be
	// removed from the chat.
	Tidy bool
	// Again says that the asker was told the same just before: it is shown only
	// where a platform can show it to them alone and it takes nothing from others
	// (ephemeral, a toast), else not at all.
	Again bool
	// Dated is the date that the reply is for, as its readers write it: a post that
	// holds the reply is named by it and the title. "" is none.
	Dated string
	// Topics are the names, the closest first, under which a place that files its posts
	// may file the reply.
	Topics []string
	// Stopped says that the chat counts as one that cannot be written to: where this
	// was shown there all the same, it can be, and the adapter says so (Core.Resume).
	Stopped bool
	// Silent is without a sound.
	Silent bool
	// Discreet is a line that names nothing, and the only one that everybody may
	// read: all else of the reply is covered until somebody wants to see it, has no
	// picture and no preview, and cannot be passed on where the platform can keep
	// it from that. "" covers nothing. The core alone sets it.
	Discreet string
	// Neutral is what Discreet is to say where the chat wants it; "" is the usual
	// line.
	Neutral string
	// Reaction is an emoji that the asker's message is marked with; "" is none. Where a
	// platform has no such thing, nothing takes its place.
	Reaction string
	// Counted is how many of the chat have pressed, today, the button whose press is
	// answered: the pressed message shows it behind the button's label, where the
	// platform can. 0 leaves the message as it is.
	Counted int
	// Done is the label of the button whose press is answered, from now on: it has
	// done what it can. A platform shows it where the asker alone reads the pressed
	// message, and can keep it from being pressed again; "" leaves it as it is.
	Done string
	// Preview is the page behind a link of the reply that a platform may show a
	// preview of; "" is none.
	Preview string
	// What only some platforms can draw; see carry.go.
	Accent  Accent
	Picture *Picture // nil is none
	// Emblem is a small picture that shows where what the bot sends by itself is about, and
	// nothing that is not said. A platform that has a place for one beside a text shows it
	// where there is no Picture; another one leaves it out. nil is none.
	Emblem *Picture
	// AskLocation is the label of a button that tells the bot where the asker is,
	// where a platform has such a thing and the asker is alone with it; the blocks
	// say what to type elsewhere. "" asks for none.
	AskLocation string
	// LocationHow says how to use that button, where it cannot stand under the reply
	// itself; "" says no more than its label.
	LocationHow string
	// Share is the label of a button by which the asker passes the reply on to others,
	// who come by it to what Start opens, where a platform has such a thing; "" is none.
	Share string
	// Page is the address of a page on the web that shows the same to everybody; "" where
	// there is none.
	Page string
	// AskChannel is the label of a button by which the asker, alone with the bot, picks
	// one of their channels from the platform's own list, where it has such a thing; ""
	// asks for none. What they pick is asked for by the command on.
	AskChannel string
}

// An Addressed is what the bot says to a chat by itself, at once.
type Addressed struct {
	Chat  record.ChatID
	Reply Reply
}

// Visibility says where a reply belongs. What the core answers to a press in a chat
// that others read is never ForChat, and InPlace on the asker's own answer alone.
type Visibility int

// The places of a reply.
const (
	ForChat  Visibility = iota // a new message in the chat
	InPlace                    // instead of the message whose button was pressed; ForChat where there is none
	ForAsker                   // for the asker alone (ephemeral, a toast, a link that opens the bot); to what was typed, else ForChat
	Private                    // for the asker alone, never in an open chat: in private, or not at all
)

// A Block is a part of a reply.
type Block struct {
	Kind  BlockKind
	Text  string
	Items []Item
	Reply *Reply // of a Sample alone
	// Brief is what a Note says as a fact of its own: Label, Text, as Link the page that it
	// is from, and as Note a whole sentence that names this. A platform that shows facts in
	// fields of their own shows it instead of the Note. nil is none.
	Brief *Item
	// Chooses says that the block speaks of a button of the reply: where that cannot be
	// pressed, the block is left out with it.
	Chooses bool
	// How says that the block tells how to change something here: it is for those who may.
	How bool
}

// BlockKind says what a block is, so that every platform can show it its way.
type BlockKind int

// The kinds of blocks.
const (
	Paragraph BlockKind = iota // Text
	Heading                    // Text: a short line above what follows
	Story                      // Text: a long text that a platform may fold; paragraphs parted by "\n\n"
	Facts                      // Items: Label, Text, Note ("CIA World Factbook, 2026-01-22"), perhaps Link for the note
	List                       // Items: one a line: Label (stands out), Text, Note, perhaps Link on the Label, or on the Text where there is no Label
	Links                      // Text: a lead such as "To read:" (may be ""), and Items in one line behind it: Text with Link
	Note                       // Text: small print; perhaps Items with Text and Link behind it
	Foreign                    // Text: written by somebody else; shown as it is, set apart
	Verse                      // Text: words of the Bible, set apart; Items: one, with Text and Link of the reference, and as Note the translation's name
	Copy                       // Items: a line each: Label, Text; to be copied as it is
	Sample                     // Reply: a message exactly as it is shown elsewhere; its buttons do nothing
)

// Copied is what people copy of a Copy block.
func (b Block) Copied() string {
	lines := make([]string, len(b.Items))
	for i, item := range b.Items {
		lines[i] = strings.TrimSpace(item.Label + " " + item.Text)
	}
	return strings.Join(lines, "\n")
}

// An Item is one entry of a block.
type Item struct {
	Label string
	Text  string
	Note  string
	Link  string // https; "" is none
	Do    string // a command line that tells more, as a Button's; a page on the web links it, a chat does not
	// At is the instant that Text names; a platform that can show an instant
	// in each reader's own zone may add that. Zero is none.
	At time.Time
	// IsRole is the id of a platform's role, which that platform shows by its
	// name behind Text; "" is none.
	RoleID string
	// PlaceKey is the key of a chat of the same server or group, which the platform
	// shows by its name behind Text to those who see that chat; "" is none.
	PlaceKey string
}

// A Button does what typing its command line would do, or opens a link.
type Button struct {
	Label string // at most 40 characters: says what the button does
	Do    string // a command line without slash, which names places by their keys: "country =KP"
	Link  string // https, instead of Do
	// UnderAnswer says that the button stands under an answer, whose place its own
	// answer may take. Under what a chat was sent it never is.
	UnderAnswer bool
	// Place is the key of the chat that the line is about, where that is not the one
	// in which the button stands; "" is that one.
	Place string
	// Brings says that the button, instead of doing something, opens the platform's own
	// way to bring the bot into a channel. It is only where a Request says Picks.
	Brings bool
	// Roles says that the button, instead of doing something, lets its presser pick one of
	// the platform's roles, whose key then stands behind the line. It is only where a
	// Request has RoleIDs.
	Roles bool
	// Chats says that the button, instead of doing something, lets its presser pick another
	// chat of the same server or group, about which the line then is. It is only where a
	// Request has RoleIDs.
	Chats bool
	// Copies is what the button puts where its presser can paste it, instead of doing
	// something, at most MaxCopied characters: a code or an address. It is only where a
	// Request says Copies; "" copies nothing.
	Copies string
	// Alone says that what the button does is done alone with the bot: see Opens.
	Alone bool
	// Main says that the button does what the message asks for: a platform that
	// colours buttons makes it stand out.
	Main  bool
	Count int // how many have pressed it, shown behind the label; 0 shows none
}

// MaxCopied is the longest text that a button copies, in characters: Telegram's limit.
const MaxCopied = 256

// MaxPayload is the longest payload of a button in bytes: Telegram's
// callback_data holds 1 to 64 (Discord's custom_id 100 characters).
const MaxPayload = 64

// MaxPlaced is the longest payload of a button in bytes that is about another chat:
// only platforms have such that take as much (Discord's custom_id).
const MaxPlaced = 100

// PlaceMark stands before the key of the chat that a button is about.
const PlaceMark = "@"

// PayloadVersion stands before the command line in a payload. A change of the
// lines' meaning raises it, so that a button of an older version is known.
const PayloadVersion = "1 "

// Payload is what a platform hands back when the button is pressed.
func (b Button) Payload() string {
	if b.Place != "" {
		return PayloadVersion + AnswerMark + PlaceMark + b.Place + " " + b.Do
	}
	if marked := PayloadVersion + AnswerMark + b.Do; b.UnderAnswer && len(marked) <= MaxPayload {
		return marked
	}
	return PayloadVersion + b.Do
}

// AnswerMark stands before the line of a button under an answer.
const AnswerMark = "."

// Start is what a link that opens the bot in private has to carry to do the
// same there; "" where there is no such link.
func (b Button) Start() string {
	if b.Link != "" {
		return ""
	}
	return StartOf(b.Do)
}

// Opens tells whether what the button does is done alone with the bot, wherever it
// stands: a platform that can makes it a link there.
func (b Button) Opens() bool {
	command, _, _ := ParseLine(b.Do)
	return b.Link == "" && (command == OnChat || b.Alone)
}

// Counts tells whether pressing the button only counts whoever presses it, so
// that it may stand where many read.
func (b Button) Counts() bool {
	command, _, _ := ParseLine(b.Do)
	return b.Link == "" && command == "prayed"
}

// PrayedPoint is the id of the point that a button counts for, by its payload; ""
// where it counts nothing.
func PrayedPoint(payload string) string {
	line, ok := strings.CutPrefix(payload, PayloadVersion)
	command, _, id := ParseLine(strings.TrimPrefix(line, AnswerMark))
	if !ok || command != "prayed" {
		return ""
	}
	return id
}

// Empty tells whether there is nothing to show.
func (r Reply) Empty() bool { return r.Title == "" && len(r.Blocks) == 0 }
