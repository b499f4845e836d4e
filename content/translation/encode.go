package translation

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"prayerbot/content"
	"prayerbot/content/load"
)

// encodeOrder is the order in which the fields of an entry are written.
var encodeOrder = []string{content.FieldName, content.FieldShort, content.FieldTitle, content.FieldText, content.FieldExcerpt, content.FieldCaption, content.FieldAlt}

// lineWidth is how long the lines of a file are, in characters, as elsewhere in
// the content.
const lineWidth = 88

// Encode writes entries as a file of a translation, as the loader reads it. It
// writes the same for the same entries.
func Encode(entries []load.Entry) []byte {
	var b strings.Builder
	for i, e := range entries {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(e.ID + ":\n  of: " + strconv.Quote(e.Of) + "\n")
		for _, name := range encodeOrder {
			switch text := e.Texts[name]; {
			case text == "":
			case name == content.FieldText || name == content.FieldExcerpt:
				b.WriteString("  " + name + ": >-\n" + folded(text, "    "))
			default:
				b.WriteString("  " + name + ": " + quoted(text) + "\n")
			}
		}
	}
	return []byte(b.String())
}

// quoted is a text as YAML reads it between double quotes.
func quoted(text string) string { return `"` + escaper.Replace(text) + `"` }

// folded breaks a text into lines that YAML joins again; an empty line parts
// paragraphs.
func folded(text, indent string) string {
	var b strings.Builder
	for i, paragraph := range strings.Split(text, "\n") {
		if i > 0 {
			b.WriteByte('\n')
		}
		n := 0
		for _, word := range strings.Split(paragraph, " ") {
			size := utf8.RuneCountInString(word)
			switch {
			case n == 0:
				b.WriteString(indent)
				n = len(indent)
			case n+1+size > lineWidth:
				b.WriteString("\n" + indent)
				n = len(indent)
			default:
				b.WriteByte(' ')
				n++
			}
			b.WriteString(word)
			n += size
		}
		b.WriteByte('\n')
	}
	return b.String()
}
