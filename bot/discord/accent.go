package discord

import "prayerbot/commands/reply"

// colours are those at the side of a message. Each stands out from Discord's
// light and dark background by 3 to 1, as WCAG asks of what is no text.
var colours = map[reply.Accent]int{
	reply.AccentPoint:        0x3B82C4, // blue
	reply.AccentReport:       0x2F9384, // teal
	reply.AccentNews:         0x7D84A0, // grey
	reply.AccentAnnouncement: 0x9A6FD0, // violet
	reply.AccentAlert:        0xDE5148, // red
	reply.AccentProblem:      0xBF7326, // orange
	reply.AccentQuestion:     0x998A1F, // yellow
}
