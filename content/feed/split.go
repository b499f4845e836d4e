package feed

import "bytes"

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
	opened := []tag{root}
	headEnd := len(text)
	for at := root.end; ; {
		m, ok := nextTag(text, at)
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
		case m.local == "channel" && m.kind == startTag && len(opened) == 1:
			opened = append(opened, m)
		case m.local == "channel" && m.kind == endTag:
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
func findRoot(text []byte) (tag, error) {
	page := false
	for at := 0; ; {
		m, ok := nextTag(text, at)
		switch {
		case !ok && page:
			return tag{}, ErrWebPage
		case !ok:
			return tag{}, ErrNoFeed
		case m.kind == startTag && (m.local == "rss" || m.local == "rdf" || m.local == "feed"):
			return m, nil
		case m.local == "html":
			page = true
		}
		at = m.end
	}
}

// around notes the tags that are open around the items.
func (doc *document) around(text []byte, opened []tag) {
	doc.open, doc.close = []byte{}, nil
	for _, m := range opened {
		doc.open = append(doc.open, text[m.begin:m.end]...)
		doc.close = append(closing(m.name), doc.close...)
	}
}

func closing(name string) []byte { return []byte("</" + name + ">") }

// isItem tells whether a tag begins an item: by its name, and without a prefix
// or with one that means the feed's own words.
func (doc *document) isItem(m, root tag, text []byte) bool {
	name := "item"
	if doc.atom {
		name = "entry"
	}
	if m.local != name || m.kind == endTag {
		return false
	}
	return m.prefix == "" || m.prefix == root.prefix ||
		bytes.Contains(text[root.begin:root.end], []byte("xmlns:"+m.prefix+`="http://purl.org/rss/1.0/"`))
}

// takeItem takes the item that begins with a tag and returns where to go on.
// An item that is never closed ends where the next one begins or the feed ends.
func (doc *document) takeItem(text []byte, begin, root tag) int {
	if begin.kind == emptyTag {
		doc.add(text[begin.begin:begin.end])
		return begin.end
	}
	for at := begin.end; ; {
		m, ok := nextTag(text, at)
		if !ok {
			doc.cut++
			return len(text)
		}
		at = m.end
		switch {
		case m.name == begin.name && m.kind == endTag:
			doc.add(text[begin.begin:m.end])
			return m.end
		case m.name == begin.name, m.kind == endTag && (m.name == root.name || m.local == "channel"):
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
		m, ok := nextTag(chunk, at)
		if !ok {
			return true
		}
		switch m.kind {
		case startTag:
			depth++
		case endTag:
			depth = max(0, depth-1)
		}
		if depth > maxDepth {
			return false
		}
		at = m.end
	}
}
