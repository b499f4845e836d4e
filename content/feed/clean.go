package feed

import (
	"html"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// How much of a text is cleaned, in bytes: enough for MaxText characters between
// a lot of markup; less where the text only adds to a summary.
const (
	maxHTML = 8 << 10
	addHTML = 4 << 10
)

// textOnly takes all markup out, with what was never meant to be read.
var textOnly = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.StrictPolicy()
	p.SkipElementsContent("figure", "figcaption", "button", "form", "select", "nav", "svg", "math", "audio", "video", "template")
	return p
})

// blocks are the tags that part words; the others stand within words too.
var blocks = set("p br div li ul ol h1 h2 h3 h4 h5 h6 tr td th table blockquote section article header footer hr dd dt img pre")

// parted is text with a space before each tag that parts words.
func parted(text string) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/16)
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 {
			b.WriteString(text)
			return b.String()
		}
		b.WriteString(text[:i])
		name := strings.TrimPrefix(text[i+1:], "/")
		end := 0
		for end < len(name) && end < 12 && (name[end]|0x20 >= 'a' && name[end]|0x20 <= 'z' || digit(name[end])) {
			end++
		}
		if blocks[strings.ToLower(name[:end])] {
			b.WriteByte(' ')
		}
		b.WriteByte('<')
		text = text[i+1:]
	}
}

// Clean makes plain text of foreign text: no markup, entities resolved however
// often they were encoded, no control characters and direction overrides, and
// single spaces.
func Clean(text string) string { return clean(text, maxHTML) }

func clean(text string, most int) string { return cleaned(cutHTML(text, most), false) }

// cleanTitle is Clean for a title, in which what only looks like a tag is text.
func cleanTitle(title string) string { return cleaned(cutHTML(title, maxHTML), true) }

func cleaned(text string, isTitle bool) string {
	for range 3 {
		before := text
		if isTitle {
			text = bareTags(text)
		}
		if hasTag(text) {
			text = textOnly().Sanitize(parted(text))
		}
		text = html.UnescapeString(text)
		if text == before {
			break
		}
	}
	return tidy(text)
}

// lone is a tag without attributes.
var lone = regexp.MustCompile(`<([A-Za-z][A-Za-z0-9-]*)>`)

// bareTags is a title in which what only looks like a tag, because it has no
// attributes and is never closed, is text: "Intent: <a> as <area>".
func bareTags(title string) string {
	lower := strings.ToLower(title)
	return lone.ReplaceAllStringFunc(title, func(tag string) string {
		name := tag[1 : len(tag)-1]
		if voids[strings.ToLower(name)] || strings.Contains(lower, "</"+strings.ToLower(name)) {
			return tag
		}
		return "&lt;" + name + "&gt;"
	})
}

// voids are the tags that are never closed, or that nobody closes.
var voids = set("br hr wbr p li img script style")

// cutHTML bounds a text without leaving half a tag at its end.
func cutHTML(text string, most int) string {
	if len(text) <= most {
		return text
	}
	text = strings.ToValidUTF8(text[:most], "")
	if open := strings.LastIndexByte(text, '<'); open > strings.LastIndexByte(text, '>') {
		text = text[:open]
	}
	return text
}

// hasTag tells whether a text may hold markup.
func hasTag(text string) bool {
	for {
		i := strings.IndexByte(text, '<')
		if i < 0 || i+1 == len(text) {
			return false
		}
		text = text[i+1:]
		if b := text[0]; b == '/' || b == '!' || b == '?' || b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' {
			return true
		}
	}
}

// maxMarks is how many marks may stand on one letter; more hide the lines above.
const maxMarks = 4

// tidy drops what must not be shown and puts single spaces.
func tidy(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	space, marks := false, 0
	for _, r := range norm.NFC.String(text) {
		switch {
		case r > ' ' && r < unicode.MaxASCII:
			marks = 0
		case unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
			space = b.Len() > 0
			continue
		case hidden(r):
			continue
		case unicode.Is(unicode.M, r):
			if marks++; marks > maxMarks {
				continue
			}
		default:
			marks = 0
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// hidden tells whether a character is invisible and may mislead. The joiners
// that Persian and emoji need are kept.
func hidden(r rune) bool {
	switch {
	case r == utf8.RuneError, r == '\u00AD', r == '\u200B', r == '\u2060', r == '\uFEFF':
		return true
	case r == '\u200E', r == '\u200F', r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u206F':
		return true
	case r >= 0xE0000 && r <= 0xE0FFF: // tags and further selectors
		return true
	}
	return unicode.IsControl(r) || unicode.In(r, unicode.Co, unicode.Cs) || r&0xFFFE == 0xFFFE
}

// languageTag is a language in its usual form; "" where it is none.
func languageTag(name string) string {
	name = strings.TrimSpace(strings.ReplaceAll(name, "_", "-"))
	t, err := language.Parse(name)
	if err != nil || t == language.Und {
		return ""
	}
	return t.String()
}
