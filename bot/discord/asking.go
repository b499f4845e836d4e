package discord

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/bwmarrin/discordgo"

	"prayerbot/bot/adapter"
)

// call makes one request with the bot's token, with a picture beside its body where
// that is not nil, and tells how it went. The error is as the library gives it.
func (c *client) call(ctx context.Context, method, where, bucket string, body any, picture []byte) ([]byte, *adapter.Trace, error) {
	ctx, cancel := context.WithTimeout(ctx, adapter.RequestTimeout)
	defer cancel()
	ctx, trace := adapter.WithTrace(ctx)
	s, err := c.session()
	if err != nil {
		return nil, trace, err
	}
	data, err := request(ctx, s, method, where, bucket, body, picture)
	return data, trace, err
}

// get asks Discord for something, at the pace of messages, and reads the answer into
// what it is for. The error is sorted: nothing has gone out; code is Discord's own for
// it.
func (c *client) get(ctx context.Context, where string, into any) (code int, err error) {
	if err := c.pacer.Question(ctx); err != nil {
		return 0, err
	}
	bucket, _, _ := strings.Cut(where, "?")
	data, trace, err := c.call(ctx, http.MethodGet, where, bucket, nil, nil)
	if err != nil {
		return codeOf(err), c.sortRead(err, trace)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return 0, fmt.Errorf("read an answer of Discord: %w", err)
	}
	return 0, nil
}

// ask makes one request about what was sent, at the pace of messages. The error is
// sorted; code is Discord's own for it.
func (c *client) ask(ctx context.Context, method, where string, body any) (code int, err error) {
	if err := c.pacer.Question(ctx); err != nil {
		return 0, err
	}
	_, trace, err := c.call(ctx, method, where, where, body, nil)
	return codeOf(err), c.sort(err, trace)
}

// codeOf is Discord's JSON error code of an answer that says no; 0 where it has none.
func codeOf(err error) int {
	var refused *discordgo.RESTError
	if errors.As(err, &refused) && refused.Message != nil {
		return refused.Message.Code
	}
	return 0
}
