package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"prayerbot/bot/discord"
	"prayerbot/bot/doctor"
	"prayerbot/bot/telegram"
)

// contents reads the content that would be in force.
func (p *patient) contents(context.Context) doctor.Result {
	library, hints, err := checkContent(p.config.Content)
	if err != nil {
		return doctor.Ill("%v", err)
	}
	p.library = library
	if len(hints) > 0 {
		return doctor.Warn("%s\nAn editor should look at:\n%s", summary(library), strings.Join(hints, "\n"))
	}
	return doctor.Well("%s", summary(library))
}

// How far the clock may be from that of the platforms: they tell whole seconds,
// and an answer takes its time; and from when on people notice.
const (
	clockUnsure  = 10 * time.Second
	clockTooFar  = 5 * time.Minute
	maxClockBody = 1 << 10
)

// The public addresses of the platforms.
const (
	telegramURL = "https://api.telegram.org"
	discordURL  = "https://discord.com"
)

// clock compares the machine's clock with those of the platforms that are used,
// and with the day on which the program was made.
func (p *patient) clock(ctx context.Context) doctor.Result {
	if made := builtAt(); p.now().Before(made) {
		return doctor.Ill("it shows %s, which is before this program was made", moment(p.now()))
	}
	var asked []string
	for _, s := range p.servers() {
		ahead, err := aheadOf(ctx, s.address, p.now)
		if err != nil {
			continue // whether a platform answers is a row of its own
		}
		r := doctor.Well("")
		switch far := ahead.Abs(); {
		case far >= clockTooFar:
			r = doctor.Ill("it is %s %s that of %s: points come at the wrong time", far.Round(time.Second), direction(ahead), s.name)
		case far >= clockUnsure:
			r = doctor.Warn("it is %s %s that of %s", far.Round(time.Second), direction(ahead), s.name)
		}
		if r.State != doctor.OK {
			return r
		}
		asked = append(asked, s.name)
	}
	if len(asked) == 0 {
		return doctor.Well("it shows %s UTC; there was none to compare it with", moment(p.now()))
	}
	return doctor.Well("it agrees with that of %s", strings.Join(asked, " and "))
}

func direction(ahead time.Duration) string {
	if ahead < 0 {
		return "behind"
	}
	return "ahead of"
}

// builtAt is the time of the commit that the program was made from; zero where
// the build does not know.
func builtAt() time.Time {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return time.Time{}
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.time" {
			at, _ := time.Parse(time.RFC3339, s.Value)
			return at
		}
	}
	return time.Time{}
}

// A server is one whose clock can be asked.
type server struct{ name, address string }

// servers are those of the platforms whose tokens are set.
func (p *patient) servers() []server {
	var all []server
	add := func(name string, token secret, own, public string) {
		if own == "" {
			own = public
		}
		if token != "" {
			all = append(all, server{name, own})
		}
	}
	add("Telegram", p.config.TelegramToken, p.config.TelegramURL, telegramURL)
	add("Discord", p.config.DiscordToken, p.config.DiscordURL, discordURL)
	return all
}

// aheadOf is how far the machine's clock is ahead of a server's. It sends no
// token and follows no redirect.
func aheadOf(ctx context.Context, address string, now func() time.Time) (time.Duration, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodHead, address, nil)
	if err != nil {
		return 0, fmt.Errorf("ask for the time: %w", err)
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	before := now()
	res, err := client.Do(req)
	if err != nil {
		return 0, fmt.Errorf("ask for the time: %w", err)
	}
	defer res.Body.Close()
	io.Copy(io.Discard, io.LimitReader(res.Body, maxClockBody))
	date, err := http.ParseTime(res.Header.Get("Date"))
	if err != nil {
		return 0, fmt.Errorf("the server does not tell the time: %w", err)
	}
	after := now()
	return before.Add(after.Sub(before) / 2).Sub(date.Add(time.Second / 2)), nil
}

// platforms says where the bot would talk.
func (p *patient) platforms(context.Context) doctor.Result {
	return doctor.Well("%s", p.config.platformNames())
}

func (c *Config) platformNames() string {
	switch {
	case c.TelegramToken != "" && c.DiscordToken != "":
		return "Telegram and Discord"
	case c.TelegramToken != "":
		return "Telegram"
	case c.DiscordToken != "":
		return "Discord"
	}
	return "the terminal, because neither TELEGRAM_TOKEN nor DISCORD_TOKEN is set"
}

// platformChecks are the rows of the platforms themselves.
func (p *patient) platformChecks() []doctor.Check {
	c := p.config
	var all []doctor.Check
	log := slog.New(slog.DiscardHandler)
	if c.TelegramToken != "" {
		all = append(all, telegram.Checks(telegram.Config{Token: c.TelegramToken.reveal(), URL: c.TelegramURL, Webhook: c.webhook(), Clock: systemClock(), Log: log})...)
	}
	if c.DiscordToken != "" {
		cfg := c.discord()
		cfg.Clock, cfg.Log = systemClock(), log
		all = append(all, discord.Checks(cfg)...)
	}
	return all
}
