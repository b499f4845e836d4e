package discord

import (
	"encoding/json"
	"strings"
	"unicode"

	"prayerbot/commands/reply"
)

// messageCommandType is the type of a command that is given about a message.
const messageCommandType = 3

// aboutMessage reads a command that is given about a message: what people read there, and
// of a message with cards what these say. It is false for another command. What the message
// holds beside that is not read, whatever it is.
func aboutMessage(raw json.RawMessage, req *reply.Request) bool {
	var data struct {
		Type     int    `json:"type"`
		Target   string `json:"target_id"`
		Resolved struct {
			Messages map[string]struct {
				Content string          `json:"content"`
				Parts   json.RawMessage `json:"components"`
				Embeds  []struct {
					Title       string `json:"title"`
					Description string `json:"description"`
					Fields      []fact `json:"fields"`
				} `json:"embeds"`
			} `json:"messages"`
		} `json:"resolved"`
	}
	json.Unmarshal(raw, &data) // what cannot be read is another command
	if data.Type != messageCommandType {
		return false
	}
	m := data.Resolved.Messages[data.Target]
	text := []string{m.Content}
	for _, e := range m.Embeds {
		text = append(text, e.Title, e.Description)
		for _, f := range e.Fields {
			text = append(text, f.Name, f.Value)
		}
	}
	for _, part := range partsOf(m.Parts) {
		if part.Text != "" {
			text = append(text, part.Text)
		}
	}
	req.Command, req.Args, req.Text = reply.AboutMessage, reply.Args{}, unmarked(strings.Join(text, "\n"))
	return true
}

// unmarked is a text without the signs of Discord's marks, which stand beside words, and
// without what draws nothing.
func unmarked(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("*_~`|#>[]", r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.IsControl(r):
			return '\n'
		}
		return r
	}, text)
}
