package session

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"prayerbot/commands/record"
)

// Chat is the record of the chat that asks, read once; anew after Change.
func (a *Asker) Chat(ctx context.Context) (record.Chat, error) {
	if a.chat != nil {
		return *a.chat, nil
	}
	chat, err := a.env.Store().Chat(ctx, a.req.Chat)
	if err != nil {
		return record.Chat{}, fmt.Errorf("read the chat: %w", err)
	}
	a.chat = &chat
	return chat, nil
}

// ReadBy makes the record of the chat that asks known, so that the store is not asked.
func (a *Asker) ReadBy(chat record.Chat) { a.chat = &chat }

// Change edits the record of the chat that asks, and tries again where
// somebody else changed it meanwhile. Of a place where the bot is not there is none, which
// is a Problem.
func (a *Asker) Change(ctx context.Context, edit func(*record.Chat) error) (record.Chat, error) {
	if a.req.Outside {
		return record.Chat{}, a.speech.Problem("problem.outside")
	}
	a.chat = nil
	chat, err := a.env.ChangeChat(ctx, a.req.Chat, a.req.Now, func(chat *record.Chat) error {
		before := *chat
		chat.GroupID = a.req.GroupID
		if err := edit(chat); err != nil {
			return err
		}
		a.settle(before, chat)
		return nil
	})
	if err == nil {
		a.chat = &chat
	}
	return chat, err
}

// settle gives a chat its language, where it has none: in private that of the
// person, in a group its own, or that of whoever sets up what comes to it.
func (a *Asker) settle(before record.Chat, chat *record.Chat) {
	setUp := len(chat.Subscriptions) > len(before.Subscriptions)
	if chat.Language == "" && (a.req.Private || setUp) {
		chat.Language = cmp.Or(known(a.req.GroupLanguage), known(a.req.Language))
	}
}

// ChangeTries bounds the tries against others who change the same chat; two
// moderators at once need two.
const ChangeTries = 8

// Chats are the records of chats.
type Chats struct {
	store  record.Store
	random func() string
}

// ChangeChat edits the record of a chat, and tries again where somebody else changed it
// meanwhile.
func (c *Chats) ChangeChat(ctx context.Context, id record.ChatID, now time.Time, edit func(*record.Chat) error) (record.Chat, error) {
	for range ChangeTries {
		before, err := c.store.Chat(ctx, id)
		if err != nil {
			return record.Chat{}, fmt.Errorf("read the chat: %w", err)
		}
		after := before
		after.Subscriptions = slices.Clone(before.Subscriptions)
		if err := edit(&after); err != nil {
			return record.Chat{}, err
		}
		err = c.store.SaveChat(ctx, after, c.random(), after.Due(before, now))
		if err == nil {
			return after, nil
		}
		if !errors.Is(err, record.ErrChanged) {
			return record.Chat{}, fmt.Errorf("save the chat: %w", err)
		}
	}
	return record.Chat{}, fmt.Errorf("save the chat: %w", record.ErrChanged)
}
