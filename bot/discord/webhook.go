package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// This file posts answers to interactions without the library, which counts
// them with the bot's own requests: one of its buckets for each, a lock for all
// that go on behind, and a pause for all where the bot has come to its limit.
// Discord does not bind them to that.

// maxRefusal bounds what is read of a refusal, in bytes.
const maxRefusal = 64 << 10

// tooSoon says that Discord asks for adapter.DefaultRetryAfter.
type tooSoon struct{ after time.Duration }

func (e *tooSoon) Error() string { return fmt.Sprintf("Discord asks to wait %s", e.after) }

// postAnswer posts to an address that holds an interaction's own token, once.
func (a *answerer) postAnswer(ctx context.Context, address string, body any) error {
	s, err := a.session()
	if err != nil {
		return err
	}
	data, err := json.Marshal(body)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(data))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", s.UserAgent)
	res, err := a.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	answer, _ := io.ReadAll(io.LimitReader(res.Body, maxRefusal))
	if res.StatusCode < http.StatusMultipleChoices {
		return nil
	}
	return refusalOf(res.StatusCode, answer)
}

// refusalOf is what an answer that says no means.
func refusalOf(status int, answer []byte) error {
	var said struct {
		Message string  `json:"message"`
		Code    int     `json:"code"`
		After   float64 `json:"retry_after"` // seconds
	}
	json.Unmarshal(answer, &said) // a page tells nothing
	if status == http.StatusTooManyRequests {
		return &tooSoon{time.Duration(said.After * float64(time.Second))}
	}
	return fmt.Errorf("status %d, code %d: %s", status, said.Code, said.Message)
}
