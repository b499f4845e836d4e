package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/go-telegram/bot"
)

// A sending is a message as Telegram's sendMessage takes it.
type sending struct {
	Chat      int64     `json:"chat_id"`
	Thread    int       `json:"message_thread_id,omitempty"` // 0 is none
	Text      string    `json:"text"`
	ParseMode string    `json:"parse_mode"`
	Preview   preview   `json:"link_preview_options"`
	ReplyTo   *replyTo  `json:"reply_parameters,omitempty"`
	Keyboard  *keyboard `json:"reply_markup,omitempty"`
}

type preview struct {
	Off bool `json:"is_disabled"`
}

type replyTo struct {
	ID      int  `json:"message_id"`
	Without bool `json:"allow_sending_without_reply"`
}

// An answer is what is read of Telegram's answer to a message.
type answer struct {
	OK     bool `json:"ok"`
	Result struct {
		ID int `json:"message_id"`
	} `json:"result"`
	Code        int    `json:"error_code"`
	Description string `json:"description"`
	Parameters  struct {
		RetryAfter int `json:"retry_after"`
		MoveTo     int `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// maxAnswer bounds what is read of an answer, in bytes: Telegram gives the
// message back, and the longest is far shorter.
const maxAnswer = 1 << 20

// sendMessage posts a message and returns its number. Its errors are those of
// the library.
func (p *Platform) sendMessage(ctx context.Context, m sending) (int, error) {
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(m); err != nil {
		return 0, err
	}
	res, err := p.post(ctx, "sendMessage", body.Bytes())
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	data, err := io.ReadAll(io.LimitReader(res.Body, maxAnswer))
	if err != nil {
		return 0, err
	}
	var a answer
	if err := json.Unmarshal(data, &a); err != nil {
		return 0, fmt.Errorf("status %d, and no answer to a message", res.StatusCode)
	}
	return a.Result.ID, a.failure()
}

// post posts JSON to one of Telegram's methods.
func (p *Platform) post(ctx context.Context, method string, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, p.URL+"/bot"+p.Token+"/"+method, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	return p.client.Do(req)
}

// failure is the library's error for a refusal; nil where there is none.
func (a *answer) failure() error {
	switch {
	case a.OK:
		return nil
	case a.Code == http.StatusTooManyRequests:
		return &bot.TooManyRequestsError{Message: a.Description, RetryAfter: a.Parameters.RetryAfter}
	case a.Code == http.StatusBadRequest && a.Parameters.MoveTo != 0:
		return &bot.MigrateError{Message: a.Description, MigrateToChatID: a.Parameters.MoveTo}
	}
	return fmt.Errorf("%w, %s", a.kind(), a.Description)
}

// errAnswer is a refusal that the library has no error for.
var errAnswer = errors.New("telegram has failed")

func (a *answer) kind() error {
	switch a.Code {
	case http.StatusBadRequest:
		return bot.ErrorBadRequest
	case http.StatusUnauthorized:
		return bot.ErrorUnauthorized
	case http.StatusForbidden:
		return bot.ErrorForbidden
	case http.StatusNotFound:
		return bot.ErrorNotFound
	case http.StatusConflict:
		return bot.ErrorConflict
	}
	return errAnswer
}
