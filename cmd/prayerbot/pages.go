package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"strings"

	"prayerbot/bot"
	"prayerbot/bot/web"
	"prayerbot/commands"
)

// checkPages reads where the pages are shown, and where they are seen from outside:
// both are set, or neither.
func (c configCheck) checkPages(note func(string, ...any)) {
	if _, _, err := net.SplitHostPort(c.Web); c.Web != "" && err != nil {
		note("PRAYERBOT_WEB is not an address. Write a host and a port, such as 127.0.0.1:8090.")
	}
	u, err := url.Parse(c.PublicURL)
	if c.PublicURL != "" && (err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "" || u.Scheme != "https" && !isHere(u)) {
		note("PRAYERBOT_PUBLIC_URL is not an https address without a path. Write it such as https://pray.example.org.")
	}
	switch {
	case c.Web != "" && c.PublicURL == "":
		note("PRAYERBOT_WEB is set and PRAYERBOT_PUBLIC_URL is not. Set PRAYERBOT_PUBLIC_URL to the address at which the pages are seen from outside.")
	case c.Web == "" && c.PublicURL != "":
		note("PRAYERBOT_PUBLIC_URL is set and PRAYERBOT_WEB is not. Set PRAYERBOT_WEB to the address at which the bot shows its pages, such as 127.0.0.1:8090.")
	}
}

// isHere tells whether an address is on this machine, where somebody tries the pages.
func isHere(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback())
}

// pagesURL is where the pages are seen from outside; "" where there are none.
func (c *Config) pagesURL() string {
	if c.Web == "" {
		return ""
	}
	return strings.TrimRight(c.PublicURL, "/")
}

// pages are those of the bot; nil where none are wanted.
func (c *Config) pages(core *commands.Core, platforms []bot.Platform, log *slog.Logger) *web.Site {
	if c.Web == "" {
		return nil
	}
	return web.New(web.Config{
		Reader:    core.Reader,
		Languages: core.Languages(), Name: core.LanguageName, Privacy: core.PrivacyIn, Trouble: core.Trouble,
		URL: c.pagesURL(), Contact: c.Contact,
		Telegram: addressOn("telegram", platforms), Discord: addressOn("discord", platforms),
		Clock: systemClock(), Log: log,
	})
}

// addressOn gives the address that brings the bot into a chat of a platform; nil where
// the bot is not there.
func addressOn(name string, platforms []bot.Platform) func(context.Context) string {
	for _, p := range platforms {
		if at, ok := p.(interface{ Address(context.Context) string }); ok && p.Name() == name {
			return at.Address
		}
	}
	return nil
}

// showPages shows the pages until the context ends.
func (h *app) showPages(ctx context.Context) error {
	if h.pages == nil {
		return nil
	}
	listener, err := net.Listen("tcp", h.web)
	if err != nil {
		return fmt.Errorf("PRAYERBOT_WEB cannot be used: %w. Choose another address", err)
	}
	go h.pages.Serve(ctx, listener)
	return nil
}
