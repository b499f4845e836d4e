package commands

import (
	"context"
	"fmt"
	"strings"
)

func (c *Core) forgetRow() entry {
	return entry{Row: Row{Name: "forget", Role: Moderator}, run: c.forget}
}

// forget asks once, and then removes everything that is kept about the chat,
// at once and completely.
func (c *Core) forget(ctx context.Context, a *ask) (Reply, error) {
	switch strings.ToLower(a.args) {
	case "yes":
		if err := c.Store.Forget(ctx, a.req.Chat); err != nil {
			return Reply{}, fmt.Errorf("forget a chat: %w", err)
		}
		return a.plainReply("forget.done"), nil
	case "no":
		return a.plainReply("forget.kept"), nil
	}
	return Reply{
		Title:  a.say("forget.title"),
		Blocks: []Block{{Kind: Paragraph, Text: a.say("forget.ask")}},
		Buttons: [][]Button{
			{{Label: a.say("button.forget"), Do: "forget yes"}},
			{{Label: a.say("button.keep"), Do: "forget no"}},
		},
	}, nil
}

// plainReply is one sentence that takes the place of the question.
func (a *ask) plainReply(name string) Reply {
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: a.say(name)}}, Show: InPlace}
}
