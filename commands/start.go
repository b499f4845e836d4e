package commands

import (
	"context"
	"strings"

	"prayerbot/commands/community"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
)

func (c *conversation) startCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "start", Role: reply.Anyone, Params: []reply.Param{{Name: argLink, Inner: true}}}, Run: c.start}
}

// argLink is what a link that opens the bot carries.
const argLink = "link"

// start greets somebody and leads to the first prayer point. A link may carry
// a join code behind it, or what it asks for.
func (c *conversation) start(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if strings.HasPrefix(strings.ToLower(s.Arg(argLink)), community.JoinMark) {
		return community.StartInvited(ctx, s, s.Arg(argLink))
	}
	if answer, is, err := c.opened(ctx, s); is {
		return answer, err
	}
	chat, err := s.Chat(ctx)
	if err != nil {
		return reply.Reply{}, err
	}
	if chat.Stopped != "" && len(chat.Subscriptions) == 0 {
		// Nothing else would tell that announcements can be brought again.
		if chat, err = s.Change(ctx, func(chat *record.Chat) error { chat.Revive(s.Request.Now); return nil }); err != nil {
			return reply.Reply{}, err
		}
	}
	about := "start.about"
	if !s.Request.Private {
		about = "start.group"
	}
	blocks := []reply.Block{{Kind: reply.Paragraph, Text: s.Say(about)}}
	if chat.Stopped != "" && len(chat.Subscriptions) > 0 {
		text := s.Count("start.paused", len(chat.Subscriptions))
		blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: text})
	}
	how, rows := startButtons(ctx, s, len(chat.Subscriptions) > 0)
	blocks = append(blocks, reply.Block{Kind: reply.Paragraph, Text: s.Say(how)})
	return reply.Reply{Title: s.Say("start.title"), Blocks: blocks, Buttons: rows}, nil
}

// startButtons are the buttons of a greeting, and the name of the sentence above them.
// In private, where nothing is set up yet, they begin that: the times of day stand
// instead of the button that leads to them.
func startButtons(ctx context.Context, s *session.Session, subscribed bool) (how string, rows [][]reply.Button) {
	today := []reply.Button{{Label: s.Say("button.pray_today"), Do: "pray"}}
	other := []reply.Button{{Label: s.Say("button.choose_country"), Do: "country"}, {Label: s.Say("button.help"), Do: "help"}}
	switch {
	case subscribed:
		return "start.how", [][]reply.Button{today, {{Label: s.Say("button.schedule"), Do: "schedule"}}, other}
	case s.Request.Private:
		return "start.when", append(schedule.FirstStep(ctx, s), today, other, schedule.NotNow(s))
	}
	return "start.how", [][]reply.Button{today, {schedule.BeginButton(s)}, other[1:]}
}
