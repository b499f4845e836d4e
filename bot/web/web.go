package web

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"golang.org/x/text/language"

	"prayerbot/bot/clock"
	"prayerbot/commands/pray"
)

// Config is what the pages need.
type Config struct {
	// Reader tells what everybody may read, in a language.
	Reader func(ctx context.Context, language string, now time.Time) (*pray.Reader, error)
	// Languages are those of the pages, English first.
	Languages []string
	// Name is what a language is called in itself, Privacy what is kept, and Trouble that
	// a page could not be made, in a language.
	Name    func(tag string) string
	Privacy func(tag string) []string
	Trouble func(tag string) string
	// URL is the address at which the pages are seen from outside, without a slash at
	// its end.
	URL string
	// Contact is whom readers may ask; "" names nobody.
	Contact string
	// Telegram and Discord give the addresses that bring the bot into a chat; "" where
	// there is none, or none is known yet.
	Telegram, Discord func(context.Context) string
	Clock             clock.Clock
	Log               *slog.Logger
}

// A Site is the pages of a bot. It is safe for concurrent use.
type Site struct {
	cfg     Config
	matcher language.Matcher
	pages   *pageCache
}

// New makes the pages; nil functions of the configuration leave their part out.
func New(cfg Config) *Site {
	tags := make([]language.Tag, len(cfg.Languages))
	for i, tag := range cfg.Languages {
		tags[i] = language.Make(tag)
	}
	cfg.URL = strings.TrimRight(cfg.URL, "/")
	return &Site{cfg: cfg, matcher: language.NewMatcher(tags), pages: newPageCache()}
}

// languageFor is the language of the pages that comes nearest to what a browser asks
// for; English where none does.
func (s *Site) languageFor(accept string) string {
	wanted, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(wanted) > maxWanted {
		return s.cfg.Languages[0]
	}
	_, at, sure := s.matcher.Match(wanted...)
	if sure == language.No {
		return s.cfg.Languages[0]
	}
	return s.cfg.Languages[at]
}

// maxWanted bounds how many languages of a browser are looked at: people name a handful.
const maxWanted = 20
