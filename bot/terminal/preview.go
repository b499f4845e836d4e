package terminal

import "prayerbot/commands/reply"

// Preview is a reply as the terminal shows it, with its buttons.
func Preview(r reply.Reply) string {
	text, _ := render(r, style{})
	return text
}
