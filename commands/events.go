package commands

import (
	"context"
	"errors"
	"fmt"
	"time"

	"prayerbot/commands/announce"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/schedule"
	"prayerbot/commands/session"
)

// events takes in what platforms tell of chats: that the bot may not write there any
// more, or may again, that one has another name, that something falls due.
type events struct{ env *session.Env }

// Stop records that a platform does not let the bot write to a chat. Its
// subscriptions are kept and wait, and who has asked for that is told, once. A chat
// without any record is left as it is.
func (e events) Stop(ctx context.Context, id record.ChatID, cause record.StopCause, now time.Time) error {
	chat, first, err := e.stop(ctx, id, cause, now)
	if err != nil || !first {
		return err
	}
	if err := schedule.WarnStopped(ctx, e.env, chat, now); err != nil {
		e.env.Log().Warn("nobody could be told that a chat cannot be written to", "platform", id.Platform, "error", err)
	}
	return nil
}

// stop is Stop without anybody being told; first tells whether the chat could be
// written to before.
func (e events) stop(ctx context.Context, id record.ChatID, cause record.StopCause, now time.Time) (chat record.Chat, first bool, err error) {
	if chat, err = e.env.Store().Chat(ctx, id); err != nil {
		return chat, false, fmt.Errorf("read the chat: %w", err)
	}
	if chat.Revision == "" || chat.Stopped == cause {
		return chat, false, nil
	}
	chat, err = e.env.ChangeChat(ctx, id, now, func(chat *record.Chat) error {
		first = chat.Stopped == ""
		chat.Stop(cause, now)
		return nil
	})
	return chat, first && err == nil, err
}

// Waits tells whether a chat counts as one that cannot be written to.
func (e events) Waits(ctx context.Context, id record.ChatID) (bool, error) {
	chat, err := e.env.Store().Chat(ctx, id)
	if err != nil {
		return false, fmt.Errorf("read the chat: %w", err)
	}
	return chat.Stopped != "", nil
}

// Waiting are the chats of a server or group that cannot be written to and may come
// back, of those that have subscriptions: one that is deleted never does.
func (e events) Waiting(ctx context.Context, group record.ChatID) (ids []record.ChatID, err error) {
	chats, err := e.env.Store().GroupChats(ctx, group.Platform, group.Key)
	if err != nil {
		return nil, fmt.Errorf("list the chats of a group: %w", err)
	}
	for _, chat := range chats {
		if chat.Stopped != "" && chat.Stopped != record.StopDeleted {
			ids = append(ids, chat.ID)
		}
	}
	return ids, nil
}

// Return is Resume for a chat that its platform describes: where what is sent there
// would be taken. Else it changes nothing, and the reply is empty.
func (e events) Return(ctx context.Context, place reply.Place, now time.Time) (reply.Reply, error) {
	chat, err := e.env.Store().Chat(ctx, place.Chat)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("read the chat: %w", err)
	}
	if !e.takes(place, chat) {
		return reply.Reply{}, nil
	}
	return e.Resume(ctx, place.Chat, now)
}

// takes tells whether a place, as its platform describes it, takes what a chat is sent:
// the bot may write there, and show cards, it is a forum where posts are meant and only
// there, and a forum has a tag that fits.
func (e events) takes(place reply.Place, chat record.Chat) bool {
	_, posts := chat.Forum()
	switch {
	case !place.Bot.Post, place.Bot.Lacks&reply.RightEmbed != 0, posts != (place.Kind == record.PlaceForum):
		return false
	}
	return !posts || schedule.Files(e.env, chat, place)
}

// StopGroup is Stop for a server or group with all of its chats; group is its name as
// that of a chat. Those who have asked for it are told, as long as the platform says
// that they lead there.
func (e events) StopGroup(ctx context.Context, group record.ChatID, cause record.StopCause, now time.Time) error {
	ids, err := e.chatsOf(ctx, group)
	var stopped []record.Chat
	for _, id := range ids {
		chat, first, failed := e.stop(ctx, id, cause, now)
		if err = errors.Join(err, failed); first {
			stopped = append(stopped, chat)
		}
	}
	if _, failed := schedule.WarnGroup(ctx, e.env, stopped, now); failed != nil {
		e.env.Log().Warn("nobody could be told that chats cannot be written to", "platform", group.Platform, "error", failed)
	}
	return err
}

// Resume records that the bot may write to a chat again, without anybody having asked
// for it: what waited goes on, and the newest point that fell due meanwhile still
// comes, where it is not too late. The reply is for the chat: what did not come; it is
// empty where nothing was missed.
func (e events) Resume(ctx context.Context, id record.ChatID, now time.Time) (reply.Reply, error) {
	chat, err := e.env.Store().Chat(ctx, id)
	if err != nil {
		return reply.Reply{}, fmt.Errorf("read the chat: %w", err)
	}
	if chat.Stopped == "" {
		return reply.Reply{}, nil
	}
	var gap record.Gap
	chat, err = e.env.ChangeChat(ctx, id, now, func(chat *record.Chat) error {
		gap = chat.Gap(now)
		chat.Resume()
		return nil
	})
	back := accented(schedule.Back(e.env, chat, gap, now), "status")
	if err != nil || back.Empty() {
		return reply.Reply{}, err
	}
	return concealer(e).Delivered(back, chat, now), nil
}

// ResumeGroup is Resume for a server or group with all of its chats, but for those that
// are gone or without a tag by themselves, and those that are closed, unless the bot may
// write there too.
func (e events) ResumeGroup(ctx context.Context, group record.ChatID, closedToo bool, now time.Time) (said []reply.Addressed, err error) {
	ids, err := e.chatsOf(ctx, group)
	for _, id := range ids {
		chat, failed := e.env.Store().Chat(ctx, id)
		if failed != nil || id != group && staysStopped(chat.Stopped, closedToo) {
			err = errors.Join(err, failed)
			continue
		}
		back, failed := e.Resume(ctx, id, now)
		if err = errors.Join(err, failed); !back.Empty() {
			said = append(said, reply.Addressed{Chat: id, Reply: back})
		}
	}
	return said, err
}

// staysStopped tells whether what stopped a chat is its own, and not that of the server
// or group. What is closed is not, where the bot may write in what is closed too.
func staysStopped(cause record.StopCause, closedToo bool) bool {
	return cause == record.StopClosed && !closedToo || cause == record.StopDeleted || cause == record.StopUntagged
}

// chatsOf are a server or group, as a chat of its own, and the chats in it that have
// subscriptions.
func (e events) chatsOf(ctx context.Context, group record.ChatID) ([]record.ChatID, error) {
	ids := []record.ChatID{group}
	chats, err := e.env.Store().GroupChats(ctx, group.Platform, group.Key)
	if err != nil {
		return ids, fmt.Errorf("list the chats of a group: %w", err)
	}
	for _, chat := range chats {
		if chat.ID != group {
			ids = append(ids, chat.ID)
		}
	}
	return ids, nil
}

// Unheard is what somebody is told in private whose question could not be answered
// where they asked it, for a cause.
func (e events) Unheard(cause record.StopCause, language string) reply.Reply {
	voice := e.env.VoiceIn(language)
	return reply.Reply{
		Blocks: []reply.Block{{Kind: reply.Paragraph, Text: voice.Say("stopped.unheard")}, {Kind: reply.Paragraph, Text: voice.Say("stopped.help_" + string(cause))}},
		Accent: reply.AccentProblem, Visibility: reply.Private, Neutral: voice.Say("discreet.problem"),
	}
}

// Move records that a platform gave a chat another name. What was scheduled there,
// or comes back, goes with it.
func (e events) Move(ctx context.Context, from, to record.ChatID) error {
	if err := e.env.Store().MoveChat(ctx, from, to); err != nil {
		return fmt.Errorf("move a chat: %w", err)
	}
	if err := e.env.Store().MoveDrafts(ctx, from, to); err != nil {
		return fmt.Errorf("move what was drafted in a chat: %w", err)
	}
	return nil
}

// Forwards records that the posts of a channel come to a group by themselves.
func (e events) Forwards(ctx context.Context, channel, group record.ChatID, now time.Time) error {
	return e.env.Link(ctx, group, channel.Key, now)
}

// Release sends what was scheduled on a platform: see announce.Release.
func (e events) Release(ctx context.Context, platform string, now time.Time) error {
	return announce.Release(ctx, e.env, platform, now)
}

// ModeratorRoles lists the platform's roles whose holders are moderators of a server or group,
// for an adapter that is asked about somebody's role.
func (e events) ModeratorRoles(ctx context.Context, platform, groupID string) ([]string, error) {
	return e.env.ModeratorRoles(ctx, platform, groupID)
}
