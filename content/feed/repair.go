package feed

import (
	"bytes"
	"regexp"
	"strings"
)

var (
	// wellFormed is a tag that the XML parser takes.
	wellFormed = regexp.MustCompile(`^</?[A-Za-z_][\w:.-]*(\s+[\w:.-]+(\s*=\s*("[^"<]*"|'[^'<]*'|[^\s"'<>=]+))?)*\s*/?>$`)
	// charRef is a character by its number.
	charRef = regexp.MustCompile(`&#(?:[xX][0-9a-fA-F]+|[0-9]+);?`)
)

// repaired is a chunk of XML with what parsers stumble over set right: signs that
// are no markup, tags that end nothing, comments, and numbers of characters that
// must not be there.
func repaired(chunk []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(chunk) + len(chunk)/8)
	var open []string
	rest := chunk
	for {
		i := bytes.IndexByte(rest, '<')
		if i < 0 {
			out.Write(legal(rest))
			return out.Bytes()
		}
		out.Write(legal(rest[:i]))
		rest = rest[i:]
		length := aside(rest)
		switch {
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			if length > len("<![CDATA[]]>") {
				out.Write(rest[:length])
			}
		case length == 0:
			length = repairTag(&out, rest, &open)
		}
		rest = rest[length:]
	}
}

// repairTag writes the tag at the beginning of a text, if it is one that can
// stand, else its < as a sign; it returns how much was read.
func repairTag(out *bytes.Buffer, text []byte, open *[]string) int {
	m, ok := tagAt(text, 0)
	if !ok || !wellFormed.Match(text[:m.end]) || m.kind == startTag && len(*open) >= maxDepth {
		out.WriteString("&lt;")
		return 1
	}
	switch m.kind {
	case startTag:
		*open = append(*open, m.name)
	case endTag:
		at := lastIndex(*open, m.name)
		if at < 0 {
			return m.end
		}
		*open = (*open)[:at]
	}
	out.Write(text[:m.end])
	return m.end
}

func lastIndex(names []string, name string) int {
	for i := len(names) - 1; i >= 0; i-- {
		if strings.EqualFold(names[i], name) {
			return i
		}
	}
	return -1
}

// legal is text without the numbers of characters that XML forbids.
func legal(text []byte) []byte {
	if !bytes.Contains(text, []byte("&#")) {
		return text
	}
	return charRef.ReplaceAllFunc(text, func(ref []byte) []byte {
		if r := refRune(string(ref)); r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r >= 0xD800 && r <= 0xDFFF || r == 0xFFFE || r == 0xFFFF || r > 0x10FFFF {
			return nil
		}
		return ref
	})
}
