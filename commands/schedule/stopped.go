package schedule

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words"
)

// This file says that nothing can come to a chat any more, to those who may know it,
// and what did not come once it goes on.

// Back is what a chat is told that can be written to again; empty where it has missed
// nothing.
func Back(env *session.Env, chat record.Chat, gap record.Gap, now time.Time) reply.Reply {
	if gap.Missed == 0 && !gap.Now {
		return reply.Reply{}
	}
	s := env.Session(reply.Request{Language: chat.Language, Now: now})
	text := []string{s.Say("stopped.back")}
	if gap.Missed > 0 {
		text = append(text, s.Count("stopped.missed", gap.Missed))
	}
	switch {
	case gap.Now:
		text = append(text, s.Say("stopped.follows"))
	case !gap.Next.IsZero():
		text = append(text, s.Say("stopped.next", words.With{"When": s.Moment(gap.Next, chat.Location())}))
	}
	return reply.Reply{
		Blocks:  []reply.Block{{Kind: reply.Paragraph, Text: words.Sentences(text...)}},
		Buttons: [][]reply.Button{{{Label: s.Say("button.pray_today"), Do: "pray"}, {Label: s.Say("button.schedule"), Do: "schedule"}}},
	}
}

// WarnStopped tells those who have asked for it, and still lead there, that nothing can
// come to a chat of a group any more; where nobody can be told so, another place of
// the same group is told, in words that name no place. In private there is nobody to
// be told.
func WarnStopped(ctx context.Context, env *session.Env, chat record.Chat, now time.Time) error {
	if chat.GroupID == "" || len(chat.Subscriptions) == 0 {
		return nil
	}
	told, err := WarnGroup(ctx, env, []record.Chat{chat}, now)
	if told || err != nil {
		return err
	}
	to, is, err := elsewhere(ctx, env, chat)
	if !is || err != nil {
		return err
	}
	return tellStopped(ctx, env, chat, record.Audience{Kind: record.ToDirect, Key: to.String()}, now)
}

// stillLeads tells whether somebody who is to be told still leads a chat. Whoever does
// no more is forgotten; where the platform does not say so, it is false.
func stillLeads(ctx context.Context, env *session.Env, chat record.Chat, person string, now time.Time) (bool, error) {
	role, err := env.RoleOf(ctx, chat.ID, chat.GroupID, person)
	switch {
	case err != nil:
		env.Log().Info("a platform does not say whether somebody still leads a group", "platform", chat.ID.Platform, "error", err)
		return false, nil
	case role < reply.Moderator:
		return false, unwarn(ctx, env, chat.ID, record.UserID{Platform: chat.ID.Platform, Key: person}, now)
	}
	return true, nil
}

// warned are those who are told if something cannot come to a chat any more.
func warned(chat record.Chat) (persons []string) {
	for _, s := range chat.Subscriptions {
		if s.Warns != "" && !slices.Contains(persons, s.Warns) {
			persons = append(persons, s.Warns)
		}
	}
	return persons
}

// elsewhere is another chat of the same server or group where the bot may still speak:
// the one for all of it, as far as the platform has one, else one that is subscribed;
// false where there is none.
func elsewhere(ctx context.Context, env *session.Env, chat record.Chat) (record.ChatID, bool, error) {
	if commons, is := env.Rights().(reply.Commons); is {
		if id, is := commons.Common(ctx, chat.ID, chat.GroupID); is && id != chat.ID {
			there, err := env.Store().Chat(ctx, id)
			if err != nil || there.Stopped == "" {
				return id, err == nil, err
			}
		}
	}
	chats, err := env.Store().GroupChats(ctx, chat.ID.Platform, chat.GroupID)
	for _, other := range chats {
		if other.ID != chat.ID && other.Stopped == "" {
			return other.ID, true, err
		}
	}
	return record.ChatID{}, false, err
}

// tellStopped has the couriers bring the word.
func tellStopped(ctx context.Context, env *session.Env, chat record.Chat, to record.Audience, now time.Time) error {
	return env.Tell(ctx, record.Announcement{
		ID: session.NoticeID(string(record.KindStopped), chat.ID.String(), to.Key, chat.StoppedAt.UTC().Format(time.RFC3339)),
		To: to, Kind: record.KindStopped, Text: stoppedText{chat.Stopped, 1, wallTimes(chat)}.String(), Speaker: chat.ID.String(),
	}, now)
}

// AgainCommand is what *Resume* does under the word that a chat was stopped.
func AgainCommand() session.Command {
	return session.Command{Row: reply.Row{Name: "again", Role: reply.Anyone, Params: []reply.Param{{Name: argChat, Inner: true}}}, Run: again, Hidden: true}
}

const argChat = "chat"

// again lets what was set up in another chat go on, for whoever leads there at this
// moment. What leads nowhere, or is not theirs, is answered alike. Of several chats each
// goes on by itself, whatever becomes of the others.
func again(ctx context.Context, s *session.Session) (reply.Reply, error) {
	key, _ := reply.ReadKeyed(s.Arg(argChat))
	if s.Request.Person == "" {
		return reply.Reply{}, s.Problem("problem.moderators")
	}
	chats, err := stoppedChats(ctx, s, key)
	if err != nil {
		return reply.Reply{}, err
	}
	leads, done := false, "stopped.help_deleted"
	for _, chat := range chats {
		theirs, failed := goesOn(ctx, s, chat)
		if err = errors.Join(err, failed); theirs && chat.Stopped != record.StopDeleted {
			done = "stopped.again"
		}
		leads = leads || theirs
	}
	switch {
	case !leads && err != nil:
		return reply.Reply{}, err
	case !leads:
		return reply.Reply{}, s.Problem("problem.moderators")
	case err != nil:
		s.Log().Warn("some chats of a group could not go on", "platform", s.Request.Chat.Platform, "error", err)
	}
	answer := s.Sentence(done)
	answer.Visibility = reply.ForAsker
	return answer, nil
}

// mostNamed is of how many chats the platform is asked whether somebody sees them: an answer
// has three seconds.
const mostNamed = 5

// sees tells whether the asker sees a chat of the same server or group at this moment. Where
// the platform does not say, they do not.
func sees(ctx context.Context, s *session.Session, key string) bool {
	place, err := s.Describe(ctx, key)
	if err != nil {
		s.Log().Info("whether somebody sees a chat is not known", "platform", s.Request.Chat.Platform, "error", err)
	}
	return err == nil && place.Seen
}

// stoppedElsewhere lists the other chats of the same server or group to which nothing
// can come any more; nil where there is none. Those that the asker sees are shown to them,
// the others in words that name none of them.
func stoppedElsewhere(ctx context.Context, s *session.Session) ([]reply.Block, error) {
	if s.Request.GroupID == "" {
		return nil, nil
	}
	chats, err := s.Store().GroupChats(ctx, s.Request.Chat.Platform, s.Request.GroupID)
	if err != nil {
		return nil, fmt.Errorf("list the chats of a group: %w", err)
	}
	list := reply.Block{Kind: reply.List}
	for _, chat := range chats {
		if chat.Stopped == "" || chat.ID == s.Request.Chat {
			continue
		}
		var lines []string
		for _, sub := range chat.Subscriptions {
			lines = append(lines, s.Clock(sub.At))
		}
		line := reply.Item{Text: s.Say("stopped.line", words.With{"Times": s.List(lines), "Help": s.Say("stopped.help_" + string(chat.Stopped))})}
		if len(list.Items) < mostNamed && sees(ctx, s, chat.ID.Key) {
			line.PlaceKey = chat.ID.Key
		}
		list.Items = append(list.Items, line)
	}
	if len(list.Items) == 0 {
		return nil, nil
	}
	return []reply.Block{{Kind: reply.Heading, Text: s.Say("stopped.elsewhere")}, list}, nil
}
