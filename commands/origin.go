package commands

import (
	"context"
	"slices"
	"strings"

	"prayerbot/content/search"
)

// Under is whose message a pressed button stands under.
type Under int

// The messages of the bot, from the one that concerns the most people. What is
// not known counts as a delivery.
const (
	UnderDelivery Under = iota // what a chat was sent by itself: a point, the news, an announcement
	UnderOthers                // the answer to what somebody else asked
	UnderAdmins                // the answer to what an administrator asked without giving a name
	UnderOwn                   // the answer to what the asker asked, or one that they alone see
)

// Visibility decides for whom a reply is. In a chat that others read, nobody's
// press changes, hides or pushes aside what the others see: it is answered to
// whoever pressed, and only their own answer may be replaced.
func (s *Session) Visibility(ctx context.Context, show Show) (Show, error) {
	if s.Request.Payload == "" || s.Request.Private || show == Secret || show == Whisper {
		return show, nil
	}
	own := s.Request.Under == UnderOwn
	if s.Request.Under == UnderAdmins {
		role, err := s.Role(ctx)
		if err != nil {
			return Whisper, err
		}
		own = role >= Moderator
	}
	if own {
		return InPlace, nil
	}
	return Whisper, nil
}

// where puts a reply where it belongs, with the link that says the same in
// private.
func (c *Core) where(ctx context.Context, s *Session, r Reply) (Reply, error) {
	show, err := s.Visibility(ctx, r.Show)
	if err != nil {
		return Reply{}, err
	}
	if r.Show = show; r.Start == "" {
		r.Start = StartOf(s.Request.Command + " " + s.Args)
	}
	if s.Request.Channel {
		r = c.typed(s, r)
	}
	return r, nil
}

// typed says what to type in a channel instead of pressing a button: a channel
// has only those that count and those that open the bot in private.
func (c *Core) typed(s *Session, r Reply) Reply {
	lines, kept := Block{Kind: List}, [][]Button(nil)
	for _, row := range r.Buttons {
		var left []Button
		for _, b := range row {
			switch {
			case b.Link != "" || b.Counts() || b.Start() != "":
				left = append(left, b)
			case c.seen(b.Do):
				lines.Items = append(lines.Items, Item{Label: "/" + strings.ReplaceAll(b.Do, search.KeyMark, ""), Text: b.Label})
			}
		}
		if len(left) > 0 {
			kept = append(kept, left)
		}
	}
	if r.Buttons = kept; len(lines.Items) > 0 {
		r.Blocks = append(slices.Clip(r.Blocks), Block{Kind: Paragraph, Text: s.Say("channel.type")}, lines)
	}
	return r
}

// seen tells whether a line is one that menus and help name.
func (c *Core) seen(line string) bool {
	name, _, _ := ParseLine(line)
	return slices.ContainsFunc(c.commands, func(e Command) bool { return e.Name == name && !e.Hidden })
}
