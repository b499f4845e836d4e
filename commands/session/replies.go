package session

import (
	"prayerbot/commands/reply"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// Privately keeps what a typed command answers from the open chat.
func (s *Session) Privately(r reply.Reply, err error) (reply.Reply, error) {
	r.Visibility, r.Aside, r.AsideFailed = reply.Private, s.ToChat("announce.aside_status"), s.ToChat("announce.aside_failed")
	return r, err
}

// Replace is one sentence that takes the place of the question.
func (s *Session) Replace(name string) reply.Reply {
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say(name)}}, Visibility: reply.InPlace}
}

// ReportButton leads to the report of a country.
func (s *Session) ReportButton(c *content.Country) reply.Button {
	return reply.Button{Label: s.Say("button.report"), Do: "country " + reply.Keyed(c.Key)}
}

// NewsButton leads to the news of a country.
func (s *Session) NewsButton(c *content.Country) reply.Button {
	return reply.Button{Label: s.Say("button.news"), Do: "news " + reply.Keyed(c.Key)}
}

// Sentence is a reply of one sentence.
func (s *Session) Sentence(name string, with ...words.With) reply.Reply {
	return reply.Reply{Blocks: []reply.Block{{Kind: reply.Paragraph, Text: s.Say(name, with...)}}}
}
