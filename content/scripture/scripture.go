// Package scripture reads references to the Bible and checks that they exist:
// "Romans 8:28", "Ps 46:1-3", "Jude 3".
//
// It knows the 66 books as English Bibles number their chapters and verses; a
// Ref is always counted so. A Language reads and writes it by its own names of
// the books and its own numbering. The package never holds or fetches a text:
// package bible has them, and a link says where one can be read. There is nothing
// that a crash could leave half-done.
package scripture

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
)

//go:embed books.txt
var table string

// A book is one line of the table.
type book struct {
	number int // 1 is Genesis, 66 Revelation
	name   string
	code   string // as readers on the web call it: "GEN"
	verses []int  // by chapter, from chapter 1 at index 0
}

// books finds a book by any of its names in their plain form.
var books = sync.OnceValue(func() map[string]*book {
	found, number := map[string]*book{}, 0
	for line := range strings.Lines(table) {
		parts := strings.Split(strings.TrimSpace(line), "; ")
		if strings.HasPrefix(line, "#") || len(parts) != 4 {
			continue
		}
		number++
		b := &book{number: number, name: parts[0], code: parts[2]}
		for _, n := range strings.Fields(parts[3]) {
			count, _ := strconv.Atoi(n)
			b.verses = append(b.verses, count)
		}
		for _, name := range append(strings.Split(parts[1], ","), parts[0]) {
			found[plain(name)] = b
		}
	}
	return found
})

// inOrder are the books by their numbers, from 0.
var inOrder = sync.OnceValue(func() [Books]*book {
	var all [Books]*book
	for _, b := range books() {
		all[b.number-1] = b
	}
	return all
})

// numbered finds a book by its number, from 1; nil where there is none.
func numbered(number int) *book {
	if number < 1 || number > Books {
		return nil
	}
	return inOrder()[number-1]
}

// A Ref is a checked reference: a chapter, a verse, or a run of verses.
type Ref struct {
	book                   *book
	chapter, verse         int // verse 0 is the whole chapter
	lastChapter, lastVerse int // 0 where the reference is one verse or chapter
}

// String gives the usual form: "Romans 8:28", "Psalm 46:1-3", "Jude 3".
func (r Ref) String() string {
	var b strings.Builder
	b.WriteString(citedInEnglish(r.book) + " ")
	switch {
	case len(r.book.verses) == 1 && r.verse > 0:
		fmt.Fprintf(&b, "%d", r.verse)
	case r.verse == 0:
		fmt.Fprintf(&b, "%d", r.chapter)
	default:
		fmt.Fprintf(&b, "%d:%d", r.chapter, r.verse)
	}
	switch {
	case r.lastChapter != 0 && r.lastChapter != r.chapter && r.verse != 0:
		fmt.Fprintf(&b, "-%d:%d", r.lastChapter, r.lastVerse)
	case r.lastChapter != 0 && r.lastChapter != r.chapter:
		fmt.Fprintf(&b, "-%d", r.lastChapter)
	case r.lastVerse != 0:
		fmt.Fprintf(&b, "-%d", r.lastVerse)
	}
	return b.String()
}

// citedInEnglish is the name of a book before a chapter and a verse.
func citedInEnglish(b *book) string {
	if b.name == "Psalms" {
		return "Psalm"
	}
	return b.name
}
