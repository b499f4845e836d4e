package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	"prayerbot/bot/adapter"
)

// updates asks for what is new, at most so many, and lets Telegram hold the
// question for a time.
func (p *poller) updates(ctx context.Context, offset int64, most int, hold time.Duration) ([]json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, hold+adapter.RequestTimeout)
	defer cancel()
	body, err := json.Marshal(map[string]any{
		"offset": offset, "limit": most, "timeout": int(hold / time.Second), "allowed_updates": allowedUpdates,
	})
	if err != nil {
		return nil, err
	}
	res, err := p.post(ctx, "getUpdates", body)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	return p.readPoll(ctx, res)
}

// A tornError says that Telegram gave updates, and that one of them makes all of
// them unreadable.
type tornError struct{ id int64 } // of the first one; 0 where it cannot be found

func (*tornError) Error() string { return "the updates cannot be read" }

// readPoll reads the answer to a poll.
func (p *poller) readPoll(ctx context.Context, res *http.Response) ([]json.RawMessage, error) {
	data, err := io.ReadAll(io.LimitReader(res.Body, maxPoll))
	if err != nil {
		return nil, err
	}
	var answer struct {
		OK          bool
		Result      []json.RawMessage
		Description string
	}
	if err := json.Unmarshal(data, &answer); err != nil && res.StatusCode == http.StatusOK && len(data) > 0 && data[0] == '{' {
		return nil, &tornError{idIn(data)}
	} else if err != nil {
		return nil, fmt.Errorf("status %d, and no JSON", res.StatusCode)
	}
	switch {
	case answer.OK:
		return answer.Result, nil
	case res.StatusCode == http.StatusUnauthorized || res.StatusCode == http.StatusNotFound:
		return nil, errToken
	case res.StatusCode == http.StatusConflict:
		p.conflict(ctx, answer.Description)
	}
	return nil, fmt.Errorf("status %d: %s", res.StatusCode, answer.Description)
}

// maxPoll bounds the answer to a poll, in bytes: a hundred of the largest
// updates are far smaller.
const maxPoll = 16 << 20
