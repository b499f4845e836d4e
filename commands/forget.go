package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

func (c *Core) forgetRow() entry {
	return entry{Row: Row{Name: "forget", Role: Moderator}, run: c.forget}
}

// forget asks once, and then removes everything that is kept about the chat,
// at once and completely.
// It leaves the chat's community; who owns one hands it on or closes it first.
func (c *Core) forget(ctx context.Context, a *ask) (Reply, error) {
	if err := c.mayForget(ctx, a); err != nil {
		return Reply{}, err
	}
	switch strings.ToLower(a.args) {
	case "yes":
		if err := c.forgetChat(ctx, a); err != nil {
			return Reply{}, err
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

// mayForget refuses the owner of a community in its chats and in their own.
func (c *Core) mayForget(ctx context.Context, a *ask) error {
	chat, err := a.chatToForget(ctx)
	if err != nil {
		return err
	}
	community, is, err := c.communityOf(ctx, chat)
	if err != nil {
		return err
	}
	if is && a.owns(community) {
		return a.problem("problem.community_own")
	}
	if !a.req.Private || a.req.Person == "" {
		return nil
	}
	owned, err := c.Store.Owned(ctx, a.person())
	if err == nil && len(owned) > 0 {
		err = a.problem("problem.community_owned")
	}
	return err
}

// forgetChat removes the chat, and a community that it was the last chat of.
func (c *Core) forgetChat(ctx context.Context, a *ask) error {
	chat, err := a.chatToForget(ctx)
	if err != nil {
		return err
	}
	if err := c.Store.Forget(ctx, a.req.Chat); err != nil {
		return fmt.Errorf("forget a chat: %w", err)
	}
	if err := c.forgetDesk(ctx, a.req.Chat, chat.Space); err != nil {
		return err
	}
	if chat.Community == "" {
		return nil
	}
	return c.endIfEmpty(ctx, chat.Community)
}

// chatToForget is the chat that asks. One that cannot be read can be forgotten
// all the same: of it no more is known than where it is.
func (a *ask) chatToForget(ctx context.Context) (Chat, error) {
	chat, err := a.chat(ctx)
	if unreadable := (*Unreadable)(nil); errors.As(err, &unreadable) {
		return Chat{ID: a.req.Chat, Space: a.req.Space}, nil
	}
	return chat, err
}

// plainReply is one sentence that takes the place of the question.
func (a *ask) plainReply(name string) Reply {
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: a.say(name)}}, Show: InPlace}
}
