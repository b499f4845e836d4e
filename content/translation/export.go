package translation

import (
	"fmt"
	"io"
	"strings"
)

// Export writes all units of a language as one file for a translator: a PO file,
// which editors for translators open and any text editor too. Each field of a
// unit is an entry; one whose English has changed is marked fuzzy, with the mark
// of the English that it was made from.
func (s *Set) Export(w io.Writer) error {
	out := &poWriter{w: w}
	out.head(s.Language.Tag)
	for _, item := range s.Items {
		for _, f := range item.Fields {
			if item.State == Stale {
				out.printf("#. %s%s\n#, fuzzy\n", ofMark, item.Entry.Of)
			}
			out.text("msgctxt", item.Path+" "+item.ID+" "+f.Name)
			out.text("msgid", f.Text)
			out.text("msgstr", item.Entry.Texts[f.Name])
			out.printf("\n")
		}
	}
	return out.err
}

// ofMark stands before the mark of an older English.
const ofMark = "translates "

// A poWriter writes a PO file; the first error stays.
type poWriter struct {
	w   io.Writer
	err error
}

func (p *poWriter) printf(format string, with ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, with...)
	}
}

// head is what a PO file begins with.
func (p *poWriter) head(lang string) {
	p.printf("# Translate each msgid into msgstr. What is left empty is shown in English.\n")
	p.printf("# An entry that is marked fuzzy translates an older English: look it through and\n")
	p.printf("# remove the mark. References to Scripture, numbers and names of fields stay as they are.\n")
	p.printf("msgid \"\"\nmsgstr \"\"\n\"Language: %s\\n\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n\n", lang)
}

// text writes a keyword with a text; lines of a text have lines of their own.
func (p *poWriter) text(keyword, text string) {
	lines := strings.SplitAfter(text, "\n")
	p.printf("%s ", keyword)
	if len(lines) > 1 {
		p.printf("\"\"\n")
	}
	for _, line := range lines {
		p.printf("\"%s\"\n", escaper.Replace(line))
	}
}

var escaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`)
