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

// Edit makes messages show another reply. Who was pinged is not pinged again.
func (s *sender) Edit(ctx context.Context, m delivery.Message, ids []string) error {
	defer s.counter.hold(ids)()
	spare, err := adapter.EditParts(ids, s.renderSent(m.Reply), func(id string, part message) error {
		shown, err := s.illustrate(ctx, m.Chat.Key, part, func(part message, picture []byte) error {
			return s.change(ctx, "PATCH", m.Chat, id, editOf(part), picture)
		})
		if shown || err != nil {
			return err
		}
		return s.change(ctx, "PATCH", m.Chat, id, editOf(part), nil)
	})
	if err != nil {
		return err
	}
	if err := s.remove(ctx, m.Chat, spare); err != nil || !m.Close || len(ids) == 0 {
		return err
	}
	return s.close(ctx, threadOf(ids[0]), postName(m))
}

// renderSent is what Discord is sent of a reply.
func (s *sender) renderSent(r reply.Reply) []message {
	parts := renderSent(r)
	s.commands.link(parts)
	return parts
}

// Delete removes messages. The thread that was opened under one stays with what
// others have written there, and loses its name.
func (s *sender) Delete(ctx context.Context, chat record.ChatID, ids []string) error {
	defer s.counter.hold(ids)()
	return s.remove(ctx, chat, ids)
}

// remove is Delete where the numbers are held.
func (s *sender) remove(ctx context.Context, chat record.ChatID, ids []string) error {
	return adapter.DeleteAll(ids, func(id string) error {
		thread, message, is := isPost(id)
		if is && thread == message {
			return s.deletePost(ctx, thread)
		}
		if !is {
			if err := s.close(ctx, threadOf(id), nameless); err != nil {
				return err
			}
		}
		return s.change(ctx, "DELETE", chat, id, nil, nil)
	})
}

// change makes one request about a message that was sent, with a picture beside
// it where that is not nil. The error is sorted.
func (s *sender) change(ctx context.Context, method string, chat record.ChatID, id string, body any, picture []byte) error {
	thread, message, is := isPost(id)
	if !is {
		id = strings.TrimSuffix(id, threadMark)
		return s.awake(ctx, chat.Key, func() error { return s.changeIn(ctx, method, chat.Key, id, body, picture) })
	}
	return ofPost(s.awake(ctx, thread, func() error { return s.changeIn(ctx, method, thread, message, body, picture) }))
}

// changeIn is change in a channel.
func (s *sender) changeIn(ctx context.Context, method, channel, id string, body any, picture []byte) error {
	if wait := s.invalid.rest(s.clock.Now()); wait > 0 {
		return &delivery.RetryAfterError{For: wait, Everyone: true}
	}
	e, is := body.(edited)
	pictured := is && e.pictured()
	where := discordgo.EndpointChannelMessage(channel, id)
	_, trace, err := s.call(ctx, method, where, discordgo.EndpointChannelMessage(channel, ""), body, picture)
	if codeOf(err) == discordgo.ErrCodeUnknownMessage {
		return &delivery.MissingError{Err: s.redact(err)}
	}
	return s.refusesPicture(err, pictured, s.sort(err, trace))
}
