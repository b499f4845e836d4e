package feed

import (
	"strings"
	"unicode/utf8"
)

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
func body(text string, most int) string {
	text = clean(text, most)
	begin := max(0, len(text)-tail)
	for begin > 0 && !utf8.RuneStart(text[begin]) {
		begin--
	}
	return text[:begin] + withoutBrackets(withoutInvitation(withoutCredit(text[begin:])))
}
