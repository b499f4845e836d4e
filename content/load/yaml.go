package load

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v4"
)

// unparsed notes why YAML cannot be read. A quote that is not closed is found out
// at the end of the file; the line that is said is where it is opened.
func (f file) unparsed(err error, data []byte) {
	what, remedy := "The YAML cannot be read: "+firstLine(err)+".", "Check the indentation, and put quotes around a text that holds a colon."
	if line := openQuote(data); line > 0 {
		f.fault(line, "A quote is opened here and not closed.", "Close it at the end of the text; a text that holds quotes itself stands behind >-.")
		return
	}
	f.fault(max(1, yamlLine(err)), what, remedy)
}

// holdsNothing tells whether a file has nothing but comments.
func holdsNothing(data []byte) bool {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' && string(line) != "---" && string(line) != "..." {
			return false
		}
	}
	return true
}

// openQuote is the line of the first value that begins with a quote and does not
// end with it before the next name or entry begins; 0 where there is none.
func openQuote(data []byte) int {
	lines := bytes.Split(data, []byte("\n"))
	block := -1 // how far the line is indented behind which a text follows as it is
	for i := range lines {
		if block >= 0 && (len(bytes.TrimSpace(lines[i])) == 0 || indent(lines[i]) > block) {
			continue
		}
		block = -1
		if blockForm.Match(lines[i]) {
			block = indent(lines[i])
			continue
		}
		value, quote := quoted(string(lines[i]))
		if quote == 0 || closes(value, quote) {
			continue
		}
		for j := i + 1; ; j++ {
			if j >= len(lines) || begins(string(lines[j])) {
				return i + 1
			}
			if closes(string(lines[j]), quote) {
				break
			}
		}
	}
	return 0
}

// blockForm is a line behind which a text follows as it is.
var blockForm = regexp.MustCompile(`(^|[:\-]\s+)[>|][+-]?\d?\s*(#.*)?$`)

// indent is by how many spaces a line is indented.
func indent(line []byte) int { return len(line) - len(bytes.TrimLeft(line, " ")) }

// quoted is what stands behind the quote that a line's value begins with; quote
// is 0 where it begins with none.
func quoted(line string) (value string, quote byte) {
	value = strings.TrimSpace(line)
	for strings.HasPrefix(value, "- ") {
		value = strings.TrimSpace(value[2:])
	}
	if name, rest, is := strings.Cut(value, ": "); is && !strings.ContainsAny(name, "\"'") {
		value = strings.TrimSpace(rest)
	}
	value = strings.TrimLeft(value, "[{ ")
	if name, rest, is := strings.Cut(value, ": "); is && !strings.ContainsAny(name, "\"'") {
		value = strings.TrimSpace(rest)
	}
	if value == "" || value[0] != '"' && value[0] != '\'' {
		return "", 0
	}
	return value[1:], value[0]
}

// closes tells whether the quote ends in a text.
func closes(text string, quote byte) bool {
	for i := 0; i < len(text); i++ {
		switch {
		case quote == '"' && text[i] == '\\', quote == '\'' && text[i] == quote && i+1 < len(text) && text[i+1] == quote:
			i++
		case text[i] == quote:
			return true
		}
	}
	return false
}

// begins tells whether a line begins a name or an entry of a list.
func begins(line string) bool {
	line = strings.TrimSpace(line)
	name, _, is := strings.Cut(line, ":")
	return strings.HasPrefix(line, "- ") || is && name != "" && !strings.ContainsAny(name, " \"'")
}

// hintNorway tells of Norway's key without quotes: other programs take it for the
// word no.
func (f file) hintNorway(n *yaml.Node) {
	if n.Kind == yaml.ScalarNode && n.Value == "NO" && n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) == 0 {
		f.hint(n.Line, "NO is Norway here, and means no to other programs.", `Write "NO" in quotes.`)
	}
	for _, child := range n.Content {
		f.hintNorway(child)
	}
}

func yamlLine(err error) int {
	var load *yaml.LoadError
	if errors.As(err, &load) {
		return load.Mark.Line
	}
	return 0
}
