// Package feed reads what publishers send: RSS, RDF, Atom or JSON Feed bytes
// become items of plain text with sound links and dates; an item becomes the
// countries it is about; and two items can be told to be the same story.
//
// It reads one item at a time, so that a broken one never loses the others,
// and bounds everything: what is too long is cut, what cannot be kept is
// counted with its reason. Foreign text leaves it without markup, control
// characters and direction overrides; a renderer still escapes it.
//
// It never opens a socket, reads the clock or keeps anything. There is nothing
// that a crash could leave half-done.
package feed

import (
	"errors"
	"time"
)

// The bounds of what a feed may bring. The size of the whole is the fetcher's.
const (
	MaxItems      = 500  // items of one feed, its first ones
	MaxTitle      = 300  // characters
	MaxExcerpt    = 280  // characters, the ellipsis too
	MaxText       = 2000 // characters
	MaxLink       = 2048 // bytes; a longer one is no link
	MaxGUID       = 200  // bytes; a longer one is hashed
	MaxCategories = 20   // of an item
	MaxCategory   = 60   // characters; a longer one is no category
)

// A Result is what could be read of a feed.
type Result struct {
	Title    string
	Language string // BCP 47, "" where the feed does not say
	Items    []Item // in the feed's order
	Skipped  map[Reason]int
}

// An Item is one piece of news. All texts are plain: no markup, no control
// characters, single spaces.
type Item struct {
	GUID       string    // never "", and no other item's: the canonical link where the feed gives none that tells
	Title      string    // never ""
	Link       string    // absolute, http or https, without tracking parameters
	Excerpt    string    // may be ""
	Language   string    // BCP 47; the feed's where the item has none
	Publisher  string    // whom the feed names as the item's source; "" names none
	Published  time.Time // UTC; zero: unknown
	Categories []string
	Text       string // what there is of the story, for Countries and AboutPersecution; not to be kept or shown
}

// A Reason says why an item was passed over.
type Reason string

// The reasons, worst first.
const (
	BrokenMarkup Reason = "broken markup" // cannot be read even after mending
	CutOff       Reason = "cut off"       // the feed ends within the item
	TooLarge     Reason = "too large"
	NoTitle      Reason = "no title" // and no text that could stand for it
	NoLink       Reason = "no link"  // or none to a page of the web
	Repeated     Reason = "repeated" // the feed has the same item above
	Comment      Reason = "a reader's comment"
	TooMany      Reason = "too many" // beyond MaxItems
)

// What Parse says of bytes that are no feed, in words for an operator.
var (
	ErrEmpty   = errors.New("the answer is empty")
	ErrWebPage = errors.New("this is a web page, not a feed")
	ErrNoFeed  = errors.New("this is neither RSS nor Atom nor JSON Feed")
)

// A PageError is ErrWebPage for a page that names its feed.
type PageError struct{ Feed string } // absolute, http or https

func (p *PageError) Error() string { return ErrWebPage.Error() }

func (p *PageError) Unwrap() error { return ErrWebPage }

func (r *Result) skip(why Reason, n int) {
	if n > 0 {
		r.Skipped[why] += n
	}
}
