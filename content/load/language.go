package load

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
)

// A Language says how texts in a language are written, as its language.yaml and
// glossary.yaml have it. The zero Language asks nothing.
type Language struct {
	Tag string
	// Whole says that everything is translated: what is missing or stale is a fault.
	// It is said by the last tree for itself: what a folder laid over the content adds
	// or changes is not translated by whoever wrote that content.
	Whole       bool
	Script      string              // a name of Unicode ("Latin"); "" is any
	Least, Most float64             // how long a text is beside the English, in characters; 0 is not known
	SharedWords map[string]bool     // words of it that are written as small words of English are
	Multipliers map[string]float64  // words behind a number that belong to it: {"millones": 1000000}
	Month       string              // what stands behind the number of a month, "월", where months have no names of their own; "" where they have
	Stems       map[string][]string // beginnings by which a country is known too, by its key
	Pairs       []string            // signs that come in pairs: "¿?"
	Never       []Never
	Glossary    []Term
}

// A Never is what no text may hold.
type Never struct {
	Pattern *Pattern
	Remedy  string // what to write, in one sentence
}

// A Term is a word of English and those by which it is translated.
type Term struct {
	English string
	Use     []string // one of them has to stand there
}

// LanguageOf reads how a language is written; of several trees the latest that
// says it counts. Nothing is asked where none does.
func LanguageOf(lang string, trees ...fs.FS) (Language, error) {
	t, l := newTrees(), Language{Tag: lang}
	for i, tree := range trees {
		t.addTree(i, tree)
	}
	t.faults = nil // those of the other files are told by Library
	if f, top := t.latestOf(lang, "language.yaml"); top != nil {
		languageFrom(f.section(top, "whole", "script", "length", "shared_words", "multipliers", "month", "stems", "pairs", "never"), &l)
		l.Whole = l.Whole && f.tree == len(trees)-1
	}
	if f, top := t.latestOf(lang, "glossary.yaml"); top != nil {
		s := section{file: f, fields: map[string]*yaml.Node{"terms": top}}
		for _, n := range s.items("terms") {
			term := f.section(n, "en", "use")
			l.Glossary = append(l.Glossary, Term{strings.ToLower(term.required("en")), term.texts("use")})
		}
	}
	if len(t.faults) > 0 {
		return l, t.faults.Sorted()
	}
	return l, nil
}

// latestOf is a file of a language as the latest tree has it; nil where none has.
func (ld *trees) latestOf(lang, name string) (file, *yaml.Node) {
	versions := ld.lang[langFolder+"/"+lang+"/"+name]
	if len(versions) == 0 {
		return file{}, nil
	}
	f := versions[len(versions)-1]
	data, err := f.read()
	if err != nil {
		f.fault(0, "The file cannot be read: "+firstLine(err)+".", "Check its rights.")
		return f.file, nil
	}
	return f.file, f.parse(data)
}

// languageFrom takes in what a file says.
func languageFrom(s section, l *Language) {
	l.Whole, l.Script, l.Pairs = s.yes("whole"), s.text("script"), s.texts("pairs")
	l.Month = s.text("month")
	if l.Script != "" && unicode.Scripts[l.Script] == nil {
		s.fault(s.lineOf("script"), fmt.Sprintf("Unicode has no script %q.", l.Script), "Write a name such as Latin, Cyrillic, Arabic, Hangul or Han.")
		l.Script = ""
	}
	if s.has("length") {
		l.Least, l.Most = bandOf(s)
	}
	l.SharedWords = map[string]bool{}
	for _, word := range s.texts("shared_words") {
		l.SharedWords[strings.ToLower(word)] = true
	}
	l.Multipliers, l.Stems = map[string]float64{}, map[string][]string{}
	numbers := s.section(s.fields["multipliers"])
	for word := range numbers.fields {
		l.Multipliers[strings.ToLower(word)] = float64(numbers.number(word, 10, 1_000_000_000))
	}
	stems := s.section(s.fields["stems"])
	for key := range stems.fields {
		l.Stems[key] = stems.texts(key)
	}
	for _, n := range s.items("never") {
		never := s.section(n, "pattern", "say")
		pattern, err := NewPattern(never.required("pattern"))
		if err != nil {
			never.fault(never.lineOf("pattern"), "The pattern cannot be read: "+firstLine(err)+".", "Write a regular expression of RE2.")
			continue
		}
		l.Never = append(l.Never, Never{pattern, never.required("say")})
	}
}

// bandOf is the two bounds of a length.
func bandOf(s section) (least, most float64) {
	texts := s.texts("length")
	if len(texts) == 2 {
		a, err := strconv.ParseFloat(texts[0], 64)
		b, err2 := strconv.ParseFloat(texts[1], 64)
		if err == nil && err2 == nil && 0 < a && a < b {
			return a, b
		}
	}
	s.fault(s.lineOf("length"), "The length is not two numbers, the smaller first.", "Write it as [0.85, 1.35].")
	return 0, 0
}
