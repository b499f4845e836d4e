package reply

// An Article is one of several messages that somebody who types the bot's name in
// any chat may send there in their own name.
type Article struct {
	ID    string // 1 to 64 bytes, one of its own among the others
	Title string // what it is about
	About string // one line below the title
	Reply Reply  // the message; of its buttons those that only count do something there
	// Photo is the address of a picture, as JPEG, that everybody can open: then that is
	// sent, and the message stands below it as far as there is room. "" is a message
	// without one.
	Photo string
}
