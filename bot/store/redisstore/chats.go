package redisstore

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/commands"
)

// Chat reads a chat. One that was never stored is Chat{ID: id}.
func (s *Store) Chat(ctx context.Context, id commands.ChatID) (commands.Chat, error) {
	ctx, cancel := within(ctx)
	defer cancel()
	form, err := s.client.HGetAll(ctx, chatKey(id.Platform, id.Key)).Result()
	if err != nil {
		return commands.Chat{}, err
	}
	return readChat(id, form)
}

// Chats reads chats in one go.
func (s *Store) Chats(ctx context.Context, ids []commands.ChatID) ([]commands.Chat, []error) {
	ctx, cancel := within(ctx)
	defer cancel()
	pipe := s.client.Pipeline()
	forms := make([]*redis.MapStringStringCmd, len(ids))
	for i, id := range ids {
		forms[i] = pipe.HGetAll(ctx, chatKey(id.Platform, id.Key))
	}
	_, _ = pipe.Exec(ctx) // each command has its own error
	chats, errs := make([]commands.Chat, len(ids)), make([]error, len(ids))
	for i, id := range ids {
		if errs[i] = forms[i].Err(); errs[i] == nil {
			chats[i], errs[i] = readChat(id, forms[i].Val())
		}
	}
	return chats, errs
}

// SaveChat stores a chat and changes what is queued for it, as commands.Chats
// says.
func (s *Store) SaveChat(ctx context.Context, chat commands.Chat, next string, due map[int]time.Time) error {
	ctx, cancel := within(ctx)
	defer cancel()
	if err := s.notePlatform(ctx, chat.ID.Platform); err != nil {
		return err
	}
	args := []any{}
	form := formChat(chat)
	for field, value := range form {
		args = append(args, field, value)
	}
	for id, at := range due {
		args = append(args, strconv.Itoa(id), millis(at))
	}
	p, key := chat.ID.Platform, chat.ID.Key
	return inSpace(chat.Space, func(before string) *redis.Cmd {
		return s.promise(ctx, "save",
			[]string{chatKey(p, key), dueKey(p), triesKey(p), spaceKey(p, chat.Space), spaceKey(p, before)},
			append([]any{chat.Revision, next, chat.Space, before, key, len(form)}, args...)...)
	})
}

// inSpace runs a script that has to know the chat's space beforehand, because
// it may only touch keys that it was given. Where the guess is wrong, the
// script says so and is run again.
func inSpace(guess string, run func(space string) *redis.Cmd) error {
	for range 3 {
		answer, err := run(guess).Text()
		if err != nil {
			return err
		}
		space, wrong := strings.CutPrefix(answer, "space:")
		switch {
		case answer == "changed":
			return commands.ErrChanged
		case !wrong:
			return nil
		}
		guess = space
	}
	return errors.New("the chat's space would not stand still")
}

// notePlatform remembers that a platform has chats.
func (s *Store) notePlatform(ctx context.Context, platform string) error {
	s.mu.Lock()
	known := s.platforms[platform]
	s.mu.Unlock()
	if known {
		return nil
	}
	if err := s.client.SAdd(ctx, platformsKey, platform).Err(); err != nil {
		return err
	}
	s.mu.Lock()
	s.platforms[platform] = true
	s.mu.Unlock()
	return nil
}

// confirmed lists the announcements that chats may have been posted to.
func (s *Store) confirmed(ctx context.Context) ([]string, error) {
	return s.client.ZRange(ctx, confirmedKey, 0, -1).Result()
}

// Forget removes everything about a chat.
func (s *Store) Forget(ctx context.Context, id commands.ChatID) error {
	ctx, cancel := within(ctx)
	defer cancel()
	announcements, err := s.confirmed(ctx)
	if err != nil {
		return err
	}
	chat, err := s.Chat(ctx, id)
	if err != nil {
		return err
	}
	// The list first: as long as the chat is stored, forgetting can be repeated.
	if chat.Community != "" {
		if err := s.client.SRem(ctx, membersKey(chat.Community, id.Platform), id.Key).Err(); err != nil {
			return err
		}
	}
	p, key := id.Platform, id.Key
	return inSpace("", func(space string) *redis.Cmd {
		keys := []string{chatKey(p, key), dueKey(p), triesKey(p), deadKey(p), spaceKey(p, space), noticesKey(p)}
		args := []any{key, space, commands.MaxRevisions}
		for _, a := range announcements {
			keys, args = append(keys, copiesKey(p, a), countsKey(p, a)), append(args, a)
		}
		return s.promise(ctx, "forget", keys, args...)
	})
}

// MoveChat gives a chat's record, ledger and deliveries a new name.
func (s *Store) MoveChat(ctx context.Context, from, to commands.ChatID) error {
	if from == to {
		return nil
	}
	ctx, cancel := within(ctx)
	defer cancel()
	announcements, err := s.confirmed(ctx)
	if err != nil {
		return err
	}
	old, err := s.Chat(ctx, from)
	if err != nil {
		return err
	}
	there, err := s.Chat(ctx, to)
	if err != nil {
		return err
	}
	if err := s.enrol(ctx, old.Community, to); err != nil && !errors.Is(err, commands.ErrNone) {
		return err
	}
	p := from.Platform
	err = inSpace(from.Key, func(space string) *redis.Cmd {
		after := space
		if space == from.Key {
			after = to.Key
		}
		keys := []string{
			chatKey(p, from.Key), chatKey(p, to.Key), dueKey(p), triesKey(p),
			spaceKey(p, space), spaceKey(p, after), noticesKey(p),
		}
		args := []any{from.Key, to.Key, space, after, commands.MaxRevisions}
		for _, a := range announcements {
			keys, args = append(keys, copiesKey(p, a)), append(args, a)
		}
		return s.run(ctx, "move", keys, args...)
	})
	if err != nil {
		return err
	}
	return s.renamed(ctx, old, there)
}
