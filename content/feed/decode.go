package feed

import (
	"bytes"
	"mime"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

var declared = regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// decode gives the text as UTF-8, whatever the publisher wrote and whatever he
// says he wrote: what is valid UTF-8 is UTF-8; else the declaration in the text
// counts, then the HTTP header; bytes that remain are taken for Windows-1252.
func decode(data []byte, contentType string) []byte {
	if e := wide(data); e != nil {
		return decoded(data, e)
	}
	data = withoutMarks(data)
	var label string
	if m := declared.FindSubmatch(data[:min(len(data), 512)]); m != nil {
		label = string(m[1])
	}
	if e := known(label); e != nil && (!utf8.Valid(data) || strings.HasPrefix(strings.ToLower(label), "iso-2022")) {
		return decoded(data, e)
	}
	if utf8.Valid(data) {
		return data
	}
	if _, params, err := mime.ParseMediaType(contentType); err == nil {
		if e := known(params["charset"]); e != nil && label == "" {
			return decoded(data, e)
		}
	}
	return patched(data)
}

// wide recognises UTF-16 by its mark or by the zeros around the first sign.
func wide(data []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte("<\x00")), bytes.HasPrefix(data, []byte("{\x00")):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case bytes.HasPrefix(data, []byte("\x00<")), bytes.HasPrefix(data, []byte("\x00{")):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// known finds an encoding by its label; nil for UTF-8, which needs none, for
// UTF-16, which would have been seen, and for what is not known.
func known(label string) encoding.Encoding {
	e, name := charset.Lookup(label)
	if name == "utf-8" || strings.HasPrefix(name, "utf-16") || name == "replacement" {
		return nil
	}
	return e
}

func decoded(data []byte, e encoding.Encoding) []byte {
	text, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return patched(data)
	}
	return withoutMarks(text)
}

// withoutMarks takes the marks of UTF-8 off the beginning of a text: one that is
// put together of others may have several.
func withoutMarks(data []byte) []byte {
	for {
		rest, ok := bytes.CutPrefix(bytes.TrimLeft(data, " \t\r\n"), []byte("\xEF\xBB\xBF"))
		if !ok {
			return data
		}
		data = rest
	}
}

// patched is UTF-8 in which each byte that does not belong is taken for
// Windows-1252, as it comes from a database of two pasts.
func patched(data []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(data) + len(data)/8)
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		if r == utf8.RuneError && size <= 1 {
			r = charmap.Windows1252.DecodeByte(data[0])
			size = 1
		}
		out.WriteRune(r)
		data = data[size:]
	}
	return out.Bytes()
}

// refRune is the character that a reference such as &#8217; or &#x2019; means;
// -1 where its number is too large to be one.
func refRune(ref string) rune {
	digits, base := strings.TrimSuffix(ref[2:], ";"), 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseInt(digits, base, 32)
	if err != nil {
		return -1
	}
	return rune(n)
}
