package load

import (
	"strings"

	"go.yaml.in/yaml/v4"
)

// text reads a text behind > or |, whose lines are further indented than its name.
func (q *quickReader) text(sign string, indent int) *yaml.Node {
	n := q.node(yaml.ScalarNode)
	folded, ending := sign[0] == '>', sign[1:]
	if ending != "" && ending != "-" {
		return q.giveUp()
	}
	q.at++
	in := q.indent()
	if in <= indent || q.lines[q.at][in:] == "" {
		return q.giveUp()
	}
	begin := q.at
	end := begin // behind the last line that is not empty
	for ; q.at < len(q.lines); q.at++ {
		line := q.lines[q.at]
		switch {
		case line == "":
			continue
		case strings.TrimLeft(line, " ") == "":
			return q.giveUp()
		case q.indent() < in:
		case line[in] == ' ', line[len(line)-1] == ' ':
			return q.giveUp() // it stays as it is, in a way of its own
		default:
			end = q.at + 1
			continue
		}
		break
	}
	n.Value = joined(q.lines[begin:end], in, folded)
	if ending == "" && end < len(q.lines) {
		n.Value += "\n"
	}
	return n
}

// joined are lines as one text: folded ones with a space between them, and a line less
// than are empty between them.
func joined(lines []string, indent int, folded bool) string {
	if len(lines) == 1 {
		return lines[0][indent:]
	}
	length := 0
	for _, line := range lines {
		length += max(0, len(line)-indent) + 1
	}
	var b strings.Builder
	b.Grow(length)
	for i, line := range lines {
		switch {
		case line == "":
			b.WriteByte('\n')
			continue
		case i == 0:
		case !folded:
			b.WriteByte('\n')
		case lines[i-1] != "":
			b.WriteByte(' ')
		}
		b.WriteString(line[indent:])
	}
	return b.String()
}

// brackets are the signs that part what stands in brackets.
const brackets = ",[]{}"

// inline reads a value in one line, in brackets where within is true, and returns what
// stands behind it.
func (q *quickReader) inline(text string, within bool) (n *yaml.Node, rest string) {
	switch text[0] {
	case '[':
		return q.bracketed(text[1:], yaml.SequenceNode, ']')
	case '{':
		return q.bracketed(text[1:], yaml.MappingNode, '}')
	case '"':
		return q.quoted(text[1:], '"', yaml.DoubleQuotedStyle)
	case '\'':
		return q.quoted(text[1:], '\'', yaml.SingleQuotedStyle)
	}
	end := len(text)
	if within {
		if end = strings.IndexAny(text, brackets); end < 0 {
			return q.giveUp(), ""
		}
	}
	value := strings.TrimRight(text[:end], " ")
	if !isPlain(value) {
		return q.giveUp(), ""
	}
	return q.scalar(value, 0), text[end:]
}

// scalar is a value in the line that is read; the style says whether it is in quotes.
func (q *quickReader) scalar(value string, style yaml.Style) *yaml.Node {
	n := q.node(yaml.ScalarNode)
	n.Value, n.Style = value, style
	switch value {
	case "~", "null", "Null", "NULL":
		if style == 0 {
			n.Tag = nullTag
		}
	}
	return n
}

// isPlain tells whether a text without quotes is nothing but itself.
func isPlain(text string) bool {
	if text == "" || strings.IndexByte("-?:,[]{}#&*!|>'\"%@`", text[0]) >= 0 && !isNumber(text) {
		return false
	}
	return !strings.Contains(text, ": ") && !strings.Contains(text, " #") && text[len(text)-1] != ':' && text != "..."
}

// isNumber tells whether a text is a number below zero.
func isNumber(text string) bool {
	return len(text) > 1 && text[0] == '-' && text[1] >= '0' && text[1] <= '9'
}

// quoted reads a text in quotes that holds no quote and nothing that is written for
// another sign.
func (q *quickReader) quoted(text string, quote byte, style yaml.Style) (n *yaml.Node, rest string) {
	end := strings.IndexByte(text, quote)
	if end < 0 || strings.IndexByte(text[:end], '\\') >= 0 && quote == '"' || strings.HasPrefix(text[end+1:], "'") {
		return q.giveUp(), ""
	}
	return q.scalar(text[:end], style), strings.TrimLeft(text[end+1:], " ")
}

// bracketed reads a list or a mapping from behind its bracket on.
func (q *quickReader) bracketed(text string, kind yaml.Kind, end byte) (n *yaml.Node, rest string) {
	if q.depth++; q.depth > deepestNode {
		return q.giveUp(), ""
	}
	defer func() { q.depth-- }()
	n = q.node(kind)
	text = strings.TrimLeft(text, " ")
	for first := true; text != "" && !q.gave; first = false {
		if text[0] == end && first {
			return n, strings.TrimLeft(text[1:], " ")
		}
		if kind == yaml.MappingNode {
			name, style, value, is := cutName(text)
			if !is || value == "" {
				break
			}
			n.Content, text = append(n.Content, q.scalar(name, style)), value
		}
		var one *yaml.Node
		if one, text = q.inline(text, true); q.gave || text == "" {
			break
		}
		n.Content = append(n.Content, one)
		if text[0] == end {
			return n, strings.TrimLeft(text[1:], " ")
		}
		if text[0] != ',' {
			break
		}
		text = strings.TrimLeft(text[1:], " ")
	}
	return q.giveUp(), ""
}
