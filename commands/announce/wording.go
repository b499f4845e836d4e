package announce

import (
	"context"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// A wording is a verb that takes new words, with the names of what asks for them: the title
// of a form, and the sentences for elsewhere and for private.
type wording struct{ verb, form, how, ask string }

// askWording asks for the new words of an announcement. In private the next message is the
// answer; elsewhere, where the answer would be read by all, the line to type is named in
// private.
func askWording(ctx context.Context, s *session.Session, a record.Announcement, w wording) reply.Reply {
	line := "announce " + w.verb + " " + a.ID
	answer := reply.Reply{
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: s.Say(w.how)}, {Kind: reply.Paragraph, Text: "/" + line}},
		Visibility: reply.Private,
		Form:       form(s, w.form, line, a.Text),
	}
	if !s.Request.Private || !s.Request.Hears {
		return answer
	}
	answer.Blocks = []reply.Block{{Kind: reply.Paragraph, Text: s.Say(w.ask)}}
	q := record.Question{Command: "announce", Param: argText, Args: reply.Args{session.Do: w.verb, argWhich: a.ID}}
	return s.GoOn(ctx, answer, q, "")
}
