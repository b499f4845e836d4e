// Package scripture reads references to the Bible and checks that they exist:
// "Romans 8:28", "Ps 46:1-3", "Jude 3".
//
// It knows the 66 books as English Bibles number their chapters and verses. It
// never holds or fetches a text: package bible has them, and Link says where one
// can be read. There is nothing that a crash could leave half-done.
package scripture

import (
	_ "embed"
	"fmt"
	"net/url"
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
	verses []int // by chapter, from chapter 1 at index 0
}

// books finds a book by any of its names in lower case without spaces and dots.
var books = sync.OnceValue(func() map[string]*book {
	found, number := map[string]*book{}, 0
	for line := range strings.Lines(table) {
		parts := strings.Split(strings.TrimSpace(line), "; ")
		if strings.HasPrefix(line, "#") || len(parts) != 3 {
			continue
		}
		number++
		b := &book{number: number, name: parts[0]}
		for _, n := range strings.Fields(parts[2]) {
			count, _ := strconv.Atoi(n)
			b.verses = append(b.verses, count)
		}
		for _, name := range append(strings.Split(parts[1], ","), parts[0]) {
			found[plain(name)] = b
		}
	}
	return found
})

func plain(name string) string {
	name = strings.ReplaceAll(name, " ", "")
	return strings.ToLower(strings.ReplaceAll(name, ".", ""))
}

// A Ref is a checked reference: a chapter, a verse, or a run of verses.
type Ref struct {
	book                   *book
	chapter, verse         int // verse 0 is the whole chapter
	lastChapter, lastVerse int // 0 where the reference is one verse or chapter
}

// String gives the usual form: "Romans 8:28", "Psalm 46:1-3", "Jude 3".
func (r Ref) String() string {
	name := r.book.name
	if name == "Psalms" {
		name = "Psalm"
	}
	var b strings.Builder
	b.WriteString(name + " ")
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

// Link leads to the text in the World English Bible, which is in the public
// domain, on a public reader.
func (r Ref) Link() string {
	return "https://www.biblegateway.com/passage/?" + url.Values{"search": {r.String()}, "version": {"WEB"}}.Encode()
}
