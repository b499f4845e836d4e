package telegram

import (
	"html"
	"regexp"
	"strings"

	"prayerbot/commands/reply"
)

// mark is one of Telegram's HTML.
var mark = regexp.MustCompile(`</?[a-z][^>]*>`)

// covered is a text that shows when somebody presses on it.
var covered = strings.NewReplacer("<tg-spoiler>", "||", "</tg-spoiler>", "||")

// Preview is a reply as it is read on Telegram: the text of each message without
// its marks, what is covered between ||, and the buttons in square brackets. Of a
// picture there is its place and its caption.
func Preview(r reply.Reply) string {
	var parts []string
	for _, p := range render(r) {
		text := html.UnescapeString(mark.ReplaceAllString(covered.Replace(p.html), ""))
		if p.photo != nil {
			text = "(" + p.photo.Alt + ")\n" + text
		}
		if p.keyboard != nil {
			for _, row := range p.keyboard.Rows {
				text += "\n"
				for _, b := range row {
					text += "[" + b.Text + "] "
				}
				text = strings.TrimSuffix(text, " ")
			}
		}
		parts = append(parts, strings.TrimSpace(text)+"\n")
	}
	return strings.Join(parts, "\n")
}
