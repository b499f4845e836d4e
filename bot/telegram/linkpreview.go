package telegram

import (
	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"prayerbot/commands/reply"
)

// A preview is how Telegram shows the page behind a link of a message. Telegram
// shows that of the first link where it is told nothing.
type preview struct {
	Disabled bool   `json:"is_disabled,omitempty"`
	URL      string `json:"url,omitempty"` // the page that is shown; "" shows none
}

// pageOf is the page that a reply shows below its text; "" is none.
func pageOf(r reply.Reply) string {
	if r.Discreet != "" {
		return ""
	}
	return r.Preview
}

// previewOf is how a page is shown; "" shows none, not even that of a link.
func previewOf(page string) preview { return preview{Disabled: page == "", URL: page} }

// option is the same as the library takes it.
func (p preview) option() *models.LinkPreviewOptions {
	if p.URL == "" {
		return &models.LinkPreviewOptions{IsDisabled: bot.True()}
	}
	return &models.LinkPreviewOptions{URL: &p.URL}
}
