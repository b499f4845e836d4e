package commands

import (
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// accents are what the answers of a command are, where nothing else says so: the
// others tell how things are.
var accents = map[string]reply.Accent{
	"pray": reply.AccentPoint, "point": reply.AccentPoint, "prayed": reply.AccentPoint, "verse": reply.AccentPoint, "card": reply.AccentPoint,
	"news": reply.AccentNews, "announce": reply.AccentAnnouncement, "desk": reply.AccentAnnouncement,
	"place": reply.AccentQuestion,
}

// accented is an answer of a command with its accent.
func accented(r reply.Reply, command string) reply.Reply {
	if r.Accent != reply.NoAccent {
		return r
	}
	if r.Accent = accents[command]; r.Accent == reply.NoAccent {
		r.Accent = reply.AccentReport
	}
	return r
}

// accentOf is what an announcement is.
func accentOf(a record.Announcement) reply.Accent {
	if a.Kind == record.KindUrgent {
		return reply.AccentAlert
	}
	return reply.AccentAnnouncement
}
