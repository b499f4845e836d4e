package feed

import (
	"bytes"
	"strings"
)

// A tag is where a tag stands in the text, and which.
type tag struct {
	kind          tagKind
	name          string // as written: "rdf:RDF"
	prefix, local string // "rdf", "rdf"; local is in lower case
	begin, end    int
}

type tagKind int

const (
	startTag tagKind = iota
	endTag
	emptyTag // <name/>
)

// nextTag finds the next tag, past text, comments, CDATA sections, processing
// instructions and declarations.
func nextTag(text []byte, from int) (tag, bool) {
	for {
		i := bytes.IndexByte(text[from:], '<')
		if i < 0 {
			return tag{}, false
		}
		from += i
		if length := aside(text[from:]); length > 0 {
			from += length
			continue
		}
		if m, ok := tagAt(text, from); ok {
			return m, true
		}
		from++
	}
}

// asides are what begins with < and is no tag.
var asides = []struct{ begin, end string }{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}}

// aside is the length of what begins with < and is no tag; 0 where it is none.
// A section in which another one of its kind begins was never closed: only its
// sign is passed then. So no text is looked through twice.
func aside(text []byte) int {
	for _, form := range asides {
		inner, ok := bytes.CutPrefix(text, []byte(form.begin))
		if !ok {
			continue
		}
		if next := bytes.Index(inner, []byte(form.begin)); next >= 0 {
			inner = inner[:next]
		}
		if end := bytes.Index(inner, []byte(form.end)); end >= 0 {
			return len(form.begin) + end + len(form.end)
		}
		return len(form.begin)
	}
	return 0
}

// tagAt reads the tag at a place; false where there is only a bare sign.
func tagAt(text []byte, begin int) (tag, bool) {
	m := tag{begin: begin}
	at := begin + 1
	if at < len(text) && text[at] == '/' {
		m.kind = endTag
		at++
	}
	first := at
	for at < len(text) && nameByte(text[at], at == first) {
		at++
	}
	end := tagEnd(text, at)
	if at == first || end < 0 {
		return tag{}, false
	}
	m.name, m.end = string(text[first:at]), end
	m.prefix, m.local = "", m.name
	if prefix, local, ok := strings.Cut(m.name, ":"); ok {
		m.prefix, m.local = prefix, local
	}
	m.local = strings.ToLower(m.local)
	if m.kind == startTag && text[end-2] == '/' {
		m.kind = emptyTag
	}
	return m, true
}

func nameByte(b byte, first bool) bool {
	switch {
	case b >= 'a' && b <= 'z', b >= 'A' && b <= 'Z', b == '_', b >= 0x80:
		return true
	}
	return !first && (b >= '0' && b <= '9' || b == ':' || b == '-' || b == '.')
}

// tagEnd is where a tag ends, behind its >; -1 where it does not. A > within
// quotes does not count, unless the quote is never closed.
func tagEnd(text []byte, from int) int {
	var quote byte
	plain := -1
	for i := from; i < len(text); i++ {
		b := text[i]
		switch {
		case b == '<':
			return plain
		case b == '>' && quote == 0:
			return i + 1
		case b == '>' && plain < 0:
			plain = i + 1
		case b == quote:
			quote = 0
		case quote == 0 && (b == '"' || b == '\''):
			quote = b
		}
	}
	return plain
}
