package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"prayerbot/bot/clock"
	"prayerbot/bot/contentwatch"
	"prayerbot/content"
	"prayerbot/content/load"
)

// contentFaults is everything that is wrong with the content, each fault in
// one line with its file.
type contentFaults struct {
	faults load.FaultsError
	folder string
}

// Error is all faults, one a line.
func (f contentFaults) Error() string { return strings.Join(f.lines(), "\n") }

func (f contentFaults) lines() []string {
	lines := make([]string, len(f.faults))
	for i, fault := range f.faults {
		lines[i] = fault.In("", f.folder)
	}
	return lines
}

// named makes the faults of a folder say its name.
func named(err error, folder string) error {
	var faults load.FaultsError
	if errors.As(err, &faults) {
		return contentFaults{faults, folder}
	}
	return err
}

// loadContent reads the built-in content and the folder laid over it.
func loadContent(folder string) (*content.Library, error) {
	if folder == "" {
		return load.Library(content.Builtin())
	}
	library, err := load.Library(content.Builtin(), os.DirFS(folder))
	return library, named(err, folder)
}

// checkContent is loadContent with what an editor should look at, a line each.
func checkContent(folder string) (library *content.Library, hints []string, err error) {
	trees := []fs.FS{content.Builtin()}
	if folder != "" {
		trees = append(trees, os.DirFS(folder))
	}
	library, found, err := load.Checked(trees...)
	return library, contentFaults{found, folder}.lines(), named(err, folder)
}

// watchContent loads the content for a bot that runs, and will watch its folder.
func (b builder) watchContent() (*contentwatch.Watcher, error) {
	cfg := contentwatch.Config{Builtin: content.Builtin(), Folder: b.Content, Clock: clock.System{}, Log: b.log, Metrics: b.metrics}
	if b.Content != "" {
		cfg.Overlay = os.DirFS(b.Content)
	}
	s, err := contentwatch.New(cfg)
	return s, named(err, b.Content)
}

// summary says how much a library holds.
func summary(l *content.Library) string {
	points, on := 0, 0
	for _, c := range l.Countries {
		points += len(c.Points)
	}
	for _, p := range l.Posts {
		points += len(p.Points)
	}
	for _, o := range l.Occasions {
		if o.On {
			points += len(o.Points)
			on++
		}
	}
	text := fmt.Sprintf("The content is without fault: %d countries in %d regions, %d prayer points, %d posts, %d occasions.",
		len(l.Countries), len(l.Regions), points, len(l.Posts), on)
	if l.Drafts > 0 {
		text += fmt.Sprintf(" Left out as drafts: %d.", l.Drafts)
	}
	return text
}
