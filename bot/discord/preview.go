package discord

import (
	"strings"

	"prayerbot/commands/reply"
)

// Preview is a reply as Discord is given it: for each message what stands above its
// frame, the title and text in the frame, with Discord's marks, and the buttons.
// A picture is told of in words.
func Preview(r reply.Reply) string {
	var parts []string
	for _, m := range renderSent(r) {
		text := m.Content + "\n"
		for _, e := range m.Embeds {
			text += e.Title + "\n\n" + e.Description + "\n" + previewApart(e)
		}
		parts = append(parts, strings.TrimSpace(text)+"\n"+previewRows(m.Components))
	}
	return strings.Join(parts, "\n")
}

// previewRows are rows of buttons, each in square brackets.
func previewRows(rows []row) string {
	text := ""
	for _, row := range rows {
		for _, c := range row.Components {
			if b, is := c.(button); is {
				text += "[" + b.Label + "] "
			}
		}
		text = strings.TrimSuffix(text, " ") + "\n"
	}
	return text
}

// previewApart is what stands below the text of an embed.
func previewApart(e embed) (text string) {
	for _, f := range e.Fields {
		text += "\n**" + f.Name + "**\n" + f.Value + "\n"
	}
	if e.Footer != nil {
		text += "\n" + e.Footer.Text + "\n"
	}
	return text
}
