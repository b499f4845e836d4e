package scripture

import (
	"regexp"
	"strings"
	"unicode"
)

// Parse reads one reference as people type it in the language, or in English. The
// error is one sentence in English that says what is wrong.
func (l *Language) Parse(text string) (Ref, error) {
	text = withoutWords(westernNumerals(westernDigits(marks.Replace(text))))
	name, rest := split(text)
	numbers := figures.FindStringSubmatch(tidy(rest))
	if number := l.find(name); number != 0 && numbers != nil && l.tag != English {
		if ref, ok := l.resolve(numbered(number), numbers); ok {
			return ref, nil
		}
	}
	if numbers == nil {
		return Parse(text)
	}
	return Parse(name + " " + numbers[0])
}

// figures are the numbers of a reference: chapter, verse, and the end of a run.
var figures = regexp.MustCompile(`^(\d{1,3})(?::(\d{1,3}))?(?:-(\d{1,3})(?::(\d{1,3}))?)?$`)

// split parts a reference into the name of the book, which may begin with its
// number, and what follows from the first digit behind a letter.
func split(text string) (name, rest string) {
	seen := false
	for i, r := range text {
		if seen && r >= '0' && r <= '9' && !namedByNumber(text[:i], text[i:]) {
			return text[:i], text[i:]
		}
		seen = seen || unicode.IsLetter(r) && !partOfOrdinal(text[:i])
	}
	return text, ""
}

// partOfOrdinal tells whether a letter belongs to the number of a book, as in
// "1-е": what stands before it is that number and a hyphen.
func partOfOrdinal(before string) bool {
	return strings.HasSuffix(before, "-") && len(strings.TrimSpace(before)) == 2
}

// namedByNumber tells whether a digit is within a name: "요한1서".
func namedByNumber(before, after string) bool {
	rest := strings.TrimLeft(after, "123")
	return strings.HasPrefix(rest, "서") && strings.HasSuffix(before, "요한") ||
		strings.HasPrefix(rest, "书") && strings.HasSuffix(before, "约翰")
}

// The words for chapter and verse that stand behind their numbers in Korean and
// Chinese.
var (
	chapterWord = regexp.MustCompile(`[장편章篇]`)
	verseWord   = regexp.MustCompile(`[절节節]`)
)

// signs writes all dashes as one, and all that stands between chapter and verse.
var signs = strings.NewReplacer("–", "-", "—", "-", "至", "-", "到", "-", "~", "-", "～", "-", "，", ":", ",", ":", "،", ":", "٫", ":", "：", ":", ".", ":", "–", "-")

// marks are those that Write sets, which may be typed back.
var marks = strings.NewReplacer(isolate, "", popIsolate, "")

// tidy gives the numbers of a reference one form: "3, 16" and "3장 16절" are 3:16.
func tidy(rest string) string {
	rest = strings.Join(strings.Fields(verseWord.ReplaceAllString(rest, "")), "")
	rest = chapterWord.ReplaceAllString(rest, ":")
	rest = strings.ReplaceAll(strings.TrimRight(rest, ":"), ":-", "-")
	return signs.Replace(rest)
}

// resolve turns numbers as the language counts them into a reference; false where
// there is no such chapter or verse.
func (l *Language) resolve(b *book, numbers []string) (Ref, bool) {
	asked := b.ref(number(numbers[1]), number(numbers[2]), number(numbers[3]), number(numbers[4]))
	if numbers[2] == "" && numbers[4] != "" {
		return Ref{}, false
	}
	endChapter := asked.lastChapter
	if endChapter == 0 {
		endChapter = asked.chapter
	}
	if asked.verse == 0 {
		first, _, ok := l.numbering.chapter(b.number, asked.chapter)
		_, end, found := l.numbering.chapter(b.number, endChapter)
		if !ok || !found || numbers[2] != "" || !before(first, end) {
			return Ref{}, false
		}
		return chapters(b, first, end), true
	}
	from := Place{b.number, asked.chapter, asked.verse}
	if english, is := l.also[from]; is && numbers[3] == "" {
		return Ref{book: b, chapter: english.Chapter, verse: english.Verse}, true
	}
	to := from
	if numbers[3] != "" {
		to = Place{b.number, endChapter, asked.lastVerse}
	}
	return l.run(b, from, to)
}

// run is the reference from one verse of the language's numbering to another one,
// or to itself; false where one is not there, or the end is before the beginning.
func (l *Language) run(b *book, from, to Place) (Ref, bool) {
	first, ok := l.numbering.English(from)
	end, found := l.numbering.end(to)
	switch {
	case !ok || !found || before(to, from) || before(end, first):
		return Ref{}, false
	case end == first: // one verse, or a title and what it stands before
		return Ref{book: b, chapter: first.Chapter, verse: first.Verse}, true
	default:
		return between(b, first, end), true
	}
}

// before tells whether a verse stands before another one of the same book.
func before(a, b Place) bool {
	return a.Chapter < b.Chapter || a.Chapter == b.Chapter && a.Verse < b.Verse
}

// between is the run from one verse to another one.
func between(b *book, first, last Place) Ref {
	r := Ref{book: b, chapter: first.Chapter, verse: first.Verse, lastVerse: last.Verse}
	if last.Chapter != first.Chapter {
		r.lastChapter = last.Chapter
	}
	return r
}

// chapters is the run from one verse to another one, as whole chapters where
// English Bibles have it as that.
func chapters(b *book, first, last Place) Ref {
	r := between(b, first, last)
	if first.Verse == 1 && last.Verse == b.verses[last.Chapter-1] {
		r.verse, r.lastVerse = 0, 0
	}
	return r
}
