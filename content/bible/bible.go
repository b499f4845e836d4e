// Package bible holds the text of the Bible, a file a translation, and gives
// verses and short passages of it.
//
// A book is decompressed when somebody asks for one of its verses, and given
// back at once; what stays in memory is a bounded number of passages. It is safe
// for concurrent use: one book of a translation is decompressed at a time. It
// never cuts a verse, changes a letter of it, or reads anything but the files
// that are built in. There is nothing that a crash could leave half-done.
package bible

import (
	"io"
	"strings"
	"sync"
	"unicode/utf8"

	"prayerbot/content/scripture"
)

// A Translation is what a Bible is called.
type Translation struct {
	Tag  string // the language, BCP 47: "en"
	Name string // as it is shown under a verse: "World English Bible"
}

// A Bible is the text of one translation.
type Bible struct {
	Translation
	file    io.ReaderAt
	books   [scripture.Books]span
	kept    *cache     // what all translations keep together
	reading sync.Mutex // held while a book is decompressed
}

// Passage is the text of a reference, its verses joined by a space; false where
// the translation lacks one of them, or where the book is damaged (Check says
// how). A verse that the translation joins to the one before is part of a run that
// holds both, and alone it is lacking.
func (b *Bible) Passage(ref scripture.Ref) (text string, ok bool) {
	e := b.find(question{of: b, ref: ref})
	return e.text, e.ok
}

// Excerpt is what of a reference can be shown in most characters: the whole, or
// its first verse alone; shown is the reference of what it gives. It is false
// where even the first verse is longer, or missing: a verse is never cut.
func (b *Bible) Excerpt(ref scripture.Ref, most int) (text string, shown scripture.Ref, ok bool) {
	if most < 1 {
		return "", scripture.Ref{}, false
	}
	e := b.find(question{b, ref, most})
	return e.text, e.shown, e.ok
}

// A question is what somebody asks of a Bible; most 0 is the whole passage.
type question struct {
	of   *Bible
	ref  scripture.Ref
	most int
}

// An answer is the text that a question found.
type answer struct {
	text  string
	shown scripture.Ref
	ok    bool
}

// find looks a question up, and reads its book where it was not asked lately.
func (b *Bible) find(q question) answer {
	if found, ok := b.kept.get(q); ok {
		return found
	}
	b.reading.Lock()
	defer b.reading.Unlock()
	if found, ok := b.kept.get(q); ok { // somebody else has read it meanwhile
		return found
	}
	found := b.read(q)
	b.kept.put(q, found)
	return found
}

// read answers a question from its book.
func (b *Bible) read(q question) answer {
	book, err := b.bookOf(q.ref)
	if err != nil {
		return answer{}
	}
	return b.from(book, q)
}

// from answers a question from the text of its book.
func (b *Bible) from(book string, q question) answer {
	for _, ref := range []scripture.Ref{q.ref, q.ref.First()} {
		passage, ok := b.passage(book, ref)
		switch {
		case q.most == 0:
			return answer{passage, ref, ok}
		case ok && utf8.RuneCountInString(passage) <= q.most:
			return answer{passage, ref, true}
		}
	}
	return answer{}
}

// bookOf is the text of the book that a reference is of.
func (b *Bible) bookOf(ref scripture.Ref) (string, error) {
	for place := range ref.Places() {
		return b.book(place.Book)
	}
	return "", errNoBook
}

// passage joins the verses of a reference; false where one is missing.
func (b *Bible) passage(book string, ref scripture.Ref) (string, bool) {
	var text strings.Builder
	for place := range ref.Places() {
		verse := verseOf(book, place)
		switch {
		case verse == "" || verse == joined && text.Len() == 0:
			return "", false
		case verse == joined:
			continue
		case text.Len() > 0:
			text.WriteByte(' ')
		}
		text.WriteString(verse)
	}
	return text.String(), true
}
