package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/news"
	"prayerbot/bot/store"
	"prayerbot/content"
	"prayerbot/content/load"
)

// The bounds of PRAYERBOT_FEEDS_EVERY: more often is not polite, more rarely is
// not news.
const (
	shortestEvery = 5 * time.Minute
	longestEvery  = 24 * time.Hour
)

// maxFeedsFile bounds the list of feeds, in bytes.
const maxFeedsFile = 1 << 20

// noFeeds is the value of PRAYERBOT_FEEDS that fetches nothing.
const noFeeds = "none"

// contactForm is a web or mail address that can stand in a header.
var contactForm = regexp.MustCompile(`^(https?://|mailto:)?[A-Za-z0-9._~:/?#@!$&'*+,;=%-]{3,200}$`)

// checkNews reads what is set for the news.
func (c configCheck) checkNews(note func(string, ...any)) {
	c.every = news.DefaultEvery
	if c.FeedsEvery != "" {
		every, err := time.ParseDuration(c.FeedsEvery)
		if c.every = every; err != nil || every < shortestEvery || every > longestEvery {
			note("PRAYERBOT_FEEDS_EVERY is not a time from 5m to 24h. Write it such as 30m or 2h.")
		}
	}
	switch c.FeedsPrivate {
	case "", "true", "false":
	default:
		note("PRAYERBOT_FEEDS_PRIVATE is neither true nor false. Write one of them.")
	}
	if c.Contact != "" && (!contactForm.MatchString(c.Contact) || !strings.ContainsAny(c.Contact, "@/")) {
		note("PRAYERBOT_CONTACT is neither a web nor a mail address. Write it such as https://example.org/bot or bot@example.org.")
	}
	if c.Feeds != "" && c.Feeds != noFeeds {
		c.readFeeds(note)
	}
}

// readFeeds reads the operator's own list.
func (c configCheck) readFeeds(note func(string, ...any)) {
	path, beside := strings.CutPrefix(c.Feeds, "+")
	c.beside = beside
	data, err := readAtMost(path, maxFeedsFile)
	if err != nil {
		note("PRAYERBOT_FEEDS cannot be read. Name a file of feeds, with a + before it to use it beside the built-in list, or none.")
		return
	}
	var faults load.FaultsError
	if c.ownFeeds, err = load.Feeds(filepath.Base(path), data); errors.As(err, &faults) {
		for _, f := range faults {
			note("PRAYERBOT_FEEDS: %s", f.String())
		}
	}
}

// readAtMost reads a file that is no larger than its bound.
func readAtMost(path string, most int64) ([]byte, error) {
	f, err := os.Open(path) // #nosec G304 -- the operator names the file
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = errors.New("the file is too large")
	}
	return data, err
}

// feeds is the list in force with a library: the built-in one, the operator's,
// or both, where an entry of the operator's replaces the built-in one of the
// same key.
func (c *Config) feeds(l *content.Library) []content.Feed {
	switch {
	case c.Feeds == noFeeds:
		return nil
	case c.Feeds == "":
		return l.Feeds
	case !c.beside:
		return c.ownFeeds
	}
	own := map[string]bool{}
	for _, f := range c.ownFeeds {
		own[f.Key] = true
	}
	var all []content.Feed
	for _, f := range l.Feeds {
		if !own[f.Key] {
			all = append(all, f)
		}
	}
	return append(all, c.ownFeeds...)
}

// fetcher builds what fetches the news. kept is nil for a fetcher that only checks.
func (b builder) fetcher(kept store.Store, library func() *content.Library) *news.Fetcher {
	return news.New(news.Config{
		Store: kept, Library: library, Feeds: func() []content.Feed { return b.feeds(library()) }, Clock: clock.System{},
		Every: b.every, Agent: b.agent(), Private: b.FeedsPrivate == "true", Log: b.log, Metrics: b.metrics,
	})
}

// agent is how the bot names itself to publishers' servers: what it is, which
// version, and to whom to complain.
func (c *Config) agent() string {
	number, _, _ := strings.Cut(version(), " ")
	name := "prayerbot/" + strings.Trim(number, "()")
	if c.Contact != "" {
		name += " (+" + c.Contact + ")"
	}
	return name
}
