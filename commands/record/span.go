package record

import (
	"strings"
	"time"
)

// A Span is a part of the day by the clock on the wall, from From to just
// before To, over midnight where To is the earlier one.
type Span struct{ From, To Wall }

// String gives the stored form, "22:00-07:00".
func (s Span) String() string { return s.From.String() + "-" + s.To.String() }

// ParseSpan reads what String wrote; false for anything else, and for a span
// without a length.
func ParseSpan(text string) (Span, bool) {
	from, to, _ := strings.Cut(text, "-")
	s := Span{parseWall(from), parseWall(to)}
	return s, s.From >= 0 && s.To >= 0 && s.From != s.To && s.String() == text
}

// parseWall reads a time of day; -1 is none.
func parseWall(text string) Wall {
	t, err := time.Parse("15:04", text)
	if err != nil {
		return -1
	}
	return Wall(t.Hour()*60 + t.Minute())
}

// Has tells whether the clock of an instant, in its own zone, shows a time
// within the span.
func (s Span) Has(t time.Time) bool {
	at := Wall(t.Hour()*60 + t.Minute())
	if s.From < s.To {
		return s.From <= at && at < s.To
	}
	return s.From <= at || at < s.To
}
