package discord

import (
	"context"
	"errors"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// errShort is the refusal of a text that needs more messages than there are.
var errShort = errors.New("the text needs more messages than there are")

// edited is a message that takes the place of another: the text that pinged is
// removed too.
type edited struct {
	message
	Content string `json:"content"`
}

// Edit makes messages show another reply. Who was pinged is not pinged again.
func (p *Platform) Edit(ctx context.Context, m outbox.Message, ids []string) error {
	parts := render(m.Reply)
	if len(parts) > len(ids) {
		return &outbox.RefusedError{Err: errShort}
	}
	for i, part := range parts {
		if err := p.change(ctx, "PATCH", m.Chat, ids[i], edited{part, ""}); err != nil {
			return err
		}
	}
	return p.Delete(ctx, m.Chat, ids[len(parts):])
}

// Delete removes messages.
func (p *Platform) Delete(ctx context.Context, chat record.ChatID, ids []string) error {
	for _, id := range ids {
		var missing *outbox.MissingError
		if err := p.change(ctx, "DELETE", chat, id, nil); err != nil && !errors.As(err, &missing) {
			return err
		}
	}
	return nil
}

// change makes one request about a message that was sent. The error is sorted.
func (p *Platform) change(ctx context.Context, method string, chat record.ChatID, id string, body any) error {
	if wait := p.invalid.rest(p.Clock.Now()); wait > 0 {
		return &outbox.RetryAfterError{For: wait, Everyone: true}
	}
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	s, err := p.session()
	if err != nil {
		return err
	}
	ctx, course := follow(ctx)
	_, err = s.RequestWithBucketID(method, discordgo.EndpointChannelMessage(chat.Key, id), body, discordgo.EndpointChannelMessage(chat.Key, ""),
		discordgo.WithContext(ctx), discordgo.WithRestRetries(0), discordgo.WithRetryOnRatelimit(false))
	var refused *discordgo.RESTError
	if errors.As(err, &refused) && refused.Message != nil && refused.Message.Code == discordgo.ErrCodeUnknownMessage {
		return &outbox.MissingError{Err: p.redact(err)}
	}
	return p.sort(err, course)
}
