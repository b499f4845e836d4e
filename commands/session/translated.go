package session

import (
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// Text is a field of a unit of the content in the language of those who read the
// answer; in English where it is not translated, which the answer then says.
func (p *Places) Text(u content.Unit, field string) string {
	texts, found := p.Library.Translated(p.speech.Language, u)
	if !found {
		english := u.Field(field)
		p.english = p.english || english != "" && p.speaks()
		return english
	}
	return texts[field]
}

// speaks tells whether the readers have a language in which the bot says
// anything. Others read English in everything, and need not be told.
func (p *Places) speaks() bool {
	lang := p.speech.Language
	if base := content.BaseLanguage(lang); base == "" || base == "en" {
		return false
	}
	return p.Library.Speaks(lang) || p.speech.voices.Speaks(lang)
}

// RegionName is a region's name in the language of those who read the answer.
func (p *Places) RegionName(r *content.Region) string { return p.Text(r.NameUnit(), content.FieldName) }

// RegionInText is a region's name as it stands within a sentence: "the Middle East".
func (p *Places) RegionInText(r *content.Region) string {
	if name := p.RegionName(r); name != r.Name || r.InText == "" {
		return name
	}
	return r.InText
}

// ListName is a list's name in the language of those who read the answer.
func (p *Places) ListName(x *content.List) string { return p.Text(x.NameUnit(), content.FieldName) }

// WithEnglishNote is an answer that says once, at its end, that something of it
// is in English because it is not translated yet; where nothing is, the answer as
// it is. The blocks of r are not changed.
func (p *Places) WithEnglishNote(r reply.Reply) reply.Reply {
	if !p.english || r.Empty() {
		return r
	}
	p.english = false
	blocks := make([]reply.Block, 0, len(r.Blocks)+1)
	r.Blocks = append(append(blocks, r.Blocks...), reply.Block{Kind: reply.Note, Text: p.speech.Say("content.in_english")})
	return r
}
