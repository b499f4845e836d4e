package load

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"prayerbot/content"
	"prayerbot/content/scripture"
)

// pointForm is the form of a point's id: the country's key and a word or more.
var pointForm = regexp.MustCompile(`^[a-z]{2}-[a-z0-9-]{1,21}$`)

// pointFields are what every point has.
var pointFields = []string{"id", "title", "text", "scripture", "sources"}

// A pointReader reads prayer points, and knows all of them by their ids.
type pointReader struct {
	sources   *sourceReader
	pointByID map[string]*content.Point

	mu     sync.Mutex // countries are read at the same time
	placed []placedPoint
}

// readCountryPoint reads one point of a country, or of a post about it.
func (ld *pointReader) readCountryPoint(s section, c *content.Country) *content.Point {
	p := ld.readPoint(s)
	p.Country = c
	ld.place(s, p, c)
	if start := strings.ToLower(c.Key) + "-"; c.Key != "" && p.ID != "" && (!pointForm.MatchString(p.ID) || !strings.HasPrefix(p.ID, start)) {
		s.fault(s.lineOf("id"), fmt.Sprintf("The id %q has the wrong form.", p.ID), fmt.Sprintf("Begin with %s and use at most 24 of a-z, 0-9 and -.", start))
	}
	return p
}

// readPoint reads what every point has.
func (ld *pointReader) readPoint(s section) *content.Point {
	p := &content.Point{ID: s.required("id"), Title: s.required("title"), Text: s.required("text")}
	s.checkLength("title", p.Title, 1, 60)
	s.checkLength("text", p.Text, 150, 450)
	if n := countSentences(p.Text); p.Text != "" && (n < 2 || n > 4) {
		s.fault(s.lineOf("text"), fmt.Sprintf("The text has %d sentences.", n), "Write two to four.")
	}
	p.Scripture, p.Sources = versesOf(s), ld.sources.sourcesOf(s, "sources")
	return p
}

// readPrayer reads the prayer for a country as a whole; nil where there is none.
func (ld *pointReader) readPrayer(s section) *content.Prayer {
	if !s.has("prayer") {
		return nil
	}
	s = s.section(s.fields["prayer"], "text", "scripture")
	p := &content.Prayer{Text: s.required("text"), Scripture: versesOf(s)}
	s.checkLength("text", p.Text, 150, 600)
	return p
}

// versesOf reads the one or two references of a point.
func versesOf(s section) []content.Verse {
	var verses []content.Verse
	refs := s.items("scripture")
	if len(refs) < 1 || len(refs) > 2 {
		s.fault(s.lineOf("scripture"), fmt.Sprintf("There are %d Scripture references.", len(refs)), "Give one or two, such as [Romans 8:28].")
	}
	for i, text := range s.texts("scripture") {
		ref, err := scripture.Parse(text)
		if err != nil {
			s.fault(refs[i].Line, err.Error()+".", "Write a reference that exists, such as Romans 8:28.")
			continue
		}
		verses = append(verses, content.Verse{Text: ref.String(), Link: scripture.In(scripture.English).Link(ref)})
	}
	return verses
}
