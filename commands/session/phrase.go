package session

import (
	"strings"
	"time"
	"unicode/utf8"

	"prayerbot/commands/record"
	"prayerbot/commands/words"
	"prayerbot/content"
	"prayerbot/content/search"
)

// CountryName is a country's name in the asker's language, as CLDR gives it; the
// program's own name in English.
func (s *Session) CountryName(c *content.Country) string {
	lang, _, _ := strings.Cut(s.Language, "-")
	if name := c.Names[s.Language]; name != "" {
		return name
	}
	if name := c.Names[lang]; name != "" && lang != "en" {
		return name
	}
	return c.Name
}

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
func City(zone string) string {
	return strings.ReplaceAll(zone[strings.LastIndex(zone, "/")+1:], "_", " ")
}

// Selection writes what a selection holds.
func (s *Session) Selection(sel content.Selection) string {
	if sel.Whole() {
		return s.Say("selection.whole")
	}
	var names []string
	for _, key := range sel.Countries {
		if c := s.Library.Country(key); c != nil {
			names = append(names, s.CountryName(c))
		}
	}
	for _, key := range sel.Regions {
		if r := s.Library.Region(key); r != nil {
			names = append(names, r.Name)
		}
	}
	for _, key := range sel.Lists {
		if list := s.Library.List(key); list != nil {
			names = append(names, list.Name)
		}
	}
	return s.List(names)
}

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
func Label(s string) string { return shortened(s, maxLabel) }

// Label is a sentence as a button can show it. What is filled in is shortened,
// the longest of it; the sentence stays whole.
func (s *Session) Label(name string, with words.With) string {
	text := s.Say(name, with)
	over := utf8.RuneCountInString(text) - maxLabel
	if over <= 0 {
		return text
	}
	longest, value := "", ""
	for key := range with {
		if v, is := with[key].(string); is && utf8.RuneCountInString(v) > utf8.RuneCountInString(value) {
			longest, value = key, v
		}
	}
	return Label(s.Say(name, with, words.With{longest: shortened(value, utf8.RuneCountInString(value)-over)}))
}

// shortened is a text of at most most characters.
func shortened(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return strings.TrimRight(string(r[:max(0, most-1)]), " ") + "…"
	}
	return s
}

// NamesPlace tells whether a text names a place or a list.
func (s *Session) NamesPlace(text string) bool {
	found := search.Find(s.Library, text)
	return len(found.Countries) > 0 || found.Region != nil || found.List != nil
}

// ByKind is the name of a sentence for the kind of subscription.
func ByKind(s record.Subscription, point, news string) string {
	if s.News {
		return news
	}
	return point
}
