package translation

import (
	"fmt"
	"strings"

	"prayerbot/content/load"
)

// A message is one entry of a PO file.
type message struct {
	line             int // of its msgstr, from 1
	context, id, str string
	fuzzy            bool
	of               string // the mark of an older English, "" where none is written
}

// A poReader reads a PO file line by line.
type poReader struct {
	name     string
	messages []message
	faults   load.FaultsError
	now      message
	into     *string // what a line of text continues; nil is nothing
	begun    bool
}

// readPO reads a PO file; name is how faults call it.
func readPO(name, data string) ([]message, load.FaultsError) {
	r := &poReader{name: name}
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(data, "\uFEFF")) {
		n++
		r.read(n, strings.TrimSpace(line))
	}
	r.end()
	return r.messages, r.faults
}

func (r *poReader) fault(line int, what, remedy string) {
	r.faults = append(r.faults, load.Fault{File: r.name, Line: line, What: what, Remedy: remedy})
}

// read takes in one line.
func (r *poReader) read(n int, line string) {
	keyword, rest, _ := strings.Cut(line, " ")
	switch {
	case line == "":
		r.end()
	case strings.HasPrefix(line, "#~"): // what an editor keeps of entries that are gone
	case strings.HasPrefix(line, "#"):
		r.comment(line)
	case keyword == "msgctxt":
		r.begin(&r.now.context)
		r.add(n, rest)
	case keyword == "msgid":
		if r.into != &r.now.context {
			r.begin(&r.now.id)
		}
		r.into = &r.now.id
		r.add(n, rest)
	case keyword == "msgstr":
		r.into, r.now.line = &r.now.str, n
		r.add(n, rest)
	case strings.HasPrefix(line, `"`) && r.into != nil:
		r.add(n, line)
	default:
		r.fault(n, fmt.Sprintf("The line %q cannot be read.", cut(line)), `Begin it with msgctxt, msgid or msgstr, or with ", or remove it.`)
	}
}

// comment takes in what stands before an entry.
func (r *poReader) comment(line string) {
	if r.now.line > 0 {
		r.end()
	}
	if of, is := strings.CutPrefix(line, "#. "+ofMark); is {
		r.now.of = strings.TrimSpace(of)
	}
	if strings.HasPrefix(line, "#,") && strings.Contains(line, "fuzzy") {
		r.now.fuzzy = true
	}
}

// begin ends the entry before, and begins one.
func (r *poReader) begin(into *string) {
	if r.begun {
		r.end()
	}
	r.begun, r.into = true, into
}

// end puts an entry away.
func (r *poReader) end() {
	if r.begun && r.now.line > 0 {
		r.messages = append(r.messages, r.now)
	}
	r.now, r.into, r.begun = message{}, nil, false
}

// add joins a text in quotes to what is being read.
func (r *poReader) add(n int, quoted string) {
	text, ok := unquoted(quoted)
	if !ok {
		r.fault(n, fmt.Sprintf("The text %s is not in quotes as it should be.", cut(quoted)), `Put it between " and ", and write \" for a quote within.`)
		return
	}
	*r.into += text
}

// unquoted is the text between quotes; false where the quotes are not right.
func unquoted(quoted string) (string, bool) {
	if len(quoted) < 2 || quoted[0] != '"' || quoted[len(quoted)-1] != '"' {
		return "", false
	}
	var b strings.Builder
	inside := quoted[1 : len(quoted)-1]
	for i := 0; i < len(inside); i++ {
		switch c := inside[i]; {
		case c == '"':
			return "", false
		case c != '\\':
			b.WriteByte(c)
		case i+1 == len(inside):
			return "", false
		default:
			i++
			sign, known := map[byte]byte{'n': '\n', 't': '\t', '"': '"', '\\': '\\', 'r': ' '}[inside[i]]
			if !known {
				return "", false
			}
			b.WriteByte(sign)
		}
	}
	return b.String(), true
}

// cut shortens a line for a fault.
func cut(line string) string {
	if r := []rune(line); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return line
}
