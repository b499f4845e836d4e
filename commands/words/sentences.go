package words

import (
	"strings"
	"sync"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// sentences are those of one language, with English ones for what it lacks. The library
// is given each when somebody first says it: most are never said, and there one takes
// several times its own length. It is safe for concurrent use.
type sentences struct {
	mu        sync.RWMutex
	bundle    *i18n.Bundle
	localizer *i18n.Localizer
	unsaid    map[string]sentence // by name
	onServer  map[string]string   // the names of sentences, each with that of what is said on a server instead
}

// A sentence is one that was not said yet.
type sentence struct {
	tag    *language.Tag
	text   string        // where it has one form alone
	plural *i18n.Message // else
}

// newSentences are those of messages, in which plurals are formed as in the language of
// a tag; what they lack is said by the English ones.
func newSentences(tag string, english, messages []*i18n.Message) (*sentences, error) {
	own := language.Make(tag)
	s := &sentences{bundle: i18n.NewBundle(language.English), unsaid: map[string]sentence{}, onServer: map[string]string{}}
	if err := s.bundle.AddMessages(own); err != nil { // it knows no plurals there
		return nil, err
	}
	s.localizer = i18n.NewLocalizer(s.bundle, tag, "en")
	for _, m := range english {
		s.unsaid[m.ID] = newSentence(&language.English, m)
	}
	for _, m := range messages {
		s.unsaid[m.ID] = newSentence(&own, m)
		s.noteServer(m.ID)
	}
	return s, nil
}

// serverGroup is the group of the sentences that are said instead of others where the place of
// many is called a server: "server.problem_moderators" for "problem.moderators".
const serverGroup = "server."

// noteServer notes a sentence that is said on servers.
func (s *sentences) noteServer(name string) {
	if other, is := strings.CutPrefix(name, serverGroup); is {
		s.onServer[strings.Replace(other, "_", ".", 1)] = name
	}
}

func newSentence(tag *language.Tag, m *i18n.Message) sentence {
	if *m == (i18n.Message{ID: m.ID, Other: m.Other}) {
		return sentence{tag: tag, text: m.Other}
	}
	return sentence{tag: tag, plural: m}
}

// message is the sentence of a name as the library takes it.
func (s sentence) message(name string) *i18n.Message {
	if s.plural != nil {
		return s.plural
	}
	return &i18n.Message{ID: name, Other: s.text}
}

// localize is what the library says.
func (s *sentences) localize(cfg *i18n.LocalizeConfig) (string, error) {
	if err := s.add(cfg.MessageID); err != nil {
		return "", err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.localizer.Localize(cfg)
}

// add gives the library a sentence that was not said yet.
func (s *sentences) add(name string) error {
	s.mu.RLock()
	_, is := s.unsaid[name]
	s.mu.RUnlock()
	if !is {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	new, is := s.unsaid[name]
	if !is {
		return nil
	}
	delete(s.unsaid, name)
	return s.bundle.AddMessages(*new.tag, new.message(name))
}
