package session

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"prayerbot/commands/record"
	"prayerbot/content"
	"prayerbot/content/places"
)

// Flag is the two regional indicator symbols that show a country's flag.
func Flag(c *content.Country) string {
	var b strings.Builder
	for _, r := range c.Key {
		b.WriteRune('\U0001F1E6' + r - 'A')
	}
	return b.String()
}

// ClockIn writes the time of day that it is in a zone.
func (s *Session) ClockIn(zone *time.Location) string { return s.ClockOf(s.Request.Now.In(zone)) }

// City makes a zone's name readable: "Lagos" for Africa/Lagos.
func City(zone string) string { return places.ZoneName(zone) }

// ZoneText is the name of a zone as it is shown: "Africa/Lagos", "UTC−3".
func ZoneText(zone *time.Location) string { return places.ZoneText(zone.String()) }

// Quote shortens what somebody typed, so that it can be said back in one line.
func Quote(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// maxLabel is how many characters a button can show.
const maxLabel = 40

// Label shortens a text to what a button can show.
func Label(s string) string { return Shortened(s, maxLabel) }

// Shortened is a text of at most most characters. It ends at a word, where one
// ends in the second half of what there is room for.
func Shortened(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	room := max(0, most-1)
	head := string(r[:room])
	if at := strings.LastIndexFunc(head, unicode.IsSpace); !unicode.IsSpace(r[room]) && utf8.RuneCountInString(head[:max(0, at)]) > room/2 {
		head = head[:at]
	}
	return strings.TrimRightFunc(head, func(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",;:–—-", c) }) + "…"
}

// ByKind is the name of a sentence for the kind of subscription: to a point, to the
// news, to the points of a week.
func ByKind(s record.Subscription, point, news, week string) string {
	switch {
	case s.News:
		return news
	case s.Week:
		return week
	}
	return point
}
