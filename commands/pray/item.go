package pray

import (
	"regexp"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// argItem is the parameter that names something that the bot tells: the id of a
// point, the key of a post, or with its mark the key of a country.
const argItem = "item"

// countryKey is the key of a country, which no point and no post has.
var countryKey = regexp.MustCompile(`^[A-Z]{2}$`)

// An item is something that the bot tells, as a button names it.
type item struct {
	key   string
	title string
	show  string // the command line that shows it
}

// itemOf finds what a key names of what may be shown to somebody whose date is
// today; a Problem says that it is not there.
func itemOf(s *session.Session, l *content.Library, key string, today content.Date) (item, error) {
	if country, is := reply.ReadKeyed(key); is || countryKey.MatchString(key) {
		if c := l.Country(country); c != nil {
			key = reply.Keyed(c.Key)
			return item{key, s.Say("country.title", words.With{"Flag": session.Flag(c), "Country": s.CountryName(c)}), "country " + key}, nil
		}
		return item{}, s.Problem("problem.item")
	}
	if p := l.Point(key); p != nil && (p.Post == nil || p.Post.Shown(today)) {
		return item{key, pointTitle(s, p), "point " + key}, nil
	}
	if p := l.Post(key); p != nil && p.Shown(today) {
		return item{key, session.Flag(p.Country) + " " + p.Title, "news read " + key}, nil
	}
	return item{}, s.Problem("problem.item")
}

// moreButton leads to what else can be done about something.
func moreButton(s *session.Session, key string) reply.Button {
	return reply.Button{Label: s.Say("button.more"), Do: "more " + key}
}
