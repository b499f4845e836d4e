package discord

import (
	"context"
	"errors"
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
	err = s.Delete(ctx, m.Chat, spare)
	if thread, _, is := isPost(strings.Join(ids[:min(1, len(ids))], "")); is && m.Close {
		s.close(ctx, thread, m)
	}
	return err
}

// renderSent is what Discord is sent of a reply.
func (s *sender) renderSent(r reply.Reply) []message {
	parts := renderSent(r)
	s.commands.link(parts)
	return parts
}

// Delete removes messages.
func (s *sender) Delete(ctx context.Context, chat record.ChatID, ids []string) error {
	return adapter.DeleteAll(ids, func(id string) error {
		if thread, first, is := isPost(id); is && thread == first {
			return s.deletePost(ctx, thread)
		}
		return s.change(ctx, "DELETE", chat, id, nil, nil)
	})
}

// change makes one request about a message that was sent, with a picture beside
// it where that is not nil. The error is sorted.
func (s *sender) change(ctx context.Context, method string, chat record.ChatID, id string, body any, picture []byte) error {
	thread, message, is := isPost(id)
	if !is {
		return s.awake(ctx, chat.Key, func() error { return s.changeIn(ctx, method, chat.Key, id, body, picture) })
	}
	err := s.awake(ctx, thread, func() error { return s.changeIn(ctx, method, thread, message, body, picture) })
	var gone *delivery.GoneError
	if errors.As(err, &gone) && gone.Cause == record.StopDeleted {
		return &delivery.MissingError{Err: errPostGone}
	}
	return ofThread(err)
}

// changeIn is change in a channel.
func (s *sender) changeIn(ctx context.Context, method, channel, id string, body any, picture []byte) error {
	if wait := s.invalid.rest(s.clock.Now()); wait > 0 {
		return &delivery.RetryAfterError{For: wait, Everyone: true}
	}
	e, is := body.(edited)
	pictured := is && e.pictured()
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	rest, err := s.session()
	if err != nil {
		return err
	}
	ctx, trace := adapter.WithTrace(ctx)
	_, err = request(ctx, rest, method, discordgo.EndpointChannelMessage(channel, id), discordgo.EndpointChannelMessage(channel, ""), body, picture)
	var refused *discordgo.RESTError
	if errors.As(err, &refused) && refused.Message != nil && refused.Message.Code == discordgo.ErrCodeUnknownMessage {
		return &delivery.MissingError{Err: s.redact(err)}
	}
	return s.refusesPicture(err, pictured, s.sort(err, trace))
}
