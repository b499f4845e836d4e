package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

func forgetRow() Command {
	return Command{Row: Row{Name: "forget", Role: Moderator}, Run: forget}
}

// forget asks once, and then removes everything that is kept about the chat,
// at once and completely.
// It leaves the chat's community; who owns one hands it on or closes it first.
func forget(ctx context.Context, s *Session) (Reply, error) {
	if err := mayForget(ctx, s); err != nil {
		return Reply{}, err
	}
	switch strings.ToLower(s.Args) {
	case "yes":
		if err := forgetChat(ctx, s); err != nil {
			return Reply{}, err
		}
		return s.Replace("forget.done"), nil
	case "no":
		return s.Replace("forget.kept"), nil
	}
	return Reply{
		Title:  s.Say("forget.title"),
		Blocks: []Block{{Kind: Paragraph, Text: s.Say("forget.ask")}},
		Buttons: [][]Button{
			{{Label: s.Say("button.forget"), Do: "forget yes"}},
			{{Label: s.Say("button.keep"), Do: "forget no"}},
		},
	}, nil
}

// mayForget refuses the owner of a community in its chats and in their own.
func mayForget(ctx context.Context, s *Session) error {
	chat, err := chatToForget(ctx, s)
	if err != nil {
		return err
	}
	community, is, err := s.CommunityOf(ctx, chat)
	if err != nil {
		return err
	}
	if is && s.Owns(community) {
		return s.Problem("problem.community_own")
	}
	if !s.Request.Private || s.Request.Person == "" {
		return nil
	}
	owned, err := s.Store().Owned(ctx, s.User())
	if err == nil && len(owned) > 0 {
		err = s.Problem("problem.community_owned")
	}
	return err
}

// forgetChat removes the chat, and a community that it was the last chat of.
func forgetChat(ctx context.Context, s *Session) error {
	chat, err := chatToForget(ctx, s)
	if err != nil {
		return err
	}
	if err := s.Store().Forget(ctx, s.Request.Chat); err != nil {
		return fmt.Errorf("forget a chat: %w", err)
	}
	if err := forgetDesk(ctx, s.Env, s.Request.Chat, chat.Space); err != nil {
		return err
	}
	if chat.Community == "" {
		return nil
	}
	return EndIfEmpty(ctx, s.Env, chat.Community)
}

// chatToForget is the chat that asks. One that cannot be read can be forgotten
// all the same: of it no more is known than where it is.
func chatToForget(ctx context.Context, s *Session) (Chat, error) {
	chat, err := s.Chat(ctx)
	if unreadable := (*UnreadableError)(nil); errors.As(err, &unreadable) {
		return Chat{ID: s.Request.Chat, Space: s.Request.Space}, nil
	}
	return chat, err
}

// Replace is one sentence that takes the place of the question.
func (s *Session) Replace(name string) Reply {
	return Reply{Blocks: []Block{{Kind: Paragraph, Text: s.Say(name)}}, Show: InPlace}
}
