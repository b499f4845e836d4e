package pray

import (
	"regexp"
	"strings"

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
	day   string // the date of which it is told, behind a space; "" is today's
	page  string // the path of its page on the web
}

// itemOf finds what a key names of what may be shown to somebody whose date is
// today; a Problem says that it is not there.
func itemOf(s *session.Session, l *content.Library, key string, today content.Date) (item, error) {
	if country, is := reply.ReadKeyed(key); is || countryKey.MatchString(key) {
		if c := l.Country(country); c != nil {
			key = reply.Keyed(c.Key)
			return item{key: key, title: s.Say("country.title", words.With{"Flag": session.Flag(c), "Country": s.CountryName(c)}), show: "country " + key, page: "/countries/" + strings.ToLower(c.Key)}, nil
		}
		return item{}, s.Problem("problem.item")
	}
	if p := l.Point(key); p != nil && (p.Post == nil || p.Post.Shown(today)) {
		return item{key: key, title: pointTitle(s, p), show: "point " + key, page: "/points/" + key}, nil
	}
	if p := l.Post(key); p != nil && p.Shown(today) {
		return item{key: key, title: session.Flag(p.Country) + " " + p.Title, show: "news read " + key, page: "/stories/" + key}, nil
	}
	return item{}, s.Problem("problem.item")
}

// moreButton leads to what else can be done about something.
func moreButton(s *session.Session, key string) reply.Button {
	return reply.Button{Label: s.Say("button.more"), Do: "more " + key}
}

// morePoint is moreButton for a point as it is told on a date.
func morePoint(s *session.Session, p *content.Point, date content.Date) reply.Button {
	return moreButton(s, p.ID+" "+date.String())
}

// cutDay takes the date off a line; "" where none stands at its end.
func cutDay(line string) (rest, day string) {
	at := strings.LastIndexByte(line, ' ')
	if _, err := content.ParseDate(line[at+1:]); err != nil || at < 0 {
		return line, ""
	}
	return line[:at], line[at+1:]
}

// readItem takes "kp-camps 2026-11-24" apart.
func readItem(_ *session.Session, line string) (reply.Args, error) {
	key, day := cutDay(line)
	return reply.Args{argItem: key, argDate: day}, nil
}
