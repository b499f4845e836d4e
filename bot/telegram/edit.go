package telegram

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/bot/outbox"
	"prayerbot/commands/record"
)

// noPreview keeps Telegram from showing the page behind a link.
var noPreview = &models.LinkPreviewOptions{IsDisabled: bot.True()}

// editPart puts a text into a message. One that says so already is fine.
func (p *Platform) editPart(ctx context.Context, chat int64, id int, part part) error {
	params := &bot.EditMessageTextParams{
		ChatID: chat, MessageID: id, Text: part.html, ParseMode: models.ParseModeHTML, LinkPreviewOptions: noPreview,
	}
	if part.keyboard != nil {
		params.ReplyMarkup = part.keyboard
	}
	_, err := p.api.EditMessageText(ctx, params)
	if err != nil && strings.Contains(err.Error(), "message is not modified") {
		return nil
	}
	return err
}

// errShort is the refusal of a text that needs more messages than there are.
var errShort = errors.New("the text needs more messages than there are")

// Edit makes messages show another reply.
func (p *Platform) Edit(ctx context.Context, m outbox.Message, ids []string) error {
	chat, numbers, err := where(m.Chat, ids)
	_, thread, _ := parseKey(m.Chat.Key)
	parts := p.renderFor(ctx, chat, thread, m.Reply)
	if err == nil && len(parts) > len(numbers) {
		err = errShort
	}
	if err != nil {
		return &outbox.RefusedError{Err: err}
	}
	for i, part := range parts {
		err := p.change(ctx, chat, func(ctx context.Context) error { return p.editPart(ctx, chat, numbers[i], part) })
		if err != nil {
			return err
		}
	}
	return p.Delete(ctx, m.Chat, ids[len(parts):])
}

// Delete removes messages. Telegram lets a bot do so for 48 hours.
func (p *Platform) Delete(ctx context.Context, id record.ChatID, ids []string) error {
	chat, numbers, err := where(id, ids)
	if err != nil {
		return &outbox.RefusedError{Err: err}
	}
	for _, number := range numbers {
		err := p.change(ctx, chat, func(ctx context.Context) error {
			_, err := p.api.DeleteMessage(ctx, &bot.DeleteMessageParams{ChatID: chat, MessageID: number})
			return err
		})
		var missing *outbox.MissingError
		if err != nil && !errors.As(err, &missing) {
			return err
		}
	}
	return nil
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
func (p *Platform) change(ctx context.Context, chat int64, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, requestTime)
	defer cancel()
	ctx, course := follow(ctx)
	err := do(ctx)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bot.ErrorBadRequest) && isMissing(err.Error()):
		return &outbox.MissingError{Err: p.redact(err)}
	}
	return p.sort(err, course, chat)
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
