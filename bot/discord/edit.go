package discord

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// edited is a message that takes the place of another: the text that pinged is
// removed too.
type edited struct {
	message
	Content     string       `json:"content"`
	Attachments []attachment `json:"attachments"` // those that are not named are removed
}

// editOf is a message that takes the place of another, whose picture it removes
// where it has none of its own.
func editOf(m message) edited {
	m.Flags = 0 // an edit makes no sound, and takes none
	return edited{m, m.Content, append([]attachment{}, m.Attachments...)}
}

// An editor changes and removes what was sent.
type editor struct {
	threads
	counter *counter
}

// Edit makes messages show another reply. Who was pinged is not pinged again.
func (e editor) Edit(ctx context.Context, m delivery.Message, ids []string) error {
	defer e.counter.hold(ids)()
	spare, err := adapter.EditParts(ids, e.renderSent(m.Reply), func(id string, part message) error {
		shown, err := e.illustrate(ctx, m.Chat.Key, part, func(part message, picture []byte) error {
			return e.change(ctx, "PATCH", m.Chat, id, editOf(part), picture)
		})
		if shown || err != nil {
			return err
		}
		return e.change(ctx, "PATCH", m.Chat, id, editOf(part), nil)
	})
	if err != nil {
		return err
	}
	if err := e.remove(ctx, m.Chat, spare); err != nil || !m.Close || len(ids) == 0 {
		return err
	}
	return e.close(ctx, threadOf(ids[0]), postName(m))
}

// renderSent is what Discord is sent of a reply.
func (c *client) renderSent(r reply.Reply) []message {
	parts := renderSent(r)
	c.commands.link(parts)
	return parts
}

// Delete removes messages. The thread that was opened under one stays with what
// others have written there, and loses its name.
func (e editor) Delete(ctx context.Context, chat record.ChatID, ids []string) error {
	defer e.counter.hold(ids)()
	return e.remove(ctx, chat, ids)
}

// remove is Delete where the numbers are held.
func (e editor) remove(ctx context.Context, chat record.ChatID, ids []string) error {
	return adapter.DeleteAll(ids, func(id string) error {
		thread, message, is := isPost(id)
		if is && thread == message {
			return e.deletePost(ctx, thread)
		}
		if !is {
			if err := e.close(ctx, threadOf(id), nameless); err != nil {
				return err
			}
		}
		return e.change(ctx, "DELETE", chat, id, nil, nil)
	})
}

// change makes one request about a message that was sent, with a picture beside
// it where that is not nil. The error is sorted.
func (e editor) change(ctx context.Context, method string, chat record.ChatID, id string, body any, picture []byte) error {
	thread, message, is := isPost(id)
	if !is {
		id = strings.TrimSuffix(id, threadMark)
		return e.awake(ctx, chat.Key, func() error { return e.changeIn(ctx, method, chat.Key, id, body, picture) })
	}
	return ofPost(e.awake(ctx, thread, func() error { return e.changeIn(ctx, method, thread, message, body, picture) }))
}

// changeIn is change in a channel.
func (e editor) changeIn(ctx context.Context, method, channel, id string, body any, picture []byte) error {
	if wait := e.invalid.rest(e.clock.Now()); wait > 0 {
		return &delivery.RetryAfterError{For: wait, Everyone: true}
	}
	change, is := body.(edited)
	pictured := is && change.pictured()
	where := discordgo.EndpointChannelMessage(channel, id)
	_, trace, err := e.call(ctx, method, where, discordgo.EndpointChannelMessage(channel, ""), body, picture)
	if codeOf(err) == discordgo.ErrCodeUnknownMessage {
		return &delivery.MissingError{Err: e.redact(err)}
	}
	return e.refusesPicture(err, pictured, e.sort(err, trace))
}
