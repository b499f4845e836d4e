package load

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A quickReader reads the YAML in which the content is written, several times as fast as
// the library does, which is what most of a start went into: mappings and lists by their
// indentation, texts in one line or behind > and |, and lists and mappings in brackets in
// one line. Of anything else it knows nothing, and leaves the whole file to the library:
// where it reads a file, it reads what the library would.
type quickReader struct {
	lines []string
	at    int         // the line that is read, from 0
	depth int         // how many mappings and lists it is in
	nodes []yaml.Node // from which the next ones are taken
	gave  bool        // it has met what it does not know
}

const (
	deepestNode = 16  // mappings and lists in one another; the content has far fewer
	longestName = 128 // in bytes
)

// nullTag is the tag of a value that is not there.
const nullTag = "!!null"

// quickly reads a file: its kinds, values, lines, whether a value is null, and whether it
// is in quotes. The values are parts of the text. It is nil where the library has to read
// it.
func quickly(text string) *yaml.Node {
	if !plainText(text) {
		return nil
	}
	q := &quickReader{lines: strings.Split(text, "\n")}
	q.skip()
	if q.at == len(q.lines) {
		return nil
	}
	top := q.block(q.indent())
	if q.skip(); q.gave || q.at < len(q.lines) {
		return nil
	}
	return top
}

// plainText tells whether a text has no characters that YAML treats in a way of its own.
func plainText(text string) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c < ' ' && c != '\n', c == 0x7f:
			return false
		case c == 0xc2 && text[i:] < "\u00a0", c == 0xe2 && unusual(text[i:], "\u2028", "\u2029"), c == 0xef && unusual(text[i:], "\ufeff", "\ufffe", "\uffff"):
			return false
		}
	}
	return true
}

// unusual tells whether a text begins with one of some characters.
func unusual(text string, all ...string) bool {
	return slices.ContainsFunc(all, func(c string) bool { return strings.HasPrefix(text, c) })
}

// giveUp leaves the file to the library.
func (q *quickReader) giveUp() *yaml.Node {
	q.gave, q.at = true, len(q.lines)
	return q.node(yaml.ScalarNode)
}

// node is a new one, at the line that is read.
func (q *quickReader) node(kind yaml.Kind) *yaml.Node {
	if len(q.nodes) == 0 {
		q.nodes = make([]yaml.Node, 64)
	}
	n := &q.nodes[0]
	q.nodes = q.nodes[1:]
	n.Kind, n.Line = kind, q.at+1
	return n
}

// skip goes on to the next line that holds anything.
func (q *quickReader) skip() {
	for ; q.at < len(q.lines); q.at++ {
		if rest := strings.TrimLeft(q.lines[q.at], " "); rest != "" && rest[0] != '#' {
			return
		}
	}
}

// indent is by how many spaces the line is indented; -1 behind the last one.
func (q *quickReader) indent() int {
	if q.at >= len(q.lines) {
		return -1
	}
	line := q.lines[q.at]
	return len(line) - len(strings.TrimLeft(line, " "))
}

// isEntry tells whether a text begins an entry of a list.
func isEntry(text string) bool { return text == "-" || strings.HasPrefix(text, "- ") }

// block reads a mapping or a list whose lines are indented by so many spaces.
func (q *quickReader) block(indent int) *yaml.Node {
	if q.depth++; q.depth > deepestNode {
		return q.giveUp()
	}
	defer func() { q.depth-- }()
	if isEntry(q.lines[q.at][indent:]) {
		return q.list(indent)
	}
	return q.mapping(indent)
}

// list reads the entries at an indentation.
func (q *quickReader) list(indent int) *yaml.Node {
	n := q.node(yaml.SequenceNode)
	for q.indent() == indent && isEntry(q.lines[q.at][indent:]) {
		rest := q.lines[q.at][indent+1:]
		value := strings.TrimLeft(rest, " ")
		inner := indent + 1 + len(rest) - len(value)
		if _, _, _, is := cutName(value); is {
			// A mapping begins behind the dash: the dash is a space like those below it.
			q.lines[q.at] = strings.Repeat(" ", inner) + value
			n.Content = append(n.Content, q.block(inner))
		} else {
			n.Content = append(n.Content, q.value(value, indent, false))
		}
		q.skip()
	}
	return n
}

// mapping reads the names with their values at an indentation.
func (q *quickReader) mapping(indent int) *yaml.Node {
	n := q.node(yaml.MappingNode)
	for q.indent() == indent && !isEntry(q.lines[q.at][indent:]) {
		name, style, value, is := cutName(q.lines[q.at][indent:])
		if !is {
			return q.giveUp()
		}
		n.Content = append(n.Content, q.scalar(name, style), q.value(value, indent, true))
		q.skip()
	}
	if len(n.Content) == 0 {
		return q.giveUp()
	}
	return n
}

// cutName parts a line at the colon behind its name, which may be in quotes; false where
// it begins with none.
func cutName(line string) (name string, style yaml.Style, value string, is bool) {
	end, after := 0, 0 // of the name, and behind its quote
	switch {
	case line != "" && line[0] == '"':
		style, line = yaml.DoubleQuotedStyle, line[1:]
		end = strings.IndexAny(line, "\"\\")
		after = end + 1
	default:
		for end < len(line) && inName(line[end], end == 0) {
			end++
		}
		after = end
	}
	if end <= 0 || end > longestName || after >= len(line) || line[after] != ':' || after+1 < len(line) && line[after+1] != ' ' {
		return "", 0, "", false
	}
	return line[:end], style, strings.TrimLeft(line[after+1:], " "), true
}

// inName tells whether a character may stand in a name without quotes.
func inName(c byte, first bool) bool {
	switch {
	case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '_':
		return true
	}
	return !first && (c == '-' || c == '.')
}

// value reads what stands behind a name or a dash whose line is so far indented, and goes
// on to the line behind it.
func (q *quickReader) value(text string, indent int, named bool) *yaml.Node {
	text = strings.TrimRight(text, " ")
	switch {
	case text == "" || text[0] == '#':
		return q.below(text, indent, named)
	case text[0] == '>' || text[0] == '|':
		return q.text(text, indent)
	}
	n, rest := q.inline(text, false)
	if rest != "" {
		return q.giveUp()
	}
	q.at++
	if q.skip(); q.indent() > indent {
		return q.giveUp() // the value goes on
	}
	return n
}

// below reads what stands in the lines below a name or a dash, further indented; a list may
// be as far indented as its name.
func (q *quickReader) below(comment string, indent int, named bool) *yaml.Node {
	if comment != "" {
		return q.giveUp()
	}
	none := q.node(yaml.ScalarNode)
	none.Tag = nullTag
	q.at++
	q.skip()
	switch in := q.indent(); {
	case in > indent:
		return q.block(in)
	case named && in == indent && isEntry(q.lines[q.at][in:]):
		return q.list(in)
	}
	return none
}
