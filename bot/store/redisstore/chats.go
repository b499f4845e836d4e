package redisstore

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// chats keeps chats with their ledgers, and queues what falls due for them.
type chats struct{ *connection }

// Chat reads a chat. One that was never stored is Chat{ID: id}.
func (s chats) Chat(ctx context.Context, id record.ChatID) (record.Chat, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	fields, err := s.client.HGetAll(ctx, chatKey(id.Platform, id.Key)).Result()
	return s.chatOf(id, fields, err)
}

// chatOf reads a chat as it was answered.
func (s chats) chatOf(id record.ChatID, fields map[string]string, err error) (record.Chat, error) {
	var chat record.Chat
	if err == nil {
		chat, err = decodeChat(id, fields)
	} else if !wrongType(err) {
		return record.Chat{}, err
	}
	if err != nil {
		return record.Chat{}, s.unreadable.Error("chat", chatKey(id.Platform, id.Key))
	}
	return chat, nil
}

// readable reads those chats of many that can be read, by their keys.
func (s chats) readable(ctx context.Context, platform string, keys []string) ([]record.Chat, []map[string]string, error) {
	names := make([]string, len(keys))
	for i, key := range keys {
		names[i] = chatKey(platform, key)
	}
	hashes, err := s.readHashes(ctx, names)
	if err != nil {
		return nil, nil, err
	}
	var chats []record.Chat
	var read []map[string]string
	for i, key := range keys {
		chat, err := s.chatOf(record.ChatID{Platform: platform, Key: key}, hashes[i].Val(), hashes[i].Err())
		if err == nil {
			chats, read = append(chats, chat), append(read, hashes[i].Val())
		}
	}
	return chats, read, nil
}

// Chats reads chats in one go.
func (s chats) Chats(ctx context.Context, ids []record.ChatID) ([]record.Chat, []error) {
	ctx, cancel := within(ctx)
	defer cancel()
	pipe := s.client.Pipeline()
	hashes := make([]*redis.MapStringStringCmd, len(ids))
	for i, id := range ids {
		hashes[i] = pipe.HGetAll(ctx, chatKey(id.Platform, id.Key))
	}
	_, _ = pipe.Exec(ctx) // each command has its own error
	chats, errs := make([]record.Chat, len(ids)), make([]error, len(ids))
	for i, id := range ids {
		chats[i], errs[i] = s.chatOf(id, hashes[i].Val(), hashes[i].Err())
	}
	return chats, errs
}

// GroupChats lists the chats of a server or group that have subscriptions.
func (s chats) GroupChats(ctx context.Context, platform, groupID string) ([]record.Chat, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	keys, err := s.client.SMembers(ctx, groupKey(platform, groupID)).Result()
	if wrongType(err) { // it cannot be read, and nobody else is held up by it
		return nil, nil
	}
	if err != nil || len(keys) == 0 {
		return nil, err
	}
	slices.Sort(keys)
	all, _, err := s.readable(ctx, platform, keys)
	return slices.DeleteFunc(all, func(c record.Chat) bool { return c.GroupID != groupID || len(c.Subscriptions) == 0 }), err
}

// SaveChat stores a chat and changes what is queued for it, as commands.Chats
// says.
func (s chats) SaveChat(ctx context.Context, chat record.Chat, next string, due map[int]time.Time) error {
	ctx, cancel := within(ctx)
	defer cancel()
	if err := s.notePlatform(ctx, chat.ID.Platform); err != nil {
		return err
	}
	args := []any{}
	fields := encodeChat(chat)
	for field, value := range fields {
		args = append(args, field, value)
	}
	for id, at := range due {
		args = append(args, strconv.Itoa(id), millis(at))
	}
	p, key := chat.ID.Platform, chat.ID.Key
	err := inGroup(chat.GroupID, func(before string) *redis.Cmd {
		return s.promise(ctx, "save",
			[]string{chatKey(p, key), dueKey(p), triesKey(p), groupKey(p, chat.GroupID), groupKey(p, before)},
			append([]any{chat.Revision, next, chat.GroupID, before, key, len(fields)}, args...)...)
	})
	if wrongType(err) {
		return s.unreadable.Error("chat", chatKey(p, key))
	}
	return err
}

// inGroup runs a script that has to know the chat's group beforehand, because
// it may only touch keys that it was given. Where the guess is wrong, the
// script says so and is run again.
func inGroup(guess string, run func(groupID string) *redis.Cmd) error {
	for range 3 {
		answer, err := run(guess).Text()
		if err != nil {
			return err
		}
		groupID, wrong := strings.CutPrefix(answer, "group:")
		switch {
		case answer == "changed":
			return record.ErrChanged
		case !wrong:
			return nil
		}
		guess = groupID
	}
	return errors.New("the chat's group would not stand still")
}

// Forget removes everything about a chat.
func (s chats) Forget(ctx context.Context, id record.ChatID) error {
	ctx, cancel := within(ctx)
	defer cancel()
	announcements, err := s.confirmed(ctx)
	if err != nil {
		return err
	}
	fields, err := s.client.HGetAll(ctx, chatKey(id.Platform, id.Key)).Result()
	if wrongType(err) {
		err = s.unqueue(ctx, id)
	}
	if err != nil {
		return err
	}
	if err := s.forgetAside(ctx, id); err != nil {
		return err
	}
	if err := s.noteForgotten(ctx, id.String()); err != nil {
		return err
	}
	chat := record.Chat{ID: id, Community: fields["c"]}
	// The list first: as long as the chat is stored, forgetting can be repeated.
	if chat.Community != "" {
		if err := s.client.SRem(ctx, membersKey(chat.Community, id.Platform), id.Key).Err(); err != nil {
			return err
		}
	}
	p, key := id.Platform, id.Key
	return inGroup("", func(groupID string) *redis.Cmd {
		keys := []string{chatKey(p, key), dueKey(p), triesKey(p), deadKey(p), groupKey(p, groupID), noticesKey(p)}
		args := []any{key, groupID, record.MaxRevisions}
		for _, a := range announcements {
			keys, args = append(keys, copiesKey(p, a), countsKey(p, a)), append(args, a)
		}
		return s.promise(ctx, "forget", keys, args...)
	})
}

// unqueue removes a chat's daily points from the queue by a search, where its
// record does not tell which there are.
func (s chats) unqueue(ctx context.Context, id record.ChatID) error {
	pattern := "s/*/" + globbed.Replace(id.Key)
	for at, more := uint64(0), true; more; more = at != 0 {
		pairs, next, err := s.client.ZScan(ctx, dueKey(id.Platform), at, pattern, pageSize).Result()
		if err != nil {
			return err
		}
		at = next
		for i := 0; i < len(pairs); i += 2 {
			if d, err := outbox.ParseKey(id.Platform, pairs[i]); err != nil || d.Chat != id {
				continue
			}
			if err := s.client.ZRem(ctx, dueKey(id.Platform), pairs[i]).Err(); err != nil {
				return err
			}
			if err := s.client.HDel(ctx, triesKey(id.Platform), pairs[i]).Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// globbed takes their meaning from the signs of a pattern.
var globbed = strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`, "]", `\]`, "^", `\^`, "-", `\-`)

// forgetAside forgets what was set aside of a platform, a group or a chat: it
// cannot be read, so it may name the chat.
func (s chats) forgetAside(ctx context.Context, id record.ChatID) error {
	for _, is := range shapes {
		begin, end, any := strings.Cut(is.begins, "*")
		if !any || strings.HasSuffix(end, ":") {
			continue
		}
		if err := s.client.Del(ctx, asideKey(begin+id.Platform+end)).Err(); err != nil {
			return err
		}
	}
	return nil
}

// MoveChat gives a chat's record, ledger and deliveries a new name.
func (s chats) MoveChat(ctx context.Context, from, to record.ChatID) error {
	if from == to {
		return nil
	}
	ctx, cancel := within(ctx)
	defer cancel()
	announcements, err := s.confirmed(ctx)
	if err != nil {
		return err
	}
	var unreadable *record.UnreadableError
	old, err := s.Chat(ctx, from)
	if errors.As(err, &unreadable) {
		return nil
	}
	if err != nil {
		return err
	}
	there, err := s.Chat(ctx, to)
	if err != nil && !errors.As(err, &unreadable) {
		return err
	}
	if old.Revision != "" {
		if err := s.noteMoved(ctx, from.String(), to.String()); err != nil {
			return err
		}
	}
	if err := members(s).addMember(ctx, old.Community, to); err != nil && !errors.Is(err, record.ErrNotFound) {
		return err
	}
	p := from.Platform
	err = inGroup(from.Key, func(groupID string) *redis.Cmd {
		after := groupID
		if groupID == from.Key {
			after = to.Key
		}
		keys := []string{
			chatKey(p, from.Key), chatKey(p, to.Key), dueKey(p), triesKey(p),
			groupKey(p, groupID), groupKey(p, after), noticesKey(p),
		}
		args := []any{from.Key, to.Key, groupID, after, record.MaxRevisions}
		for _, a := range announcements {
			keys, args = append(keys, copiesKey(p, a)), append(args, a)
		}
		return s.run(ctx, "move", keys, args...)
	})
	if err != nil {
		return err
	}
	return members(s).renamed(ctx, old, there)
}
