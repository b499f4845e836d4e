package telegram

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-telegram/bot"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/commands/record"
)

// An editor changes messages that were sent.
type editor struct{ *client }

// editPart puts a text, or a picture with its caption, into a message. One that
// says so already is fine. A picture cannot give way to a text.
func (c editor) editPart(ctx context.Context, chat int64, id int, part part) error {
	if part.photo != nil {
		if shown, err := c.editPhoto(ctx, chat, id, part); shown || err != nil {
			return err
		}
	}
	return c.editText(ctx, chat, id, part)
}

// editText puts a text into a message. What Telegram cannot read is put there in
// a plainer form.
func (c editor) editText(ctx context.Context, chat int64, id int, part part) error {
	return c.inPlainerForms(ctx, chat, 0, part, func(part form) error { return c.editForm(ctx, chat, id, part) })
}

// editForm makes one request.
func (c editor) editForm(ctx context.Context, chat int64, id int, part form) error {
	params := &bot.EditMessageTextParams{
		ChatID: chat, MessageID: id, Text: part.text, ParseMode: part.mode, LinkPreviewOptions: previewOf(part.page).option(),
	}
	if part.keyboard != nil {
		params.ReplyMarkup = part.keyboard
	}
	_, err := c.api.EditMessageText(ctx, params)
	return modified(err)
}

// modified is the error of an edit, but that nothing was to change.
func modified(err error) error {
	if err != nil && strings.Contains(err.Error(), "message is not modified") {
		return nil
	}
	return err
}

// Edit makes messages show another reply.
func (s *sender) Edit(ctx context.Context, m delivery.Message, ids []string) error {
	chat, numbers, err := where(m.Chat, ids)
	_, thread, _ := parseKey(m.Chat.Key)
	if err != nil {
		return &delivery.RefusedError{Err: err}
	}
	defer s.counter.hold(chat, numbers)()
	parts := s.layout.renderFor(ctx, chat, thread, m.Reply)
	spare, err := adapter.EditParts(numbers, parts, func(number int, part part) error {
		return s.change(ctx, chat, func(ctx context.Context) error { return s.putPart(ctx, chat, number, part) })
	})
	if err != nil {
		return err
	}
	return s.delete(ctx, chat, spare)
}

// Delete removes messages. Telegram lets a bot do so for 48 hours.
func (s *sender) Delete(ctx context.Context, id record.ChatID, ids []string) error {
	chat, numbers, err := where(id, ids)
	if err != nil {
		return &delivery.RefusedError{Err: err}
	}
	defer s.counter.hold(chat, numbers)()
	return s.delete(ctx, chat, numbers)
}

func (s *sender) delete(ctx context.Context, chat int64, numbers []int) error {
	return adapter.DeleteAll(numbers, func(number int) error {
		return s.change(ctx, chat, func(ctx context.Context) error {
			_, err := s.api.DeleteMessage(ctx, &bot.DeleteMessageParams{ChatID: chat, MessageID: number})
			return err
		})
	})
}

// where reads the names of a chat and of messages in it.
func where(id record.ChatID, ids []string) (chat int64, numbers []int, err error) {
	chat, _, err = parseKey(id.Key)
	for _, id := range ids {
		n, bad := strconv.Atoi(id)
		if bad != nil {
			return 0, nil, fmt.Errorf("a Telegram message is named by its number")
		}
		numbers = append(numbers, n)
	}
	return chat, numbers, err
}

// change makes one request about a message that was sent. The error is sorted.
func (c editor) change(ctx context.Context, chat int64, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	ctx, trace := adapter.WithTrace(ctx)
	err := do(ctx)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bot.ErrorBadRequest) && isMissing(err.Error()):
		return &delivery.MissingError{Err: c.redact(err)}
	}
	return c.sort(err, trace, chat)
}

// isMissing reads out of Telegram's description that a message is not there any
// more.
func isMissing(description string) bool {
	description = strings.ToLower(description)
	for _, words := range []string{"message to edit not found", "message to delete not found", "message_id_invalid"} {
		if strings.Contains(description, words) {
			return true
		}
	}
	return false
}
