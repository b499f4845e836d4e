package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/content/search"
)

// where puts a reply where it belongs, with the link that says the same in
// private.
func (c *Core) where(ctx context.Context, s *session.Session, r reply.Reply) (reply.Reply, error) {
	if r.Empty() {
		return r, nil
	}
	show, err := s.Visibility(ctx, r.Visibility)
	if err != nil {
		return reply.Reply{}, err
	}
	if r.Visibility = show; r.Start == "" {
		r.Start = reply.StartOf(s.Request.Command + " " + s.Request.Line)
	}
	r = accented(r, s.Command.Name)
	r = c.permitted(ctx, s, r)
	r.Buttons = underAnswer(r.Buttons)
	switch {
	case s.Request.Channel && s.Request.Payload == "" && !s.Command.Public:
		return tidied(s, r), nil
	case s.Request.Channel:
		return c.commands.typed(s, r), nil
	}
	return r, nil
}

// underAnswer are buttons as they stand under an answer.
func underAnswer(rows [][]reply.Button) [][]reply.Button {
	marked := make([][]reply.Button, len(rows))
	for i, row := range rows {
		marked[i] = slices.Clone(row)
		for j := range row {
			marked[i][j].UnderAnswer = true
		}
	}
	return marked
}

// tidied is what a channel sees of the answer to a command that only its sender
// has a use for: one line, and the way to private.
func tidied(s *session.Session, r reply.Reply) reply.Reply {
	brief := reply.Reply{Title: r.Title, Tidy: true}
	if r.Title == "" && len(r.Blocks) > 0 {
		brief.Blocks = []reply.Block{{Kind: reply.Paragraph, Text: r.Blocks[0].Text}}
	}
	brief.Buttons = [][]reply.Button{{{Label: s.Say("button.in_private"), Do: session.OnChat(s.Request.Chat.Key, "")}}}
	return brief
}

// nameless leads somebody who writes in the name of a chat to where the bot knows who
// they are.
func (c *Core) nameless(s *session.Session, why *session.NamelessError) reply.Reply {
	r := reply.Reply{
		Blocks:     []reply.Block{{Kind: reply.Paragraph, Text: string(why.Problem)}},
		Visibility: reply.ForAsker, Accent: reply.AccentProblem, Neutral: s.Say("discreet.problem"),
		Buttons: [][]reply.Button{{why.Button}},
	}
	if s.Request.Channel {
		r.Visibility, r.Tidy = reply.ForChat, true
	}
	return r
}

// typed says what to type in a channel instead of pressing a button: a channel
// has only those that count and those that open the bot in private.
func (t table) typed(s *session.Session, r reply.Reply) reply.Reply {
	lines, kept := reply.Block{Kind: reply.List}, [][]reply.Button(nil)
	for _, row := range r.Buttons {
		var left []reply.Button
		for _, b := range row {
			switch {
			case b.Link != "" || b.Counts() || b.Start() != "":
				left = append(left, b)
			case t.offers(b.Do):
				lines.Items = append(lines.Items, reply.Item{Label: "/" + strings.ReplaceAll(b.Do, search.KeyMark, ""), Text: b.Label})
			}
		}
		if len(left) > 0 {
			kept = append(kept, left)
		}
	}
	if r.Buttons = kept; len(lines.Items) > 0 {
		r.Blocks = append(slices.Clip(r.Blocks), reply.Block{Kind: reply.Paragraph, Text: s.Say("channel.type")}, lines)
	}
	return r
}
