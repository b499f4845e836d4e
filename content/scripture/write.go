package scripture

import (
	"net/url"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A span is what a reference is in the numbering of a language.
type span struct {
	book     *book
	from, to Place
	whole    bool // it is whole chapters
}

// span counts a reference as the language does.
func (l *Language) span(r Ref) span {
	s := span{book: r.book}
	for place := range r.Places() {
		for _, own := range l.numbering.Own(place) {
			switch {
			case s.from == Place{}:
				s.from, s.to = own, own
			case before(own, s.to) || own.Chapter > s.to.Chapter+1:
				s.whole = l.whole(r, s)
				return s
			default:
				s.to = own
			}
		}
	}
	if (s.from == Place{}) { // the translation has no such verse: as in English
		s.from, s.to = Place{r.book.number, r.chapter, max(r.verse, 1)}, r.end()
	}
	s.whole = l.whole(r, s)
	return s
}

// whole tells whether a reference was meant as whole chapters, and is that in the
// language's numbering too: nothing but a title stands before its first verse, and
// nothing behind its last.
func (l *Language) whole(r Ref, s span) bool {
	if r.verse != 0 && (r.lastChapter == 0 || r.lastChapter == r.chapter) {
		return false
	}
	first, _, _ := l.numbering.chapter(r.book.number, s.from.Chapter)
	_, last, _ := l.numbering.chapter(r.book.number, s.to.Chapter)
	from, _ := l.numbering.English(s.from)
	to, _ := l.numbering.English(s.to)
	return first == from && last == to
}

// Write gives a reference as the Bibles of the language have it: "Psalm 46:1-3",
// "Johannes 3,16", "Псалом 22". Behind a name that is written from right to left
// a run of verses stands between marks that keep its order, which nobody sees: without
// them 67:1-2 is shown as 2-67:1.
func (l *Language) Write(r Ref) string {
	if l.tag == English {
		return r.String()
	}
	book, figures := l.parts(r)
	if first, _ := utf8.DecodeRuneInString(book); unicode.In(first, unicode.Arabic, unicode.Hebrew) && strings.Contains(figures, "-") {
		figures = isolate + figures + popIsolate
	}
	return book + " " + figures
}

// The marks between which the direction of a text is its own.
const (
	isolate    = "\u2068"
	popIsolate = "\u2069"
)

// parts are the book of a reference as it is cited, and the numbers behind it.
func (l *Language) parts(r Ref) (book, figures string) {
	s := l.span(r)
	return l.cited[s.book.number-1], l.figures(s)
}

// plain is a reference for a reader on the web.
func (l *Language) plain(r Ref) string {
	if l.tag == English {
		return r.String()
	}
	book, figures := l.parts(r)
	return book + " " + figures
}

// figures are the numbers of a reference.
func (l *Language) figures(s span) string {
	chapter, verse := strconv.Itoa(s.from.Chapter), strconv.Itoa(s.from.Verse)
	endChapter, endVerse := strconv.Itoa(s.to.Chapter), strconv.Itoa(s.to.Verse)
	single := len(s.book.verses) == 1
	switch {
	case s.whole && s.from.Chapter == s.to.Chapter:
		return chapter
	case s.whole:
		return chapter + "-" + endChapter
	case single:
		chapter = verse
	default:
		chapter += l.between + verse
	}
	switch {
	case s.to == s.from:
		return chapter
	case s.to.Chapter == s.from.Chapter:
		return chapter + "-" + endVerse
	default:
		return chapter + "-" + endChapter + l.between + endVerse
	}
}

// Link leads to where a reference can be read in the language, on a public reader.
func (l *Language) Link(r Ref) string {
	s, link := l.span(r), l.reader
	for place, of := range map[string]func() string{
		"{query}":   func() string { return url.QueryEscape(l.plain(r)) },
		"{text}":    func() string { return url.PathEscape(strings.ReplaceAll(l.plain(r), " ", "")) },
		"{chapter}": func() string { return s.sure(r).code() },
		"{verses}":  s.code,
	} {
		if strings.Contains(link, place) {
			link = strings.ReplaceAll(link, place, of())
		}
	}
	return link
}

// sure is a span without its verses where English Bibles number them otherwise, for
// a reader of whom it is not known by which numbers it goes.
func (s span) sure(r Ref) span {
	first, end := r.First(), r.end()
	if s.from != (Place{first.book.number, first.chapter, first.verse}) || s.to != end {
		s.whole = true
	}
	return s
}

// code is a reference as readers on the web take it: "JHN.3.16-18", and the whole
// chapter in which a longer run begins.
func (s span) code() string {
	code := s.book.code + "." + strconv.Itoa(s.from.Chapter)
	if s.whole || s.to.Chapter != s.from.Chapter {
		return code
	}
	code += "." + strconv.Itoa(s.from.Verse)
	if s.to != s.from {
		code += "-" + strconv.Itoa(s.to.Verse)
	}
	return code
}
