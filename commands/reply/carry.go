package reply

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"prayerbot/content/picture"
)

// Accent is what a reply is, so that a platform can set it off, such as by a
// colour. It is never the only sign: the words say it too.
type Accent int

// The accents. NoAccent is of a reply that nobody has built to its end.
const (
	NoAccent           Accent = iota
	AccentPoint               // what to pray for
	AccentReport              // how things are: a country, a setting, a state
	AccentNews                // what was reported
	AccentAnnouncement        // what moderators say
	AccentAlert               // an urgent call to pray
	AccentProblem             // what did not work, and what to do
	AccentQuestion            // what the asker is to choose or to say
)

// A Picture goes with a reply. Exactly one of Data, File and Link is set.
type Picture struct {
	Data []byte      // a JPEG or PNG as NewPicture has cleaned it
	File PictureFile // a file that is read when the picture is sent
	Link string      // https; the platform fetches it
	// Alt says in words what is to be seen; every picture has it. Caption and
	// Credit ("Picture: ...") are whole sentences; "" is none.
	Alt, Caption, Credit string
	// Decorative is a picture that shows nothing but what the reply says: it is left
	// out where it would need a message of its own, and Alt is told only where a
	// platform has a place for it.
	Decorative bool
}

// PictureFile is a picture that is read when it is needed. What it gives is
// cleaned; an error means that there is no picture at this moment. It is safe for
// concurrent use.
type PictureFile interface {
	Bytes() ([]byte, error)
}

// The longest texts of a picture in characters: with all three it stays within
// the 1,024 of a caption on Telegram. A credit is a sentence around a name.
const (
	MaxAlt     = picture.MaxText
	MaxCaption = picture.MaxText
	MaxCredit  = picture.MaxName + 50
)

// NewPicture makes a picture of a JPEG or PNG of at most picture.MaxBytes,
// without whatever it tells beside its pixels. The error says why it cannot be
// shown.
func NewPicture(data []byte, alt, caption, credit string) (*Picture, error) {
	clean, err := picture.Clean(data)
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	p := &Picture{Data: clean, Alt: alt, Caption: caption, Credit: credit}
	return p, p.Check()
}

// Check tells what a picture lacks, but for what Data holds.
func (p *Picture) Check() error {
	sources := 0
	for _, is := range []bool{len(p.Data) > 0, p.File != nil, p.Link != ""} {
		if is {
			sources++
		}
	}
	switch {
	case sources != 1:
		return errors.New("picture: it needs either bytes, a file or an address")
	case p.Link != "" && !strings.HasPrefix(p.Link, "https://"):
		return errors.New("picture: its address does not begin with https://")
	case strings.TrimSpace(p.Alt) == "":
		return errors.New("picture: nothing says what is to be seen")
	case utf8.RuneCountInString(p.Alt) > MaxAlt, utf8.RuneCountInString(p.Caption) > MaxCaption, utf8.RuneCountInString(p.Credit) > MaxCredit:
		return errors.New("picture: its texts are too long")
	}
	return nil
}

// Bytes are the picture's own; nil where the platform fetches it. An error means
// that the reply goes without it.
func (p *Picture) Bytes() ([]byte, error) {
	if p.File != nil {
		return p.File.Bytes()
	}
	return p.Data, nil
}

// Texts are what is shown beside a picture, and stands for it where it cannot be
// seen: caption and credit, and before them what is to be seen, where the
// platform has no other place for that.
func (p *Picture) Texts(withAlt bool) []string {
	var all []string
	if withAlt && !p.Decorative {
		all = append(all, p.Alt)
	}
	for _, text := range []string{p.Caption, p.Credit} {
		if text != "" {
			all = append(all, text)
		}
	}
	return all
}

// Text is what a button shows: its label, and how many it counts.
func (b Button) Text() string {
	if b.Count <= 0 {
		return b.Label
	}
	return b.Label + countMark + strconv.Itoa(b.Count)
}

// countMark stands between a label and what it counts.
const countMark = " · "

// countForm is the number behind a label.
var countForm = regexp.MustCompile(regexp.QuoteMeta(countMark) + `\d+$`)

// Recount is what a button shows that counts another number than it showed; 0 or less
// shows none.
func Recount(shown string, n int) string {
	return Button{Label: countForm.ReplaceAllString(shown, ""), Count: n}.Text()
}

// FoldedHands is the sign that stands for a prayer: people mark what they have prayed
// for with it, and are answered by it.
const FoldedHands = "\U0001F64F"

// Location is where somebody says that they are, in degrees. It is never kept.
type Location struct{ Lat, Lon float64 }

// locationMark stands before a location in an argument.
const locationMark = "@"

// Keyed is the location as an argument, which is used at once and kept nowhere.
func (l Location) Keyed() string {
	return Keyed(fmt.Sprintf("%s%.4f,%.4f", locationMark, l.Lat, l.Lon))
}

// ReadLocation reads what Location.Keyed writes; false where the text is none.
func ReadLocation(text string) (Location, bool) {
	key, is := ReadKeyed(text)
	north, east, both := strings.Cut(strings.TrimPrefix(key, locationMark), ",")
	lat, bad := strconv.ParseFloat(north, 64)
	lon, worse := strconv.ParseFloat(east, 64)
	return Location{lat, lon}, is && both && strings.HasPrefix(key, locationMark) && bad == nil && worse == nil && math.Abs(lat) <= 90 && math.Abs(lon) <= 180
}
