package discord

import (
	"github.com/bwmarrin/discordgo"

	"prayerbot/commands"
)

// form is what Discord opens to ask for a text: a modal with one field.
type form struct {
	ID         string     `json:"custom_id"`
	Title      string     `json:"title"`
	Components []fieldRow `json:"components"`
}

type fieldRow struct {
	Type       int     `json:"type"` // 1
	Components []field `json:"components"`
}

type field struct {
	Type     int    `json:"type"`  // 4
	Style    int    `json:"style"` // 2: several lines
	ID       string `json:"custom_id"`
	Label    string `json:"label"`
	Value    string `json:"value,omitempty"`
	Required bool   `json:"required"`
	Most     int    `json:"max_length"`
}

// Discord's limits of a form.
const (
	maxFormTitle = 45
	maxField     = 4000
)

// textField is the name of the one field of a form.
const textField = "text"

func formOf(a commands.Ask) form {
	f := field{
		Type: 4, Style: 2, ID: textField, Label: cut(a.Label, maxFormTitle), Value: a.Value,
		Required: true, Most: min(a.Most, maxField),
	}
	return form{ID: a.Payload(), Title: cut(a.Title, maxFormTitle), Components: []fieldRow{{Type: 1, Components: []field{f}}}}
}

// readForm reads what was written into a form.
func readForm(data discordgo.ModalSubmitInteractionData) (payload, text string) {
	for _, c := range data.Components {
		r, ok := c.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, c := range r.Components {
			if input, ok := c.(*discordgo.TextInput); ok && input.CustomID == textField {
				text = input.Value
			}
		}
	}
	return data.CustomID, text
}
