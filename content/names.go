package content

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// EnglishNames are the names of a country that must be its own: its name, slug
// and aliases and its official name.
func (c *Country) EnglishNames() []string {
	names := append([]string{c.Name, c.Slug}, c.Aliases...)
	for _, fact := range c.Facts {
		if fact.Kind == FactOfficialName {
			names = append(names, fact.Value)
		}
	}
	return names
}

// FoldName is the form in which names are compared: lower case, without accents
// and punctuation, single spaces, no leading "the".
func FoldName(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		if plain := plainLetters[r]; plain != "" {
			b.WriteString(spaced(space, b.Len()) + plain)
			space = false
			continue
		}
		switch {
		case unmarked(r):
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mc, r):
			if space && b.Len() > 0 {
				b.WriteByte(' ')
			}
			space = false
			b.WriteRune(unicode.ToLower(r))
		case r == '&':
			b.WriteString(" and")
			space = true
		default:
			space = true
		}
	}
	return strings.TrimPrefix(b.String(), "the ")
}

// plainLetters are letters that stand for others which people type more easily,
// and that no table of accents takes apart.
var plainLetters = map[rune]string{
	'ı': "i", 'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'đ': "d", 'Đ': "d", 'ß': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'ð': "d", 'Ð': "d",
	'ə': "a", 'Ə': "a", 'ǝ': "a", 'Ǝ': "a", 'ŋ': "n", 'ħ': "h", 'Ħ': "h", 'þ': "th", 'Þ': "th", 'ɓ': "b", 'ɗ': "d", 'ƙ': "k",
	'ى': "ي", 'ی': "ي", 'ک': "ك", 'ة': "ه",
}

// spaced is the space before a letter that begins a word behind others.
func spaced(space bool, length int) string {
	if space && length > 0 {
		return " "
	}
	return ""
}

// unmarked tells whether a sign in a name is as good as not there.
func unmarked(r rune) bool {
	switch r {
	case '\'', '’', '‘', '`', 'ʻ', 'ʼ', 'ʹ', 'ʿ', 'ʾ', '.', 'ـ', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u061C', '\uFEFF', '\u00AD':
		return true
	}
	return unicode.Is(unicode.Mn, r)
}

// Names are all by which a list is known: its name, its key and its aliases.
func (x *List) Names() []string { return append([]string{x.Name, x.Key}, x.Aliases...) }
