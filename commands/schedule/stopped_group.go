package schedule

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
)

// This file tells of several chats of one server or group at once: whoever has asked for
// it gets one word that counts them.

// WarnGroup tells those who have asked for it that nothing can come any more to chats of
// one server or group, which were stopped together: each of them once. Whoever leads
// there no more is forgotten instead, and where the platform does not say whether
// somebody does, they are not told. Where that fails for one, the others are told all the
// same.
func WarnGroup(ctx context.Context, env *session.Env, chats []record.Chat, now time.Time) (told bool, err error) {
	var persons []string
	theirs := map[string][]record.Chat{}
	for _, chat := range chats {
		for _, person := range warned(chat) {
			leads, failed := stillLeads(ctx, env, chat, person, now)
			err = errors.Join(err, failed)
			if failed != nil || !leads {
				continue
			}
			if theirs[person] == nil {
				persons = append(persons, person)
			}
			theirs[person] = append(theirs[person], chat)
		}
	}
	for _, person := range persons {
		failed := tellTogether(ctx, env, theirs[person], person, now)
		err, told = errors.Join(err, failed), told || failed == nil
	}
	return told, err
}

// tellTogether has the couriers bring one word about all of some chats to a person.
func tellTogether(ctx context.Context, env *session.Env, chats []record.Chat, person string, now time.Time) error {
	first := chats[0]
	to := record.Audience{Kind: record.ToPerson, Key: record.UserID{Platform: first.ID.Platform, Key: person}.String()}
	if len(chats) == 1 {
		return tellStopped(ctx, env, first, to, now)
	}
	var times []string
	for _, chat := range chats {
		times = append(times, wallTimes(chat)...)
	}
	slices.Sort(times)
	group := record.ChatID{Platform: first.ID.Platform, Key: first.GroupID}.String()
	return env.Tell(ctx, record.Announcement{
		ID: session.NoticeID(string(record.KindStopped), "group", group, to.Key, first.StoppedAt.UTC().Format(time.RFC3339)),
		To: to, Kind: record.KindStopped, Speaker: group,
		Text: stoppedText{first.Stopped, len(chats), slices.Compact(times)}.String(),
	}, now)
}

// wholeMark stands before the id of a server or group of which all chats shall go on.
const wholeMark = "*"

// stoppedChats are the chats that a *Resume* is about.
func stoppedChats(ctx context.Context, s *session.Session, key string) ([]record.Chat, error) {
	key, whole := strings.CutPrefix(key, wholeMark)
	id, err := record.ParseChatID(key)
	if err != nil || id.Platform != s.Request.Chat.Platform {
		return nil, s.Problem("problem.moderators")
	}
	if whole {
		chats, err := s.Store().GroupChats(ctx, id.Platform, id.Key)
		if err != nil {
			return nil, fmt.Errorf("list the chats of a group: %w", err)
		}
		return chats, nil
	}
	chat, err := s.Store().Chat(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read the chat: %w", err)
	}
	return []record.Chat{chat}, nil
}

// goesOn lets a stopped chat go on, where the asker leads there at this moment; false
// where they do not. One that is not stopped, or does not exist any more, is left as it is.
func goesOn(ctx context.Context, s *session.Session, chat record.Chat) (bool, error) {
	role, err := s.RoleOf(ctx, chat.ID, chat.GroupID, s.Request.Person)
	if err != nil || role < reply.Moderator || chat.GroupID == "" {
		return false, err
	}
	if chat.Stopped == "" || chat.Stopped == record.StopDeleted {
		return true, nil
	}
	_, err = s.ChangeChat(ctx, chat.ID, s.Request.Now, func(chat *record.Chat) error { chat.Resume(); return nil })
	return err == nil, err
}
