package commands

import (
	"context"
	"strings"
)

func (c *Core) startRow() entry {
	return entry{Row: Row{Name: "start", Role: Anyone}, run: c.start}
}

// start greets somebody and leads to the first prayer point. A link may carry
// a join code behind it, or what it asks for.
func (c *Core) start(ctx context.Context, a *ask) (Reply, error) {
	if strings.HasPrefix(strings.ToLower(a.args), linkMark) {
		return c.startInvited(ctx, a)
	}
	if reply, is, err := c.opened(ctx, a); is {
		return reply, err
	}
	chat, err := a.chat(ctx)
	if err != nil {
		return Reply{}, err
	}
	if chat.Stopped != "" && len(chat.Subscriptions) == 0 {
		// Nothing else would tell that announcements can be brought again.
		if chat, err = a.change(ctx, func(chat *Chat) error { chat.revive(a.req.Now); return nil }); err != nil {
			return Reply{}, err
		}
	}
	about := "start.about"
	if !a.req.Private {
		about = "start.group"
	}
	blocks := []Block{{Kind: Paragraph, Text: a.say(about)}}
	if chat.Stopped != "" && len(chat.Subscriptions) > 0 {
		text := a.count("start.paused", len(chat.Subscriptions))
		blocks = append(blocks, Block{Kind: Paragraph, Text: text})
	}
	blocks = append(blocks, Block{Kind: Paragraph, Text: a.say("start.how")})
	return Reply{
		Title:  a.say("start.title"),
		Blocks: blocks,
		Buttons: [][]Button{
			{{Label: a.say("button.pray_today"), Do: "pray"}},
			{{Label: a.say("button.subscribe"), Do: "subscribe"}},
			{{Label: a.say("button.choose_country"), Do: "country"}, {Label: a.say("button.help"), Do: "help"}},
		},
	}, nil
}
