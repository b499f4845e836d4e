// Package words holds every sentence that the bot says, by name and language.
//
// It also reads what people type: times, days, dates, and the small words between
// them, by the tables of the same file.
//
// It never decides what to say. A language is one YAML file beside this one; a
// sentence that it lacks is said in English. There is nothing that a crash could leave half-done.
package words

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

//go:embed *.yaml
var files embed.FS

// Catalogue is all sentences in all languages. The English ones are read when it is
// built, those of each other language that ships with the program when somebody first
// reads it, and what people type in a language when somebody first types in it: nobody
// pays for what nobody needs.
type Catalogue struct {
	tags        []string          // of the languages that ship with the program, English first
	matcher     language.Matcher  // of tags
	tongues     map[string]tongue // by tag, the extra ones too
	extraLabels func() labels     // of the languages that are no part of the program
}

// A tongue is one language: its sentences, and what people type in it, each read when
// it is first asked for.
type tongue struct {
	sentences func() *sentences
	grammar   func() *grammar // gives nil where nothing can be typed in it
}

// With fills the places of a sentence: With{"Name": "Nigeria"}.
type With map[string]any

// An Extra is a language that does not ship with the program. Its sentences are
// written as those beside this file are; plurals are formed as in English.
type Extra struct {
	Tag       string // BCP 47
	Sentences []byte // YAML
}

// English is the catalogue that all others are translations of, as YAML.
func English() ([]byte, error) { return files.ReadFile("en.yaml") }

// New is the catalogue that ships with the program, with what is given beside it. A
// fault in an extra language is an error; that the others are without fault is tested.
func New(extra ...Extra) (*Catalogue, error) {
	own, err := shipped()
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	c := &Catalogue{tags: own.tags, matcher: own.matcher, tongues: maps.Clone(own.tongues)}
	for _, e := range extra {
		// Its plurals are English ones.
		if c.tongues[e.Tag], err = readTongue("en", e.Sentences); err != nil {
			return nil, fmt.Errorf("words: %s: %w", e.Tag, err)
		}
	}
	c.extraLabels = sync.OnceValue(func() labels {
		l, _ := labelsOf(extra) // they have just been read without a fault
		return l
	})
	return c, nil
}

// Voice says sentences in one language.
type Voice struct {
	sentences *sentences
	Language  string
	Listener
	rtl    bool // it is written from right to left
	server bool // the place of many is called a server where it speaks
}

// IsOnServer tells what OnServer was told.
func (v Voice) IsOnServer() bool { return v.server }

// OnServer is the voice where the place of many is called a server, or where it is not.
func (v Voice) OnServer(is bool) Voice {
	v.server = is
	return v
}

// A Listener reads what people type in one language. Many type English in whatever
// language they read.
type Listener struct {
	own, english func() *grammar
}

// grammars are those by which it reads, its own first.
func (l Listener) grammars() (all []*grammar) {
	for _, of := range []func() *grammar{l.own, l.english} {
		if g := of(); g != nil && !slices.Contains(all, g) {
			all = append(all, g)
		}
	}
	return all
}

// Say gives the sentence of a name. A name that is not in the catalogue is
// given back itself, in brackets: a test keeps that from happening.
func (v Voice) Say(name string, with ...With) string {
	return localized(v, &i18n.LocalizeConfig{MessageID: name, TemplateData: v.isolated(merged(with))}, name)
}

// Count gives the sentence of a name in the form that n asks for; the sentence
// may use {{.N}}, which is n with its thousands parted.
func (v Voice) Count(name string, n int, with ...With) string {
	data := merged(with)
	data["N"] = v.Number(n)
	return localized(v, &i18n.LocalizeConfig{MessageID: name, TemplateData: v.isolated(data), PluralCount: n}, name)
}

// anyOther is a number that every language tells in the form "other", which stands in
// for one that the file leaves out: that of millions in Spanish.
const anyOther = "10.5"

func localized(v Voice, cfg *i18n.LocalizeConfig, name string) string {
	if text := v.find(cfg); text != "" {
		return text
	}
	return "[" + name + "]"
}

// find is a sentence of the catalogue; "" where it has none of that name.
func (v Voice) find(cfg *i18n.LocalizeConfig) string {
	if name := v.sentences.onServer[cfg.MessageID]; v.server && name != "" {
		cfg.MessageID = name
	}
	text, err := v.sentences.localize(cfg)
	if err != nil && !isFallback(err) && cfg.PluralCount != nil {
		cfg.PluralCount = anyOther
		text, err = v.sentences.localize(cfg)
	}
	if err != nil && !isFallback(err) {
		return ""
	}
	return v.runsApart(strings.Trim(text, " \n")) // and not the narrow space that parts thousands
}

// isFallback tells whether the sentence was found, in English.
func isFallback(err error) bool {
	_, missing := err.(*i18n.MessageNotFoundErr)
	return missing
}

func merged(with []With) With {
	all := With{}
	for _, w := range with {
		for k, v := range w {
			all[k] = v
		}
	}
	return all
}

// List joins several names: "Egypt, Iran and Nigeria".
func (v Voice) List(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	first, last := names[0], len(names)-1
	for _, name := range names[1:last] {
		first = v.Say("list.more", With{"First": first, "Next": name})
	}
	return v.Say("list.and", With{"First": first, "Last": names[last]})
}

// fullWidth are the signs that need no space behind them, because they are as wide as a
// letter.
const fullWidth = "。？！：；，、）”」』"

// Sentences joins sentences with a space, which none needs behind a sign of full width;
// empty ones are left out.
func Sentences(all ...string) string {
	text := ""
	for _, one := range all {
		last, _ := utf8.DecodeLastRuneInString(text)
		if text != "" && one != "" && !strings.ContainsRune(fullWidth, last) {
			text += " "
		}
		text += one
	}
	return text
}

// Number writes a whole number with its thousands parted.
func (v Voice) Number(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + v.Say("number.thousands") + digits[i:]
	}
	return sign + digits
}
