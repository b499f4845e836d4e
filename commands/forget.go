package commands

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"prayerbot/commands/community"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// forgetDesk removes what the desk keeps for a chat that was forgotten: what was
// drafted there and not sent, and the audit log. The audit log of a server or group
// goes with the last of its chats.
func forgetDesk(ctx context.Context, env *session.Env, chat record.ChatID, groupID string) error {
	if err := env.Store().ForgetDrafts(ctx, chat); err != nil {
		return fmt.Errorf("forget drafts: %w", err)
	}
	if err := community.ForgetAuditLog(ctx, env, record.Audience{Kind: record.ToChat, Key: chat.String()}); err != nil || groupID == "" {
		return err
	}
	whole := record.Audience{Kind: record.ToGroup, Key: record.ChatID{Platform: chat.Platform, Key: groupID}.String()}
	n, err := env.Store().Audience(ctx, record.Announcement{To: whole})
	if err != nil {
		return fmt.Errorf("count the chats: %w", err)
	}
	if n > 0 {
		return nil
	}
	return community.ForgetAuditLog(ctx, env, whole)
}

func forgetCommand() session.Command {
	return session.Command{
		Row: reply.Row{Name: "forget", Role: reply.Moderator, Erases: true, Params: []reply.Param{{Name: argSure, Inner: true}}}, Run: forget, KeepsQuestion: true,
	}
}

// argSure is the answer to what forget asks.
const argSure = "sure"

// forget says what will go and asks once more, and removes everything that is
// kept about the chat, at once and completely, when the button is pressed. A yes
// that is typed only asks again, so that no line that was copied or learnt by
// heart removes anything; but in a channel, which has no such buttons, it counts
// shortly after that was asked there. It leaves the chat's community; who owns one hands it on or closes it first.
func forget(ctx context.Context, s *session.Session) (reply.Reply, error) {
	if err := mayForget(ctx, s); err != nil {
		return reply.Reply{}, err
	}
	asked := s.Request.Payload != "" || askedInChannel(ctx, s)
	s.EndQuestion(ctx)
	switch sure := strings.ToLower(s.Arg(argSure)); {
	case sure == "yes" && asked:
		if err := forgetChat(ctx, s); err != nil {
			return reply.Reply{}, err
		}
		return s.Replace(s.ByPlace("forget.done", "forget.done_channel")), nil
	case sure == "no":
		return s.Replace("forget.kept"), nil
	}
	return askToForget(ctx, s)
}

// sureInChannel is what a channel is asked. It is the name of no command, so that
// nothing but /forget itself is an answer.
const sureInChannel = "forget the channel"

// askedInChannel tells whether a channel was asked of late.
func askedInChannel(ctx context.Context, s *session.Session) bool {
	if !s.Request.Channel {
		return false
	}
	q, is := s.Question(ctx)
	return is && q.Command == sureInChannel
}

// askToForget says what will go, and asks.
func askToForget(ctx context.Context, s *session.Session) (reply.Reply, error) {
	lines, err := whatGoes(ctx, s)
	if err != nil {
		return reply.Reply{}, err
	}
	if s.Request.Channel {
		s.Wait(ctx, record.Question{Command: sureInChannel})
		return s.Sentence("forget.channel", words.With{"What": s.List(lines)}), nil
	}
	var goes []reply.Item
	for _, line := range lines {
		goes = append(goes, reply.Item{Text: line})
	}
	return reply.Reply{
		Title: s.Say("forget.title"),
		Blocks: []reply.Block{
			{Kind: reply.Paragraph, Text: s.Say("forget.ask")}, {Kind: reply.List, Items: goes},
			{Kind: reply.Paragraph, Text: s.Say("forget.final")},
		},
		Buttons: [][]reply.Button{
			{{Label: s.Say("button.forget"), Do: "forget yes"}},
			{{Label: s.Say("button.keep"), Do: "forget no"}},
		},
	}, nil
}

// whatGoes is what is kept of the chat, a line each.
func whatGoes(ctx context.Context, s *session.Session) (lines []string, err error) {
	chat, err := chatToForget(ctx, s)
	if err != nil {
		return nil, err
	}
	if n := len(chat.Subscriptions); n > 0 {
		lines = append(lines, s.Count("forget.times", n))
	}
	lines = append(lines, s.Say("forget.settings"), s.Say("forget.deliveries"))
	community, is, err := s.CommunityOf(ctx, chat)
	switch {
	case err != nil:
		return nil, err
	case is:
		lines = append(lines, s.Say("forget.community", words.With{"Community": community.Name}))
	}
	if s.Request.Private {
		n, err := schedule.Warned(ctx, s)
		if err != nil {
			return nil, err
		}
		if n > 0 {
			lines = append(lines, s.Count("forget.warns", n))
		}
	}
	if chat.Asks != "" {
		lines = append(lines, s.Say("forget.asks"))
	}
	return append(lines, s.Say("forget.announcements")), nil
}

// mayForget refuses the owner of a community in its chats and in their own.
func mayForget(ctx context.Context, s *session.Session) error {
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
	owned, err := s.Store().CommunitiesOf(ctx, s.User())
	if err == nil && len(owned) > 0 {
		err = s.Problem("problem.community_owned")
	}
	return err
}

// forgetChat removes the chat, and a community that it was the last chat of.
func forgetChat(ctx context.Context, s *session.Session) error {
	chat, err := chatToForget(ctx, s)
	if err != nil {
		return err
	}
	if err := community.Unask(ctx, s, chat); err != nil {
		return err
	}
	if s.Request.Private && s.Request.Person != "" { // first: what is forgotten last is wiped from the file with it
		if err := schedule.ForgetWarns(ctx, s); err != nil {
			return err
		}
	}
	if err := s.Store().Forget(ctx, s.Request.Chat); err != nil {
		return fmt.Errorf("forget a chat: %w", err)
	}
	if err := forgetDesk(ctx, s.Env, s.Request.Chat, chat.GroupID); err != nil {
		return err
	}
	if s.Request.Private && s.Request.Person != "" { // what they were told under their own number
		// Where the chat has another name than the person, a copy for disasters has to
		// leave out both.
		if err := s.Store().Forget(ctx, record.ChatID(s.User())); err != nil {
			return fmt.Errorf("forget a person: %w", err)
		}
		if err := s.Store().ForgetDrafts(ctx, record.ChatID(s.User())); err != nil {
			return fmt.Errorf("forget what somebody was told: %w", err)
		}
	}
	if chat.Community == "" {
		return nil
	}
	return community.DeleteIfEmpty(ctx, s.Env, chat.Community)
}

// chatToForget is the chat that asks. One that cannot be read can be forgotten
// all the same: of it no more is known than where it is.
func chatToForget(ctx context.Context, s *session.Session) (record.Chat, error) {
	chat, err := s.Chat(ctx)
	if unreadable := (*record.UnreadableError)(nil); errors.As(err, &unreadable) {
		return record.Chat{ID: s.Request.Chat, GroupID: s.Request.GroupID}, nil
	}
	return chat, err
}
