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
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"
)

//go:embed *.yaml
var files embed.FS

// Catalogue is all sentences in all languages. It is read-only once built.
type Catalogue struct {
	bundle *i18n.Bundle
	known  map[string]*i18n.Localizer // by the languages that are there
	labels func() []*regexp.Regexp    // see IsLabel; read at first use
	// grammars are what people type, by the language; English is read beside each.
	grammars map[string]*grammar
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

// New reads the catalogue that ships with the program, and what is given beside
// it.
func New(extra ...Extra) (*Catalogue, error) {
	bundle := newBundle()
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	c := &Catalogue{bundle: bundle, known: map[string]*i18n.Localizer{}, grammars: map[string]*grammar{}}
	for _, name := range names {
		if _, err := bundle.LoadMessageFileFS(files, name); err != nil {
			return nil, fmt.Errorf("words: %s: %w", name, err)
		}
		file, err := files.ReadFile(name)
		if err == nil {
			err = c.addGrammar(strings.TrimSuffix(name, ".yaml"), file)
		}
		if err != nil {
			return nil, fmt.Errorf("words: %s: %w", name, err)
		}
	}
	c.labels = sync.OnceValue(func() []*regexp.Regexp {
		forms, _ := labelForms(extra) // the same files have just been read without a fault
		return forms
	})
	for _, lang := range append(c.Languages(), "") {
		c.known[lang] = i18n.NewLocalizer(bundle, lang, "en")
	}
	for _, e := range extra {
		own := newBundle()
		if _, err := own.ParseMessageFileBytes(e.Sentences, "en.yaml"); err != nil {
			return nil, fmt.Errorf("words: %s: %w", e.Tag, err)
		}
		if err := c.addGrammar(e.Tag, e.Sentences); err != nil {
			return nil, fmt.Errorf("words: %s: %w", e.Tag, err)
		}
		c.known[e.Tag] = i18n.NewLocalizer(own, "en")
	}
	return c, nil
}

func newBundle() *i18n.Bundle {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("yaml", func(b []byte, v any) error {
		err := yaml.Load(b, v)
		if all, is := v.(*any); is {
			if groups, is := (*all).(map[string]any); is {
				delete(groups, grammarGroup)
			}
		}
		return err
	})
	return bundle
}

// addGrammar reads what people type in a language, where its file says it.
func (c *Catalogue) addGrammar(lang string, file []byte) error {
	g, err := readGrammar(file)
	if g != nil {
		c.grammars[lang] = g
	}
	return err
}

// grammarsOf are those of a language, of the language that it is a part of, and of
// English, which many type in whatever language they read.
func (c *Catalogue) grammarsOf(lang string) []*grammar {
	base, _, _ := strings.Cut(lang, "-")
	var all []*grammar
	for _, tag := range []string{lang, base, "en"} {
		if g := c.grammars[tag]; g != nil && !slices.Contains(all, g) {
			all = append(all, g)
		}
	}
	return all
}

// In gives the voice of a language (BCP 47; "" is English). Where the language
// is not there, the voice is English.
func (c *Catalogue) In(lang string) Voice {
	if localizer := c.known[lang]; localizer != nil {
		return Voice{localizer, lang, c.grammarsOf(lang)}
	}
	return Voice{i18n.NewLocalizer(c.bundle, lang, "en"), lang, c.grammarsOf(lang)}
}

// Speaks tells whether there are sentences in a language, or in the one that it is
// a part of.
func (c *Catalogue) Speaks(lang string) bool {
	base, _, _ := strings.Cut(lang, "-")
	return lang != "" && (c.known[lang] != nil || c.known[base] != nil)
}

// Languages lists what there is, English first.
func (c *Catalogue) Languages() []string {
	var tags []string
	for _, tag := range c.bundle.LanguageTags() {
		tags = append(tags, tag.String())
	}
	return tags
}

// Voice says sentences in one language.
type Voice struct {
	localizer *i18n.Localizer
	Language  string
	grammars  []*grammar // its own first
}

// Say gives the sentence of a name. A name that is not in the catalogue is
// given back itself, in brackets: a test keeps that from happening.
func (v Voice) Say(name string, with ...With) string {
	return localized(v, &i18n.LocalizeConfig{MessageID: name, TemplateData: merged(with)}, name)
}

// Count gives the sentence of a name in the form that n asks for; the sentence
// may use {{.N}}, which is n with its thousands parted.
func (v Voice) Count(name string, n int, with ...With) string {
	data := merged(with)
	data["N"] = v.Number(n)
	return localized(v, &i18n.LocalizeConfig{MessageID: name, TemplateData: data, PluralCount: n}, name)
}

// anyOther is a number that every language tells in the form "other", which stands in
// for one that the file leaves out: that of millions in Spanish.
const anyOther = "10.5"

func localized(v Voice, cfg *i18n.LocalizeConfig, name string) string {
	text, err := v.localizer.Localize(cfg)
	if err != nil && !isFallback(err) && cfg.PluralCount != nil {
		cfg.PluralCount = anyOther
		text, err = v.localizer.Localize(cfg)
	}
	if text == "" || (err != nil && !isFallback(err)) {
		return "[" + name + "]"
	}
	return strings.Trim(text, " \n") // and not the narrow space that parts thousands
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
