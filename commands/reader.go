package commands

import (
	"context"
	"time"

	"prayerbot/commands/pray"
	"prayerbot/commands/words"
)

// Reader is for somebody who opens a page and belongs to no chat. The error says that
// nobody knows what is withdrawn, so that nothing may be told.
func (c *Core) Reader(ctx context.Context, language string, now time.Time) (*pray.Reader, error) {
	if err := c.env.Refresh(ctx, now); err != nil {
		return nil, err
	}
	return pray.NewReader(c.env, language, now), nil
}

// VoiceIn says sentences in a language; in English where it is not there.
func (c *Core) VoiceIn(language string) words.Voice { return c.env.VoiceIn(language) }
