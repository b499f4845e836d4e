package feed

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/content"

	"golang.org/x/text/unicode/norm"
)

// A token is a word of a text.
type token struct {
	id    int32 // in the vocabulary; 0 for a word that is not in it
	role  role  // what the word does beside a country's name
	sep   sepKind
	shape shape
	begin int32 // byte of the text
	end   int32
}

// sepKind is what stands before a word.
type sepKind uint8

const (
	sepNone   sepKind = iota // a space
	sepHyphen                // no space: "Guinea-Bissau"
	sepComma
	sepColon
	sepDash // also a bar
	sepOther
)

// breaks tells whether two words with this between them can be no one name.
func (s sepKind) breaks() bool { return s > sepHyphen }

// shape is how a word is written.
type shape uint8

const (
	capital shape = 1 << iota // begins with a capital letter, or has no such
	upper                     // is all in capitals
	dotted                    // "U.S."
)

// A scanner cuts a text into words.
type scanner struct {
	text string
	at   int
	sep  sepKind
	word []byte // folded
	buf  []byte
}

// next reads the next word; the folded form is in s.word until the next call.
func (s *scanner) next() (token, bool) {
	s.skip()
	if s.at >= len(s.text) {
		return token{}, false
	}
	t := token{sep: s.sep, begin: int32(s.at), shape: upper} // #nosec G115 -- a feed is bounded to a few megabytes
	s.sep = sepNone
	first, _ := utf8.DecodeRuneInString(s.text[s.at:])
	if !unicode.IsLower(first) {
		t.shape |= capital
	}
	s.word = s.word[:0]
	if content.Unspaced(first) {
		s.take(first, &t)
	} else {
		s.run(&t)
		s.word = withoutParticles(s.word)
	}
	t.end = int32(s.at) // #nosec G115 -- a feed is bounded to a few megabytes
	return t, true
}

// skip goes to the next word and notes what is passed on the way.
func (s *scanner) skip() {
	begin := s.at
	for s.at < len(s.text) {
		r, size := rune(s.text[s.at]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[s.at:])
		}
		if letter(r) {
			break
		}
		s.at += size
		s.sep = max(s.sep, sepOf(r))
	}
	if gap := s.text[begin:s.at]; len(gap) > 1 && s.sep == sepHyphen {
		s.sep = sepDash // " - "
	}
}

func letter(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

func sepOf(r rune) sepKind {
	switch r {
	case ' ', '&', '\'', '’', '.', '\u00a0', '‘', '“', '”', '"':
		return sepNone
	case '-', '‐', '‑':
		return sepHyphen
	case ',', '、', '،':
		return sepComma
	case ':', '：':
		return sepColon
	case '–', '—', '|':
		return sepDash
	}
	return sepOther
}

// run reads the letters of a word, with the dots of an abbreviation and the
// apostrophe of a name, but without a possessive s or a French article.
func (s *scanner) run(t *token) {
	begin, dot := s.at, s.at
	for s.at < len(s.text) {
		r, size := utf8.DecodeRuneInString(s.text[s.at:])
		switch {
		case letter(r) && !content.Unspaced(r):
			s.take(r, t)
			continue
		case r == '.' && t.shape&upper != 0 && s.at-dot <= 2 && s.capitalAt(s.at+1):
			t.shape |= dotted
			dot = s.at + 1
		case (r == '\'' || r == '’' || r == '`' || r == '‘') && s.letterAt(s.at+size):
			if article(s.text[begin:s.at]) {
				return
			}
			if s.possessive(s.at + size) {
				s.at += size + 1
				return
			}
		case r == '.' && t.shape&dotted != 0:
			s.at++
			return
		default:
			return
		}
		s.at += size
	}
}

// take adds a letter to the folded word.
func (s *scanner) take(r rune, t *token) {
	s.at += utf8.RuneLen(r)
	if r < utf8.RuneSelf {
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		} else if r >= 'a' {
			t.shape &^= upper
		}
		s.word = append(s.word, byte(r)) // #nosec G115 -- an ASCII letter
		return
	}
	if unicode.IsLower(r) {
		t.shape &^= upper
	}
	if r == 'ß' {
		s.word = append(s.word, "ss"...)
		return
	}
	s.buf = utf8.AppendRune(s.buf[:0], r)
	for _, r := range string(norm.NFKD.Append(nil, s.buf...)) {
		if !unicode.Is(unicode.Mn, r) {
			s.word = utf8.AppendRune(s.word, unicode.ToLower(r))
		}
	}
}

func (s *scanner) capitalAt(i int) bool {
	return i < len(s.text) && s.text[i] >= 'A' && s.text[i] <= 'Z'
}

func (s *scanner) letterAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.text[min(i, len(s.text)):])
	return letter(r) && r != utf8.RuneError
}

// possessive tells whether a lone s stands at a place.
func (s *scanner) possessive(i int) bool {
	return (s.text[i] == 's' || s.text[i] == 'S') && !s.letterAt(i+1)
}

// article tells whether a word before an apostrophe is one for itself: d'Iran,
// l'Inde, qu'en, nell'Henan.
func article(word string) bool {
	switch strings.ToLower(word) {
	case "d", "l", "n", "s", "c", "j", "m", "t", "qu", "jusqu", "lorsqu", "puisqu",
		"all", "coll", "dall", "dell", "nell", "sull", "quell", "un", "tutt", "sant":
		return true
	}
	return false
}
