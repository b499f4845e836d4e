package commands

import (
	"context"
	"time"

	"prayerbot/commands/pray"
)

// Reader is for somebody who opens a page and belongs to no chat. The error says that
// nobody knows what is withdrawn, so that nothing may be told.
func (c *Core) Reader(ctx context.Context, language string, now time.Time) (*pray.Reader, error) {
	if err := c.env.Refresh(ctx, now); err != nil {
		return nil, err
	}
	return pray.NewReader(c.env, language, now), nil
}

// LanguageName is what a language is called in itself.
func (c *Core) LanguageName(tag string) string {
	return c.env.VoiceIn(tag).Say("setting.language_self")
}

// Trouble says in a language that a page could not be made.
func (c *Core) Trouble(language string) string { return c.env.VoiceIn(language).Say("web.trouble") }

// PrivacyIn is what is kept, in a language.
func (c *Core) PrivacyIn(language string) []string { return kept(c.env.VoiceIn(language)) }
