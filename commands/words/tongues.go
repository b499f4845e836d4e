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
	part, _ := parted(file)
	read, err := i18n.ParseMessageFileBytes(part, tag+".yaml", unmarshal)
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
	own, err := newSentences("en", nil, english)
	if err != nil {
		return nil, err
	}
	c.tongues["en"] = tongue{func() *sentences { return own }, c.grammarOf("en")}
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
		c.tongues[tag] = tongue{c.sentencesOf(tag, english), c.grammarOf(tag)}
	}
	c.matcher = language.NewMatcher(tags)
	return nil
}

// sentencesOf reads the sentences of a language that ships with the program, once. One
// that could not be read would be English; a test reads them all.
func (c *Catalogue) sentencesOf(tag string, english []*i18n.Message) func() *sentences {
	return sync.OnceValue(func() *sentences {
		file, err := files.ReadFile(tag + ".yaml")
		if err != nil {
			return c.tongues["en"].sentences()
		}
		own, err := readSentences(tag, file, english)
		if err != nil {
			return c.tongues["en"].sentences()
		}
		return own
	})
}

// grammarOf reads what people type in a language that ships with the program, once; nil
// where that could not be read.
func (c *Catalogue) grammarOf(tag string) func() *grammar {
	return sync.OnceValue(func() *grammar {
		file, err := files.ReadFile(tag + ".yaml")
		if err != nil {
			return nil
		}
		g, _ := readGrammar(file) // a test reads them all
		return g
	})
}

// readTongue reads a language's file whole, in which plurals are formed as in the
// language of a tag.
func readTongue(tag string, file []byte) (tongue, error) {
	own, err := readSentences(tag, file, nil)
	if err != nil {
		return tongue{}, err
	}
	g, err := readGrammar(file)
	if err != nil {
		return tongue{}, err
	}
	return tongue{func() *sentences { return own }, func() *grammar { return g }}, nil
}

// readSentences reads the sentences of a language's file.
func readSentences(tag string, file []byte, english []*i18n.Message) (*sentences, error) {
	messages, err := messagesOf(tag, file)
	if err != nil {
		return nil, err
	}
	return newSentences(tag, english, messages)
}

// In gives the voice of a language (BCP 47; "" is English). Where the language
// is not there, the voice is that of the nearest one that is, at last English.
func (c *Catalogue) In(lang string) Voice {
	tag := c.Nearest(lang)
	own := c.tongues[tag]
	return Voice{sentences: own.sentences(), Language: lang, Listener: Listener{own.grammar, c.tongues["en"].grammar}, rtl: runsLeft(tag)}
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
		if _, is := c.tongues[tag]; is {
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
