package session

import (
	"strings"
	"unicode/utf8"

	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// Speech is what a session says, and in which voice.
type Speech struct {
	words.Voice             // of those who will read the answer
	Own         words.Voice // of what the asker alone sees
	Look        Look        // of the chat
	voices      *Env
}

// voiceOf is the voice of a language.
func (s *Speech) voiceOf(language string) words.Voice {
	if language == s.Own.Language {
		return s.Own
	}
	return s.voices.VoiceIn(language).OnServer(s.Own.IsOnServer())
}

// ToAsker makes the session speak to the asker alone.
func (s *Speech) ToAsker() { s.Voice = s.Own }

// ToChat says a sentence to everyone in the chat, whoever reads the rest.
func (s *Speech) ToChat(name string, with ...words.With) string {
	return s.voiceOf(s.Look.Language).Say(name, with...)
}

// Problem is a Problem with the sentence of a name, in the language of the
// asker, who alone sees it.
func (s *Speech) Problem(name string, with ...words.With) error {
	return reply.Problem(s.Own.Say(name, with...))
}

// CountryName is a country's name in the asker's language, as CLDR gives it; the
// program's own name in English.
func (s *Speech) CountryName(c *content.Country) string {
	lang, _, _ := strings.Cut(s.Language, "-")
	if name := c.Names[s.Language]; name != "" {
		return name
	}
	if name := c.Names[lang]; name != "" && lang != "en" {
		return name
	}
	return c.Name
}

// CountryInText is a country's name as it stands within a sentence: "the United States",
// whose report has the title "United States".
func (s *Speech) CountryInText(c *content.Country) string {
	if name := s.CountryName(c); name != c.Name || c.InText == "" {
		return name
	}
	return c.InText
}

// Label is a sentence as a button can show it. What is filled in is shortened,
// the longest of it; the sentence stays whole.
func (s *Speech) Label(name string, with words.With) string {
	text := s.Say(name, with)
	over := utf8.RuneCountInString(text) - maxLabel
	if over <= 0 {
		return text
	}
	longest, value := "", ""
	for key := range with {
		if v, is := with[key].(string); is && utf8.RuneCountInString(v) > utf8.RuneCountInString(value) {
			longest, value = key, v
		}
	}
	return Label(s.Say(name, with, words.With{longest: Shortened(value, utf8.RuneCountInString(value)-over)}))
}

// Replace is one sentence that takes the place of the question.
func (s *Speech) Replace(name string) reply.Reply {
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say(name)}}, Visibility: reply.InPlace}
}

// ReportButton leads to the report of a country.
func (s *Speech) ReportButton(c *content.Country) reply.Button {
	return reply.Button{Label: s.Say("button.report"), Do: "country " + reply.Keyed(c.Key)}
}

// NewsButton leads to the news of a country.
func (s *Speech) NewsButton(c *content.Country) reply.Button {
	return reply.Button{Label: s.Say("button.news"), Do: "news " + reply.Keyed(c.Key)}
}

// Sentence is a reply of one sentence.
func (s *Speech) Sentence(name string, with ...words.With) reply.Reply {
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say(name, with...)}}}
}

// Picker is a question with buttons. It takes the place of the question whose
// button led here, so that a chat is not filled with lists.
func (s *Speech) Picker(title, intro string, rows [][]reply.Button) reply.Reply {
	return reply.Reply{
		Title:      title,
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: intro}},
		Buttons:    rows,
		Visibility: reply.InPlace,
	}
}
