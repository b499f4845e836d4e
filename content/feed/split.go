package feed

import (
	"bytes"
	"strings"
)

// The bounds within which a chunk is handed to the XML parser. What is beyond
// them is no news item but an accident or an attack: the parser keeps every
// open element and every name space in memory.
const (
	maxChunk  = 1 << 20 // bytes of one item
	maxDepth  = 256     // elements within one another
	maxSpaces = 500     // declarations of name spaces
	maxTries  = 4 * MaxItems
)

// A document is a feed in XML, taken apart.
type document struct {
	atom        bool
	open, close []byte   // the tags around each item
	head        []byte   // what is before the first item
	items       [][]byte // each with its own tags
	cut, large  int      // items that are not whole, or too large
	further     int      // items that nobody looks at, because there are too many
}

// split takes a feed apart without parsing it, so that what is broken in one
// item stays there.
func split(text []byte) (*document, error) {
	root, err := findRoot(text)
	if err != nil {
		return nil, err
	}
	doc := &document{atom: root.local == "feed"}
	opened := []mark{root}
	headEnd := len(text)
	for at := root.end; ; {
		m, ok := nextMark(text, at)
		if !ok {
			break
		}
		at = m.end
		switch {
		case doc.isItem(m, root, text):
			if len(doc.items) == 0 && doc.cut == 0 {
				headEnd = m.begin
				doc.around(text, opened)
			}
			at = doc.takeItem(text, m, root)
		case m.local == "channel" && m.kind == startMark && len(opened) == 1:
			opened = append(opened, m)
		case m.local == "channel" && m.kind == endMark:
			opened = opened[:1]
		}
	}
	if doc.open == nil {
		doc.around(text, opened)
	}
	doc.head = text[root.begin:headEnd]
	return doc, nil
}

// findRoot finds the tag that begins the feed, past whatever a server put
// before it.
func findRoot(text []byte) (mark, error) {
	page := false
	for at := 0; ; {
		m, ok := nextMark(text, at)
		switch {
		case !ok && page:
			return mark{}, ErrWebPage
		case !ok:
			return mark{}, ErrNoFeed
		case m.kind == startMark && (m.local == "rss" || m.local == "rdf" || m.local == "feed"):
			return m, nil
		case m.local == "html":
			page = true
		}
		at = m.end
	}
}

// around notes the tags that are open around the items.
func (doc *document) around(text []byte, opened []mark) {
	doc.open, doc.close = []byte{}, nil
	for _, m := range opened {
		doc.open = append(doc.open, text[m.begin:m.end]...)
		doc.close = append(closing(m.name), doc.close...)
	}
}

func closing(name string) []byte { return []byte("</" + name + ">") }

// isItem tells whether a tag begins an item: by its name, and without a prefix
// or with one that means the feed's own words.
func (doc *document) isItem(m, root mark, text []byte) bool {
	name := "item"
	if doc.atom {
		name = "entry"
	}
	if m.local != name || m.kind == endMark {
		return false
	}
	return m.prefix == "" || m.prefix == root.prefix ||
		bytes.Contains(text[root.begin:root.end], []byte("xmlns:"+m.prefix+`="http://purl.org/rss/1.0/"`))
}

// takeItem takes the item that begins with a tag and returns where to go on.
// An item that is never closed ends where the next one begins or the feed ends.
func (doc *document) takeItem(text []byte, begin, root mark) int {
	if begin.kind == emptyMark {
		doc.add(text[begin.begin:begin.end])
		return begin.end
	}
	for at := begin.end; ; {
		m, ok := nextMark(text, at)
		if !ok {
			doc.cut++
			return len(text)
		}
		at = m.end
		switch {
		case m.name == begin.name && m.kind == endMark:
			doc.add(text[begin.begin:m.end])
			return m.end
		case m.name == begin.name, m.kind == endMark && (m.name == root.name || m.local == "channel"):
			doc.add(append(bytes.Clone(text[begin.begin:m.begin]), closing(begin.name)...))
			return m.begin
		}
	}
}

func (doc *document) add(chunk []byte) {
	switch {
	case len(chunk) > maxChunk:
		doc.large++
	case len(doc.items) >= maxTries:
		doc.further++
	default:
		doc.items = append(doc.items, chunk)
	}
}

// sane tells whether a chunk is within the bounds of the parser's memory.
func sane(chunk []byte) bool {
	if bytes.Count(chunk, []byte("xmlns")) > maxSpaces {
		return false
	}
	depth := 0
	for at := 0; ; {
		m, ok := nextMark(chunk, at)
		if !ok {
			return true
		}
		switch m.kind {
		case startMark:
			depth++
		case endMark:
			depth = max(0, depth-1)
		}
		if depth > maxDepth {
			return false
		}
		at = m.end
	}
}

// A mark is a tag in the text.
type mark struct {
	kind          markKind
	name          string // as written: "rdf:RDF"
	prefix, local string // "rdf", "rdf"; local is in lower case
	begin, end    int
}

type markKind int

const (
	startMark markKind = iota
	endMark
	emptyMark // <name/>
)

// nextMark finds the next tag, past text, comments, CDATA sections, processing
// instructions and declarations.
func nextMark(text []byte, from int) (mark, bool) {
	for {
		i := bytes.IndexByte(text[from:], '<')
		if i < 0 {
			return mark{}, false
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
func tagAt(text []byte, begin int) (mark, bool) {
	m := mark{begin: begin}
	at := begin + 1
	if at < len(text) && text[at] == '/' {
		m.kind = endMark
		at++
	}
	first := at
	for at < len(text) && nameByte(text[at], at == first) {
		at++
	}
	end := tagEnd(text, at)
	if at == first || end < 0 {
		return mark{}, false
	}
	m.name, m.end = string(text[first:at]), end
	m.prefix, m.local = "", m.name
	if prefix, local, ok := strings.Cut(m.name, ":"); ok {
		m.prefix, m.local = prefix, local
	}
	m.local = strings.ToLower(m.local)
	if m.kind == startMark && text[end-2] == '/' {
		m.kind = emptyMark
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
