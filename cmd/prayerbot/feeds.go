package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
	"unicode"

	"prayerbot/bot/news"
	"prayerbot/bot/store/boltstore"
	"prayerbot/content"
)

// feedsCommand tells how the news feeds are.
type feedsCommand struct {
	Check string `name:"check" placeholder:"URL" help:"Try one address and show what would be kept of it; nothing is stored."`
}

// Run prints a table of the feeds, or tries one address.
func (f *feedsCommand) Run(world surroundings, c *Config) error {
	if err := c.check(os.Getenv); err != nil {
		return err
	}
	library, err := loadContent(c.Content)
	if err != nil {
		return err
	}
	if f.Check != "" {
		if oneFault(func(note func(string, ...any)) { checkURL(note, "--check", f.Check) }) != "" {
			return configFaults{"--check is no feed's address: it begins neither with http:// nor with https://."}
		}
		return f.try(world, c, library)
	}
	states, err := feedStates(world, c)
	if err != nil {
		return err
	}
	return feedTable(world.out, c.feeds(library), states)
}

// feedStates reads what is known of the feeds. The embedded file can be read by
// one process at a time.
func feedStates(world surroundings, c *Config) (map[string]news.State, error) {
	kept, err := lookInto(world, *c)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil // nothing was ever stored
	}
	var held *boltstore.InUseError
	if errors.As(err, &held) {
		return nil, errors.New("a running bot holds the embedded file and does not answer on its socket: type this as the bot's own user")
	}
	if err != nil {
		return nil, err
	}
	defer kept.Close()
	return kept.States(world)
}

// feedTable prints one line for each feed of the list. Times are in UTC.
func feedTable(out io.Writer, feeds []content.Feed, states map[string]news.State) error {
	if len(feeds) == 0 {
		fmt.Fprintln(out, "There is no feed in the list.")
		return nil
	}
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "FEED\tLAST FETCH (UTC)\tSTATUS\tITEMS\tNEXT (UTC)")
	for _, f := range feeds {
		s := states[f.Key].Of(f)
		status, next := s.Status, moment(s.Next)
		switch {
		case !f.On:
			status, next = "off", "never"
		case s.Fetched.IsZero():
			status, next = "not fetched yet", "at once"
		case s.Failures > 0:
			status += ", failing since " + moment(s.Failing)
		}
		if s.Moved != "" {
			status += ", moved for good"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%d\t%s\n", f.Key, moment(s.Fetched), status, s.Items, next)
	}
	return table.Flush()
}

// moment writes an instant in UTC; a dash for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return "-"
	}
	return t.UTC().Format("2006-01-02 15:04")
}

// try asks one address and prints what would be kept of it.
func (f *feedsCommand) try(world surroundings, c *Config, library *content.Library) error {
	fetcher := builder{Config: c, log: c.logger(world)}.fetcher(nil, func() *content.Library { return library })
	got, err := fetcher.Check(world, f.Check)
	var page *news.PageError
	if errors.As(err, &page) {
		return fmt.Errorf("the feed cannot be read: %w. The page names its feed: %s", err, printable(page.Feed, ""))
	}
	if err != nil {
		return fmt.Errorf("the feed cannot be read: %w", err)
	}
	showChecked(world.out, library, got)
	return nil
}

func showChecked(out io.Writer, library *content.Library, got news.Checked) {
	fmt.Fprintf(out, "%s (%s): %d items, of which %d would be kept.\n", printable(got.Title, "without a title"), printable(got.Language, "language not said"), got.Items, len(got.Finds))
	if got.Moved != "" {
		fmt.Fprintf(out, "The feed has moved for good to %s\n", printable(got.Moved, ""))
	}
	for _, reason := range slices.Sorted(maps.Keys(got.Skipped)) {
		fmt.Fprintf(out, "Not kept: %d, %s.\n", got.Skipped[reason], reason)
	}
	warnings(out, got)
	for _, f := range got.Finds {
		var about []string
		for _, key := range f.Countries {
			if country := library.Country(key); country != nil {
				about = append(about, country.Name)
			}
		}
		names := "no country"
		if len(about) > 0 {
			names = strings.Join(about, ", ")
		}
		when := moment(f.Published)
		if f.Undated {
			when = "date not known"
		}
		fmt.Fprintf(out, "\n%s  %s\n  About: %s\n  %s\n", when, printable(f.Title, ""), names, printable(f.Link, ""))
	}
}

// warnings names what makes a feed useless although it can be read.
func warnings(out io.Writer, got news.Checked) {
	switch {
	case got.Comments:
		fmt.Fprintln(out, "This is the feed of readers' comments, not of stories. Look for the feed of the site itself.")
	case got.Items == 0 && len(got.Skipped) == 0:
		fmt.Fprintln(out, "The feed has no items.")
	case got.Items > 0 && got.Concern == 0 && got.General:
		fmt.Fprintln(out, "The filter of general feeds keeps nothing of it: no item speaks of faith under pressure, in the words that the filter knows of English, German, French, Spanish, Portuguese and Italian.")
	case got.Items > 0 && got.Concern == 0:
		fmt.Fprintln(out, "With general: true nothing of it would be kept: no item speaks of faith under pressure, in the words that the filter knows of English, German, French, Spanish, Portuguese and Italian.")
	case got.Items > 0 && !got.General:
		fmt.Fprintf(out, "With general: true %d of them would be kept: those that speak of faith under pressure.\n", got.Concern)
	}
}

// printable is foreign text without what would move a terminal's cursor, or
// what stands for none.
func printable(text, none string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, text)
	if text == "" {
		return none
	}
	return text
}
