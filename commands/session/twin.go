package session

import (
	"context"
	"fmt"
	"time"

	"prayerbot/commands/record"
)

// A Twin is the chat that a platform joins to another one: the channel whose posts come to
// a group by themselves, or the group to which those of a channel go.
type Twin struct {
	record.Chat
	IsChannel bool
}

// Twins know which chats a platform joins to each other.
type Twins struct {
	chats     *Chats
	platforms *Platforms
}

// TwinOf is the twin of a chat, as its platform says at this moment; false where it has
// none, or nobody says so. A topic has none: what comes by itself comes beside the topics.
func (t *Twins) TwinOf(ctx context.Context, id record.ChatID) (Twin, bool, error) {
	nature := t.platforms.NatureOf(ctx, id)
	if nature.Linked == "" || nature.GroupID != id.Key {
		return Twin{}, false, nil
	}
	chat, err := t.chats.store.Chat(ctx, record.ChatID{Platform: id.Platform, Key: nature.Linked})
	if err != nil {
		return Twin{}, false, fmt.Errorf("read the chat that is joined to another: %w", err)
	}
	return Twin{chat, !nature.Channel}, true, nil
}

// Link notes in the record of a group the channel whose posts come there by themselves; "" is
// none. Of a group of which nothing is kept, nothing is.
func (t *Twins) Link(ctx context.Context, group record.ChatID, channel string, now time.Time) error {
	chat, err := t.chats.store.Chat(ctx, group)
	if err != nil {
		return fmt.Errorf("read the chat: %w", err)
	}
	if chat.Revision == "" || chat.Linked == channel {
		return nil
	}
	_, err = t.chats.ChangeChat(ctx, group, now, func(chat *record.Chat) error { chat.Linked = channel; return nil })
	return err
}

// Forwarded tells whether what a subscription brings for a slot comes to its chat by itself,
// with the posts of the channel that is joined to it. Where that cannot be found out it is
// false: better twice than not at all.
func (t *Twins) Forwarded(ctx context.Context, chat record.Chat, sub record.Subscription, slot record.Slot) bool {
	return t.joined(ctx, chat, func(channel *record.Chat) bool { return channel.Brings(chat, sub, slot.Date) })
}

// Joined is Forwarded for what the channel has been sent already, and not by a subscription.
func (t *Twins) Joined(ctx context.Context, chat record.Chat) bool {
	return t.joined(ctx, chat, func(channel *record.Chat) bool { return channel.ReadsAs(chat) })
}

// joined tells whether the posts of a channel of which something holds come to a chat by
// themselves at this moment.
func (t *Twins) joined(ctx context.Context, chat record.Chat, holds func(channel *record.Chat) bool) bool {
	if chat.Linked == "" {
		return false
	}
	channel, err := t.chats.store.Chat(ctx, record.ChatID{Platform: chat.ID.Platform, Key: chat.Linked})
	if err != nil || !holds(&channel) {
		return false
	}
	nature := t.platforms.NatureOf(ctx, chat.ID)
	return !nature.Channel && nature.Linked == chat.Linked
}
