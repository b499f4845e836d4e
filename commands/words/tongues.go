package words

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"
)

// unmarshal reads the sentences of a language's file, and leaves out its grammar.
var unmarshal = map[string]i18n.UnmarshalFunc{"yaml": func(b []byte, v any) error {
	err := yaml.Load(b, v)
	if all, is := v.(*any); is {
		if groups, is := (*all).(map[string]any); is {
			delete(groups, grammarGroup)
		}
	}
	return err
}}

// messagesOf are the sentences of a language's file.
func messagesOf(tag string, file []byte) ([]*i18n.Message, error) {
	read, err := i18n.ParseMessageFileBytes(file, tag+".yaml", unmarshal)
	if err != nil {
		return nil, err
	}
	return read.Messages, nil
}

// shipped are the languages that ship with the program. Each is read once, whoever
// asks for it: they are in the program, and nothing changes them.
var shipped = sync.OnceValues(func() (*Catalogue, error) {
	file, err := English()
	if err != nil {
		return nil, err
	}
	english, err := messagesOf("en", file)
	if err != nil {
		return nil, err
	}
	c := &Catalogue{tags: []string{"en"}, tongues: map[string]tongue{}}
	if c.tongues["en"], err = newTongue("en", file, nil, english); err != nil {
		return nil, err
	}
	return c, c.addOthers(english)
})

// addOthers adds the languages beside English, each of which is read at its first use.
func (c *Catalogue) addOthers(english []*i18n.Message) error {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return err
	}
	tags := []language.Tag{language.English}
	for _, name := range names {
		tag := strings.TrimSuffix(name, ".yaml")
		if tag == "en" {
			continue
		}
		c.tags, tags = append(c.tags, tag), append(tags, language.Make(tag))
		c.tongues[tag] = sync.OnceValues(func() (*i18n.Localizer, *grammar) { return c.read(tag, english)() })
	}
	c.matcher = language.NewMatcher(tags)
	return nil
}

// read reads a language that ships with the program. One that could not be read would
// be English; a test reads them all.
func (c *Catalogue) read(tag string, english []*i18n.Message) tongue {
	file, err := files.ReadFile(tag + ".yaml")
	if err != nil {
		return c.tongues["en"]
	}
	own, err := readTongue(tag, file, english)
	if err != nil {
		return c.tongues["en"]
	}
	return own
}

// readTongue reads a language's file, in which plurals are formed as in the
// language of a tag; what it lacks is said by the English messages.
func readTongue(tag string, file []byte, english []*i18n.Message) (tongue, error) {
	messages, err := messagesOf(tag, file)
	if err != nil {
		return nil, err
	}
	return newTongue(tag, file, english, messages)
}

func newTongue(tag string, file []byte, english, messages []*i18n.Message) (tongue, error) {
	bundle := i18n.NewBundle(language.English)
	if err := bundle.AddMessages(language.English, lacking(messages, english)...); err != nil {
		return nil, err
	}
	if err := bundle.AddMessages(language.Make(tag), messages...); err != nil {
		return nil, err
	}
	g, err := readGrammar(file)
	if err != nil {
		return nil, err
	}
	localizer := i18n.NewLocalizer(bundle, tag, "en")
	return func() (*i18n.Localizer, *grammar) { return localizer, g }, nil
}

// lacking are the English messages that a language has not: the others would only take
// memory once more in each language.
func lacking(own, english []*i18n.Message) []*i18n.Message {
	has := map[string]bool{}
	for _, m := range own {
		has[m.ID] = true
	}
	return slices.DeleteFunc(slices.Clone(english), func(m *i18n.Message) bool { return has[m.ID] })
}

// In gives the voice of a language (BCP 47; "" is English). Where the language
// is not there, the voice is that of the nearest one that is, at last English.
func (c *Catalogue) In(lang string) Voice {
	tag := c.Nearest(lang)
	localizer, own := c.tongues[tag]()
	_, english := c.tongues["en"]()
	v := Voice{localizer: localizer, Language: lang, rtl: runsLeft(tag)}
	// Many type English in whatever language they read.
	for _, g := range []*grammar{own, english} {
		if g != nil && !slices.Contains(v.grammars, g) {
			v.grammars = append(v.grammars, g)
		}
	}
	return v
}

// Nearest is the tag of the language that is spoken to somebody who asks for one.
func (c *Catalogue) Nearest(lang string) string {
	if tag := c.known(lang); tag != "" {
		return tag
	}
	_, i, confidence := c.matcher.Match(language.Make(lang))
	if confidence == language.No {
		return "en"
	}
	return c.tags[i]
}

// known is the tag of a language, or of the one that it is a part of, as pt of
// pt-BR; "" where neither is there.
func (c *Catalogue) known(lang string) string {
	for tag := lang; tag != ""; {
		if c.tongues[tag] != nil {
			return tag
		}
		cut := strings.LastIndexByte(tag, '-')
		tag = tag[:max(cut, 0)]
	}
	return ""
}

// Speaks tells whether there are sentences in a language, or in the one that it is
// a part of.
func (c *Catalogue) Speaks(lang string) bool { return c.known(lang) != "" }

// Languages lists those that ship with the program, English first.
func (c *Catalogue) Languages() []string { return slices.Clone(c.tags) }
