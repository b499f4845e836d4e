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
	return a.sendAnswer(ctx, http.MethodPost, address, body, nil)
}

// sendAnswer makes one request to an address that holds an interaction's own
// token, with a picture beside the body where that is not nil.
func (a *answerer) sendAnswer(ctx context.Context, method, address string, body any, picture []byte) error {
	s, err := a.session()
	if err != nil {
		return err
	}
	kind, data, err := encode(body, picture)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(data))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", kind)
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
	return &refusedAnswer{status, fmt.Sprintf("status %d, code %d: %s", status, said.Code, said.Message)}
}

// A refusedAnswer says that Discord did not take an answer.
type refusedAnswer struct {
	status int
	text   string
}

func (e *refusedAnswer) Error() string { return e.text }
