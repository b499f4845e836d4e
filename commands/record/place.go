package record

// A PlaceKind is what sort of place a chat is, as far as that changes how something
// is sent there.
type PlaceKind int

// The kinds of places.
const (
	PlaceChat     PlaceKind = iota // messages stand one below the other; or it is not known
	PlaceThreaded                  // so they do, and a thread can be opened under each
	PlaceFollowed                  // so it is, and what is published there goes to those who follow it elsewhere
	PlaceThread                    // a thread under a message, or a post of a forum
	PlaceForum                     // posts, each a thread of its own; nothing is written outside them
)
