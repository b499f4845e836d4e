package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"github.com/go-telegram/bot"

	"prayerbot/bot/adapter"
)

// This file sends messages without the library, because nearly all that the bot
// asks of Telegram is sendMessage. The library builds a form by reflection, field
// by field through a pipe, and decodes the answer twice, the second time into
// everything that a message may be. A daily point took it 54 µs and 192
// allocations; it is 10 µs and 53 here (BenchmarkSendWithoutANetwork).

// A sending is a message as Telegram's sendMessage takes it.
type sending struct {
	Chat      int64    `json:"chat_id"`
	Thread    int      `json:"message_thread_id,omitempty"` // 0 is none
	Text      string   `json:"text"`                        // in the form of ParseMode
	ParseMode string   `json:"parse_mode,omitempty"`        // "" is plain text
	Preview   preview  `json:"link_preview_options"`
	Silent    bool     `json:"disable_notification,omitempty"`
	Protect   bool     `json:"protect_content,omitempty"`
	ReplyTo   *replyTo `json:"reply_parameters,omitempty"` // nil answers nobody's message
	// Ephemeral is who alone sees it; nil is everybody.
	Ephemeral *ephemeralTo `json:"ephemeral_message_parameters,omitempty"`
	Markup    any          `json:"reply_markup,omitempty"` // a *keyboard or *askKeyboard; nil is none
}

type replyTo struct {
	ID        int  `json:"message_id"`                            // 0 where it is Ephemeral
	Ephemeral int  `json:"ephemeral_message_id,omitempty"`        // of a command that the bot alone has read
	Without   bool `json:"allow_sending_without_reply,omitempty"` // where that message is gone
}

// sendMessage posts a message once and returns its number. A refusal is the
// library's own error.
func (c *client) sendMessage(ctx context.Context, m sending) (int, error) {
	// A buffer for each message: the transport may still read it when the
	// request has failed.
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(m); err != nil {
		return 0, err
	}
	res, err := c.post(ctx, "sendMessage", body.Bytes())
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	a, err := readAnswer(res)
	return a.Result.ID, err
}

// post posts JSON to a method. What may have been written is not posted again:
// net/http repeats a POST only where a connection that was kept took none of it.
func (c *client) post(ctx context.Context, method string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.url+"/bot"+c.token.First()+"/"+method, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return c.http.Do(req)
}

// An answer is what is looked at of Telegram's answer to a message.
type answer struct {
	OK     bool `json:"ok"`
	Result struct {
		ID    int        `json:"message_id"`
		Alone int        `json:"ephemeral_message_id"` // instead of ID, of what one person sees
		Photo []photoRef `json:"photo"`                // the same picture in several sizes
	} `json:"result"`
	Code        int    `json:"error_code"`
	Description string `json:"description"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"` // seconds
		MoveTo     int `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// maxAnswer bounds what is read of an answer, in bytes. Telegram gives back the
// message, and perhaps the one that it answers: a quarter of this.
const maxAnswer = 256 << 10

// readAnswer reads an answer to its end, so that its connection can be used
// again. An error says why the message was not accepted, or that nobody can
// tell.
func readAnswer(res *http.Response) (answer, error) {
	var a answer
	data, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal(data, &a); err != nil || a.OK && a.Result.ID == 0 && a.Result.Alone == 0 {
		return a, fmt.Errorf("status %d, and not an answer to a message", res.StatusCode)
	}
	return a, a.refusal()
}

// ask is call for what is no message and belongs to no chat, in the turn of all
// requests.
func (c *client) ask(ctx context.Context, method string, what, result any) error {
	if err := c.pacer.Answer(ctx); err != nil {
		return err
	}
	return c.call(ctx, method, what, result)
}

// call makes one request of a method for which the library has no form, and reads its
// result; nil reads none. The text of an error shows no token; a refusal is the
// library's own error.
func (c *client) call(ctx context.Context, method string, what, result any) error {
	return c.redact(c.request(ctx, method, what, result))
}

func (c *client) request(ctx context.Context, method string, what, result any) error {
	body, err := json.Marshal(what)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	res, err := c.post(ctx, method, body)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	var a struct {
		answer
		Result json.RawMessage `json:"result"`
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, &a); err != nil {
		return fmt.Errorf("status %d, and no JSON", res.StatusCode)
	}
	if err := a.refusal(); err != nil || result == nil {
		return err
	}
	return json.Unmarshal(a.Result, result)
}

// refusal is the library's error for a refusal; nil where there is none.
func (a *answer) refusal() error {
	if a.OK {
		return nil
	}
	switch a.Code {
	case http.StatusBadRequest:
		if a.Parameters.MoveTo != 0 {
			return &bot.MigrateError{Message: a.Description, MigrateToChatID: a.Parameters.MoveTo}
		}
		return a.as(bot.ErrorBadRequest)
	case http.StatusUnauthorized:
		return a.as(bot.ErrorUnauthorized)
	case http.StatusForbidden:
		return a.as(bot.ErrorForbidden)
	case http.StatusNotFound:
		return a.as(bot.ErrorNotFound)
	case http.StatusConflict:
		return a.as(bot.ErrorConflict)
	case http.StatusTooManyRequests:
		return &bot.TooManyRequestsError{Message: a.Description, RetryAfter: a.Parameters.RetryAfter}
	}
	return fmt.Errorf("error %d: %s", a.Code, a.Description)
}

// as is a kind of error with Telegram's own words.
func (a *answer) as(kind error) error { return fmt.Errorf("%w: %s", kind, a.Description) }
