package feed

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxPost is how long a title may be that is made from a text without one.
const maxPost = 100

// plainTitle is a title that can be shown; "" where there is none.
func plainTitle(text string) string {
	t := Clean(text)
	switch strings.ToLower(strings.Trim(t, "[]().")) {
	case "", "untitled", "no title", "null", "undefined":
		return ""
	}
	return cut(t, MaxTitle)
}

// title is an item's title; where it has none, the beginning of its text.
func title(d draft, excerpt string) string {
	if t := plainTitle(d.title); t != "" {
		return t
	}
	if end := sentenceEnd(excerpt, maxPost); end > 0 {
		return excerpt[:end]
	}
	return cut(excerpt, maxPost)
}

// withoutPublisher takes the name of the feed off the end of a title.
func withoutPublisher(title, publisher string) string {
	if rest, ok := strings.CutSuffix(title, publisher); ok && publisher != "" {
		rest = strings.TrimRightFunc(rest, unicode.IsSpace)
		for _, sign := range []string{"|", "-", "–", "—", "»", "::", "·", "•"} {
			if rest, ok := strings.CutSuffix(rest, " "+sign); ok && strings.TrimSpace(rest) != "" {
				return strings.TrimSpace(rest)
			}
		}
	}
	return title
}

// withoutTitle takes a title off the beginning of an excerpt that repeats it.
func withoutTitle(excerpt, title string) string {
	rest, ok := strings.CutPrefix(excerpt, title)
	if !ok || rest != "" && letter(firstRune(rest)) {
		return excerpt
	}
	return strings.TrimLeftFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-–—:|.…", r) })
}

// credits are the lines that WordPress puts below a text: how they begin, and
// how they go on behind the title.
var credits = []struct{ begin, middle string }{
	{"The post ", "appeared first on"}, {"L’article ", "est apparu en premier sur"}, {"L'article ", "est apparu en premier sur"},
	{"La entrada ", "se publicó primero en"}, {"Der Beitrag ", "erschien zuerst auf"},
}

// withoutCredit takes such a line off the end of a text.
func withoutCredit(text string) string {
	for _, credit := range credits {
		middle := strings.LastIndex(text, credit.middle)
		if middle < 0 || len(text)-middle > 200 {
			continue
		}
		if begin := strings.LastIndex(text[:middle], credit.begin); begin >= 0 && middle-begin < 2*MaxTitle {
			return strings.TrimRight(text[:begin], " ")
		}
	}
	return text
}

// invitations are the words by which a site asks to go on reading.
var invitations = []string{
	"Read more", "Read More", "READ MORE", "Continue reading", "Continue Reading", "Read the full story", "Read the full article",
	"Lire la suite", "Leer más", "Seguir leyendo", "Weiterlesen",
}

// withoutInvitation takes such words off the end of a text.
func withoutInvitation(text string) string {
	for _, words := range invitations {
		begin := strings.LastIndex(text, words)
		if begin < 0 {
			continue
		}
		after := strings.TrimRight(text[begin+len(words):], ".…»→])> ")
		if len(after) <= 80 && !strings.Contains(after, ".") {
			return cutMark(strings.TrimRight(text[:begin], " [("))
		}
	}
	return text
}

// cutMark puts an ellipsis behind a text that does not end a sentence.
func cutMark(text string) string {
	text = strings.TrimRight(text, " ")
	if dots, ok := strings.CutSuffix(text, "..."); ok {
		text = strings.TrimRight(dots, " ") + "…"
	}
	if text == "" || strings.ContainsRune(".!?…”»", lastRune(text)) {
		return text
	}
	return text + "…"
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// withoutBrackets takes the brackets off the dots with which a text breaks off.
func withoutBrackets(text string) string {
	for _, dots := range []string{"[…]", "[...]", "(…)", "(...)", "[ … ]"} {
		if rest, ok := strings.CutSuffix(text, dots); ok {
			return strings.TrimRight(rest, " .…") + "…"
		}
	}
	return text
}

// tail is how much of a text's end is looked at for what a site adds, in bytes.
const tail = 1000

// body is cleaned text without what a site adds below it.
func body(text string) string {
	text = Clean(text)
	begin := max(0, len(text)-tail)
	for begin > 0 && !utf8.RuneStart(text[begin]) {
		begin--
	}
	return text[:begin] + withoutBrackets(withoutInvitation(withoutCredit(text[begin:])))
}

// excerpt is the short form of a story: its summary, or else its beginning.
func excerpt(summary, content string) string {
	if summary == "" {
		summary = content
	}
	return cut(summary, MaxExcerpt)
}

// storyText is all that an item tells, for finding out what it is about.
func storyText(summary, content string) string {
	if begin, _, _ := strings.Cut(summary, "…"); strings.HasPrefix(content, strings.TrimSpace(begin)) {
		summary = ""
	}
	return strings.TrimSpace(bounded(strings.TrimSpace(summary+" "+content), MaxText))
}

func categories(all []string) []string {
	var kept []string
	for _, c := range all {
		c = Clean(c)
		if c != "" && utf8.RuneCountInString(c) <= MaxCategory && len(kept) < MaxCategories && !containsFold(kept, c) {
			kept = append(kept, c)
		}
	}
	return kept
}

func containsFold(all []string, text string) bool {
	for _, one := range all {
		if strings.EqualFold(one, text) {
			return true
		}
	}
	return false
}

// cut shortens a text to a number of characters: at the end of a sentence where
// one lies in its second half, else between words, with an ellipsis.
func cut(text string, most int) string {
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	if end := sentenceEnd(text, most-2); end > len(bounded(text, most/2)) {
		return text[:end] + " …"
	}
	short := bounded(text, most-1)
	if next, _ := utf8.DecodeRuneInString(text[len(short):]); !unicode.IsSpace(next) {
		if space := strings.LastIndexByte(short, ' '); space > len(short)/2 {
			short = short[:space]
		}
	}
	return strings.TrimRightFunc(short, trailing) + "…"
}

func trailing(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:–—-(…", r) }

// bounded is the beginning of a text, at most a number of characters, and never
// parts a letter from its marks.
func bounded(text string, most int) string {
	n, end := 0, 0
	for i, r := range text {
		if !unicode.Is(unicode.M, r) && r != '\u200D' {
			end = i
		}
		if n == most {
			return text[:end]
		}
		n++
	}
	return text
}

// sentenceEnd is where the last sentence ends within a number of characters; 0
// where none does.
func sentenceEnd(text string, most int) int {
	short := bounded(text, most)
	end := 0
	for i, r := range short {
		after := i + utf8.RuneLen(r)
		switch r {
		case '。', '！', '？', '।', '။', '።', '؟':
			end = after
		case '.', '!', '?':
			for after < len(text) && strings.ContainsRune(`"'”’»)`, firstRune(text[after:])) {
				after += utf8.RuneLen(firstRune(text[after:]))
			}
			if after <= len(short) && (after == len(text) || text[after] == ' ') && !abbreviated(text[:i]) {
				end = after
			}
		}
	}
	return end
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// abbreviated tells whether a full stop after this text is likely no end: "Rev.",
// "U.S.", "J.".
func abbreviated(text string) bool {
	word := text[strings.LastIndexAny(text, " \u00a0(\"“")+1:]
	if strings.Contains(word, ".") || utf8.RuneCountInString(word) < 2 {
		return true
	}
	switch word {
	case "Rev", "Gen", "Gov", "Sen", "Rep", "Mr", "Mrs", "Ms", "Dr", "St", "Fr", "Sr", "Jr", "Lt", "Col", "Capt", "Sgt", "No", "Nos", "Mt", "Msgr", "Prof", "Pres", "vs", "approx", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec":
		return true
	}
	return false
}
