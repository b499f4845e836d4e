package announce

import (
	"context"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// askWording asks for the new words of an announcement, which the verb takes.
// In private the next message is the answer; elsewhere, where the answer would be
// read by all, the line to type is named in private. how and ask are the names of the
// sentences for elsewhere and for private.
func askWording(ctx context.Context, s *session.Session, a record.Announcement, verb, how, ask string) reply.Reply {
	line := "announce " + verb + " " + a.ID
	answer := reply.Reply{
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: s.Say(how)}, {Kind: reply.Paragraph, Text: "/" + line}},
		Visibility: reply.Private,
		Form:       form(s, line, a.Text),
	}
	if !s.Request.Private || !s.Request.Hears {
		return answer
	}
	answer.Blocks = []reply.Block{{Kind: reply.Paragraph, Text: s.Say(ask)}}
	q := record.Question{Command: "announce", Param: argText, Args: reply.Args{session.Do: verb, argWhich: a.ID}}
	return s.GoOn(ctx, answer, q, "")
}
