package scripture

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed books/*.txt
var bookNames embed.FS

// English is the tag of the language whose names and numbers a Ref has.
const English = "en"

// A Language reads and writes references as the Bibles of a language do: the names
// of the books, the sign between chapter and verse, the numbers of chapters and
// verses, and the reader that a link leads to.
type Language struct {
	tag       string
	reader    string // an address with {verses}, {chapter}, {text} or {query}
	between   string
	cited     []string       // by the number of the book, from 0
	exact     map[string]int // the number of a book by its names with their accents
	books     map[string]int // and by its plain names
	numbering *Numbering
	// also are the verses that other Bibles of the language count otherwise, each with
	// its place in English ones: they are read, and never written.
	also map[Place]Place
}

// In is the language of a tag, "pt-BR" by its "pt" too, and Chinese in whatever
// form; else English.
func In(tag string) *Language {
	base, _, _ := strings.Cut(tag, "-")
	for _, t := range []string{tag, base, English} {
		if t == "zh" {
			t = "zh-Hans"
		}
		if l := languages()[t]; l != nil {
			return l()
		}
	}
	return nil // never: there is an English one
}

// Tag is the language's own, which is English where one was asked for that is not
// there.
func (l *Language) Tag() string { return l.tag }

// Languages are the tags of all.
func Languages() []string {
	var tags []string
	for tag := range languages() {
		tags = append(tags, tag)
	}
	return tags
}

// namesOf are the files of the languages by their tags.
var namesOf = sync.OnceValue(func() map[string]string {
	all := map[string]string{English: ""}
	files, _ := fs.Glob(bookNames, "books/*.txt")
	for _, file := range files {
		text, _ := fs.ReadFile(bookNames, file)
		all[strings.TrimSuffix(path.Base(file), ".txt")] = string(text)
	}
	return all
})

// languages are all, by their tags, each read when somebody first asks for it.
var languages = sync.OnceValue(func() map[string]func() *Language {
	all := map[string]func() *Language{}
	for tag, text := range namesOf() {
		all[tag] = sync.OnceValue(func() *Language { return readLanguage(tag, text) })
	}
	return all
})

// readLanguage reads the file of a language.
func readLanguage(tag, text string) *Language {
	l := &Language{tag: tag, between: ":", exact: map[string]int{}, books: map[string]int{}, numbering: NumberingOf(tag), also: map[Place]Place{}}
	if tag == English {
		l.english()
	}
	for line := range strings.Lines(text) {
		l.line(line)
	}
	return l
}

// line reads one line of a language's file.
func (l *Language) line(line string) {
	first, rest, ok := strings.Cut(strings.TrimSpace(line), ";")
	rest = strings.TrimSpace(rest)
	switch {
	case !ok || strings.HasPrefix(line, "#"):
	case first == "reader":
		l.reader = rest
	case first == "between":
		l.between = rest
	case first == "also":
		l.counts(rest)
	default:
		l.cited = append(l.cited, first)
		for _, name := range append(strings.Split(rest, ","), first) {
			l.name(name, len(l.cited))
		}
	}
}

// counts reads "64 1:15; 64 1:14": a verse as other Bibles of the language count it, by the
// number of its book, and the one in English Bibles. What is written otherwise counts nothing.
func (l *Language) counts(text string) {
	var own, english Place
	n, err := fmt.Sscanf(text, "%d %d:%d; %d %d:%d", &own.Book, &own.Chapter, &own.Verse, &english.Book, &english.Chapter, &english.Verse)
	if err == nil && n == 6 {
		l.also[own] = english
	}
}

// name gives a book one of its names. What two books are called once their accents
// are gone, as "Jó" and "Jo" in Portuguese, is the first one.
func (l *Language) name(name string, number int) {
	l.exact[accented(name)] = number
	if l.books[plain(name)] == 0 {
		l.books[plain(name)] = number
	}
}

// find is the number of a book by any of its names; 0 where there is none.
func (l *Language) find(name string) int {
	if number := l.exact[accented(name)]; number != 0 {
		return number
	}
	return l.books[plain(name)]
}

// english takes the names from the table of the books.
func (l *Language) english() {
	l.reader = "https://www.biblegateway.com/passage/?search={query}&version=WEB"
	for name, b := range books() {
		l.books[name] = b.number
	}
	for number := 1; number <= Books; number++ {
		l.cited = append(l.cited, citedInEnglish(numbered(number)))
	}
}
