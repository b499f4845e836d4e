package discordtest

import (
	"strings"
	"unicode/utf8"
)

// checkEmbeds refuses embeds that Discord refuses
// (https://discord.com/developers/docs/resources/message#embed-object-embed-limits).
func (f *messageForm) checkEmbeds() *refusal {
	total := 0
	for _, e := range f.Embeds {
		title, text := utf8.RuneCountInString(e.Title), utf8.RuneCountInString(e.Description)
		apart, refused := e.checkApart()
		if refused != nil {
			return refused
		}
		total += title + text + apart
		if title+text+apart == 0 {
			return invalid("embeds: empty")
		}
		if title > 256 || text > 4096 || total > 6000 {
			return invalid("embeds: must be 6000 or fewer in length")
		}
	}
	return nil
}

// checkApart counts what stands below the text of an embed.
func (e Embed) checkApart() (size int, refused *refusal) {
	if len(e.Fields) > 25 {
		return 0, invalid("embeds: fields: must be 25 or fewer")
	}
	for _, field := range e.Fields {
		if !between(strings.TrimSpace(field.Name), 1, 256) || !between(strings.TrimSpace(field.Value), 1, 1024) {
			return 0, invalid("embeds: fields: a name of 1 to 256 and a value of 1 to 1024")
		}
		size += utf8.RuneCountInString(field.Name) + utf8.RuneCountInString(field.Value)
	}
	if e.Footer != nil {
		if !between(strings.TrimSpace(e.Footer.Text), 1, 2048) {
			return 0, invalid("embeds: footer: 1 to 2048")
		}
		size += utf8.RuneCountInString(e.Footer.Text)
	}
	return size, nil
}

// words are all texts of an embed below its title, as they are read from top to bottom.
func (e Embed) words() string {
	text := mention.ReplaceAllString(e.Description, "/$1")
	for _, field := range e.Fields {
		text += "\n\n**" + field.Name + "**\n" + field.Value
	}
	if e.Footer != nil {
		text += "\n\n" + e.Footer.Text
	}
	return text
}
