package scripture

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// form is a book, and then chapter, verse and the end of a run.
var form = regexp.MustCompile(`^\s*((?:[1-3]\s*)?[A-Za-z][A-Za-z .]*?)\s*(\d{1,3})(?::(\d{1,3}))?(?:-(\d{1,3})(?::(\d{1,3}))?)?\s*$`)

// dashes are written in several ways.
var dashes = strings.NewReplacer("–", "-", "—", "-")

// Parse reads one reference and checks that its book, chapters and verses
// exist. The error is one sentence that says what is wrong.
func Parse(text string) (Ref, error) {
	m := form.FindStringSubmatch(dashes.Replace(text))
	if m == nil || m[3] == "" && m[5] != "" {
		return Ref{}, fmt.Errorf("%q is not a reference such as Romans 8:28", text)
	}
	b := called(m[1])
	if b == nil {
		return Ref{}, fmt.Errorf("there is no book called %q", strings.TrimSpace(m[1]))
	}
	r := b.ref(number(m[2]), number(m[3]), number(m[4]), number(m[5]))
	return r, r.check(m[3] != "", m[4] != "")
}

// called finds a book by any of its names; nil where there is none.
func called(name string) *book {
	if b := asCited()[name]; b != nil {
		return b
	}
	return books()[plain(name)]
}

// asCited finds a book by its name as it is cited, which most references have: to look at
// the letters of any other takes far longer.
var asCited = sync.OnceValue(func() map[string]*book {
	all := map[string]*book{}
	for _, b := range inOrder() {
		all[citedInEnglish(b)] = b
	}
	return all
})

func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// ref sorts the numbers of a reference: a book of one chapter is cited by its
// verses alone, and the number behind a dash is a verse unless another one
// follows it or there was no verse before.
func (b *book) ref(chapter, verse, last, lastVerse int) Ref {
	if len(b.verses) == 1 && verse == 0 && lastVerse == 0 {
		return Ref{book: b, chapter: 1, verse: chapter, lastVerse: last}
	}
	r := Ref{book: b, chapter: chapter, verse: verse}
	switch {
	case lastVerse != 0:
		r.lastChapter, r.lastVerse = last, lastVerse
	case verse != 0:
		r.lastVerse = last
	default:
		r.lastChapter = last
	}
	return r
}

// check tells the first thing about a reference that does not exist. The flags
// say whether a verse and an end were given, so that a 0 is not taken for none.
func (r Ref) check(verse, last bool) error {
	single := len(r.book.verses) == 1
	if err := r.book.has(r.chapter, r.verse, verse || single); err != nil {
		return err
	}
	if !last {
		return nil
	}
	chapter := r.lastChapter
	if chapter == 0 {
		chapter = r.chapter
	}
	if err := r.book.has(chapter, r.lastVerse, verse || single); err != nil {
		return err
	}
	if chapter < r.chapter || chapter == r.chapter && r.lastVerse <= r.verse {
		return fmt.Errorf("%s ends before it begins", r)
	}
	return nil
}

// has tells whether a chapter, and where asked a verse of it, exists.
func (b *book) has(chapter, verse int, asked bool) error {
	if chapter < 1 || chapter > len(b.verses) {
		return fmt.Errorf("%s has %d chapters, not %d", b.name, len(b.verses), chapter)
	}
	if most := b.verses[chapter-1]; asked && (verse < 1 || verse > most) {
		return fmt.Errorf("%s %d has %d verses, not %d", b.name, chapter, most, verse)
	}
	return nil
}
