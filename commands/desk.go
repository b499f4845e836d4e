package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

func (c *Core) deskRow() entry {
	return entry{Row: Row{Name: "desk", Role: Anyone}, run: c.desk, unseen: true}
}

// desk is what the buttons of a preview do: "send <id>" and "cancel <id>".
// Who may, is found out at this moment, not when the preview was shown.
func (c *Core) desk(ctx context.Context, a *ask) (Reply, error) {
	verb, id, _ := strings.Cut(a.args, " ")
	draft, err := c.Store.Announcement(ctx, id, a.req.Now)
	if errors.Is(err, ErrNone) {
		return a.plainReply("announce.gone"), nil
	}
	if err != nil {
		return Reply{}, fmt.Errorf("read a draft: %w", err)
	}
	if err := c.mayDecide(ctx, a, draft); err != nil {
		return Reply{}, err
	}
	switch verb {
	case "send":
		return c.confirm(ctx, a, draft)
	case "cancel":
		return c.cancel(ctx, a, draft)
	}
	return Reply{}, a.problem("problem.button")
}

// mayDecide lets only the one who wrote the draft decide on it, and only while
// they still moderate the chat where they wrote it (or operate the bot, for
// one that goes to everyone).
func (c *Core) mayDecide(ctx context.Context, a *ask, draft Announcement) error {
	if (ChatID{a.req.Chat.Platform, a.req.Person}).String() != draft.Person {
		return a.problem("problem.not_yours")
	}
	if a.operator() {
		return nil
	}
	if draft.Everyone {
		return a.problem("problem.moderators")
	}
	if a.req.Chat == draft.From {
		return a.require(ctx, Moderator)
	}
	role, err := c.roleIn(ctx, draft.From, draft.Space, a.req.Person)
	if err != nil {
		return err
	}
	if role < Moderator {
		return a.problem("problem.moderators")
	}
	return nil
}

func (c *Core) confirm(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	n, err := c.Store.Audience(ctx, draft)
	if err != nil {
		return Reply{}, fmt.Errorf("count the chats: %w", err)
	}
	_, first, err := c.Store.Confirm(ctx, draft.ID, a.req.Now)
	switch {
	case errors.Is(err, ErrNone):
		return a.plainReply("announce.gone"), nil
	case err != nil:
		return Reply{}, fmt.Errorf("confirm a draft: %w", err)
	case !first:
		return a.plainReply("announce.sent_before"), nil
	}
	text := a.count("announce.sent", n)
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: text}}, Show: InPlace}, nil
}

func (c *Core) cancel(ctx context.Context, a *ask, draft Announcement) (Reply, error) {
	err := c.Store.Cancel(ctx, draft.ID, a.req.Now)
	switch {
	case errors.Is(err, ErrNone) && draft.State == StateConfirmed:
		return a.plainReply("announce.sent_before"), nil
	case errors.Is(err, ErrNone):
		return a.plainReply("announce.gone"), nil
	case err != nil:
		return Reply{}, fmt.Errorf("cancel a draft: %w", err)
	}
	return a.plainReply("announce.cancelled"), nil
}
