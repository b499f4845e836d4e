package commands

import (
	"context"
	"slices"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// permitted is an answer to one person among others with only what they may do there: without
// the buttons that are for moderators, and without what says how to use those. Who moderates
// is asked only where there is such a button, and where nobody can tell, or nobody asks, they stay.
func (c *Core) permitted(ctx context.Context, s *session.Session, r reply.Reply) reply.Reply {
	if s.Request.Person == "" || s.Request.Private || s.Request.Channel || r.Visibility == reply.ForChat || !c.commands.offersMore(r) || s.Moderates(ctx) {
		return r
	}
	r.Buttons = c.commands.forAnyone(r.Buttons)
	blocks := slices.DeleteFunc(slices.Clone(r.Blocks), func(b reply.Block) bool { return b.How })
	if (len(blocks) < len(r.Blocks) || s.Request.Servers) && !s.Request.Outside { // a platform with options says no lines to type
		blocks = append(blocks, reply.Block{Kind: reply.Note, Text: s.Say("help.moderators")})
	}
	r.Blocks = blocks
	return r
}

// offersMore tells whether a reply has a button that not everybody may press.
func (t table) offersMore(r reply.Reply) bool {
	return slices.ContainsFunc(r.Buttons, func(row []reply.Button) bool { return slices.ContainsFunc(row, t.needsModerator) })
}

// forAnyone are the buttons that everybody may press, in their rows.
func (t table) forAnyone(rows [][]reply.Button) (kept [][]reply.Button) {
	for _, row := range rows {
		if left := slices.DeleteFunc(slices.Clone(row), t.needsModerator); len(left) > 0 {
			kept = append(kept, left)
		}
	}
	return kept
}

// needsModerator tells whether a button does what only a moderator may.
func (t table) needsModerator(b reply.Button) bool {
	name, _, args := reply.ParseLine(b.Do)
	command := t.find(name)
	if b.Do == "" || command == nil {
		return false
	}
	if command.Needs != nil {
		return command.Needs(args) >= reply.Moderator
	}
	return command.Role >= reply.Moderator
}
