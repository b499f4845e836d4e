package main

import (
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"prayerbot/bot/discord"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/telegram"
	"prayerbot/bot/terminal"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
	"prayerbot/content/load"
)

// previewCommand shows content as readers will see it.
type previewCommand struct {
	File string `arg:"" help:"File of a post or country in a folder of content, or the id of a prayer point. A draft is shown as if it were none."`
}

// Run shows everything that the file gives, and when it comes. Nothing is stored.
func (p *previewCommand) Run(world surroundings, cfg *Config) error {
	what, err := p.read(cfg)
	if err != nil {
		return err
	}
	if len(what.pages) == 0 {
		return configFaults{p.File + " gives nothing that is shown by itself."}
	}
	show, err := newShowroom(world, what.library)
	if err != nil {
		return err
	}
	defer show.close()
	for _, page := range what.pages {
		if err := show.page(page); err != nil {
			return err
		}
	}
	return nil
}

// A page is something to show: the command line that shows it and the dates on
// which that may be asked.
type page struct {
	name  string
	line  string
	from  content.Date   // the first date on which it is shown; zero is any
	point *content.Point // nil: it does not come by itself
}

// A previewed is what a file gives.
type previewed struct {
	library *content.Library
	pages   []page
}

// read finds what is to be shown, in a file or by an id.
func (p *previewCommand) read(cfg *Config) (previewed, error) {
	info, err := os.Stat(p.File)
	switch {
	case err == nil && info.IsDir():
		return previewed{}, configFaults{fmt.Sprintf("%s is a folder. Name one file in it, such as posts/2026-12-01-a-story.md.", p.File)}
	case err == nil:
		return readPreviewed(p.File)
	case strings.ContainsAny(p.File, `/\.`):
		return previewed{}, configFaults{fmt.Sprintf("There is no file %s. Name a post or a country in a folder of content, or a prayer point by its id.", p.File)}
	}
	library, err := loadContent(cfg.Content)
	if err != nil {
		return previewed{}, err
	}
	if point := library.Point(p.File); point != nil {
		return previewed{library, []page{pageOf(point)}}, nil
	}
	if post := library.Post(p.File); post != nil {
		return previewed{library, pagesOf(post)}, nil
	}
	return previewed{}, configFaults{fmt.Sprintf("There is no file, no prayer point and no post %q. Name a file, or an id as the country's file has it.", p.File)}
}

// readPreviewed reads the folder of a file, in which the file is no draft.
func readPreviewed(path string) (previewed, error) {
	path = filepath.Clean(path)
	inside, folder := filepath.Base(path), filepath.Dir(path)
	switch name := filepath.Base(folder); {
	case name == "posts" || name == "countries":
		inside, folder = name+"/"+inside, filepath.Dir(folder)
	case inside != "occasions.yaml":
		return previewed{}, configFaults{fmt.Sprintf("%s is neither a post nor a country. Name a file in a folder posts or countries, or occasions.yaml.", path)}
	}
	library, err := load.Library(content.Builtin(), published{os.DirFS(folder), inside})
	if err != nil {
		return previewed{}, named(err, folder)
	}
	before, err := loadContent("")
	if err != nil {
		return previewed{}, err
	}
	return previewed{library, givenBy(library, before, inside)}, nil
}

// published is a folder in which one file is no draft.
type published struct {
	fs.FS
	file string
}

// ReadFile reads a file.
func (p published) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(p.FS, name)
	if err != nil || name != p.file {
		return data, err
	}
	lines := strings.SplitAfter(string(data), "\n")
	for i, line := range lines {
		if field, _, _ := strings.Cut(line, "#"); strings.TrimSpace(field) == "draft: true" {
			lines[i] = "\n"
		}
	}
	return []byte(strings.Join(lines, "")), nil
}

// givenBy are the pages of what a file gives: a post with its points, a country
// with the points that it has more or otherwise than before, or the points of
// such occasions.
func givenBy(l, before *content.Library, file string) []page {
	key := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	if strings.HasPrefix(file, "posts/") {
		return pagesOf(l.Post(key))
	}
	isNew := func(p *content.Point) bool {
		old := before.Point(p.ID)
		return old == nil || old.Text != p.Text || old.Title != p.Title || !slices.Equal(old.Scripture, p.Scripture)
	}
	var pages []page
	add := func(points []*content.Point) {
		for _, p := range points {
			if isNew(p) {
				pages = append(pages, pageOf(p))
			}
		}
	}
	if file == "occasions.yaml" {
		for _, o := range l.Occasions {
			if o.On {
				add(o.Points)
			}
		}
		return pages
	}
	for _, c := range l.Countries {
		if c.Slug == key {
			pages = append(pages, page{name: c.Name, line: "country " + reply.Keyed(c.Key)})
			add(c.Points)
		}
	}
	return pages
}

// pagesOf are the pages of a post; none where there is no such post.
func pagesOf(post *content.Post) []page {
	if post == nil {
		return nil
	}
	pages := []page{{name: post.Key, line: "news read " + post.Key, from: post.ShownFrom()}}
	for _, p := range post.Points {
		pages = append(pages, pageOf(p))
	}
	return pages
}

// pageOf is the page of a point.
func pageOf(p *content.Point) page {
	one := page{name: p.ID, line: "point " + p.ID, point: p}
	if p.Post != nil {
		one.from = p.Post.ShownFrom()
	}
	return one
}

// A showroom shows pages: a conversation of its own, over a store that goes with
// it.
type showroom struct {
	world   surroundings
	out     io.Writer
	library *content.Library
	core    *commands.Core
	store   *boltstore.Store
	folder  string
	now     time.Time
	seen    map[string]bool // languages in which cards were drawn
}

func newShowroom(world surroundings, library *content.Library) (*showroom, error) {
	folder, err := os.MkdirTemp("", "prayerbot-preview")
	if err != nil {
		return nil, fmt.Errorf("make a place for the preview: %w", err)
	}
	s := &showroom{world: world, out: world.out, library: library, folder: folder, now: systemClock().Now()}
	if s.store, err = boltstore.Open(folder); err == nil {
		s.core, err = commands.New(commands.Config{
			Library: func() *content.Library { return library }, Store: s.store, Log: slog.New(slog.DiscardHandler), Random: randomText, Cards: &easel{},
		})
	}
	if err == nil {
		err = s.store.SaveChat(world, record.Chat{ID: chatFor(record.On), Settings: map[string]string{string(record.SettingDiscreet): record.On}}, randomText(), nil)
	}
	if err != nil {
		s.close()
		return nil, fmt.Errorf("make a place for the preview: %w", err)
	}
	return s, nil
}

// close gives the place of the preview back.
func (s *showroom) close() {
	if s.store != nil {
		s.store.Close()
	}
	_ = os.RemoveAll(s.folder)
}

// chatFor is the chat that is discreet, or not.
func chatFor(discreet string) record.ChatID {
	return record.ChatID{Platform: "terminal", Key: "preview-" + discreet}
}

// page shows one page on every platform, and when it comes.
func (s *showroom) page(p page) error {
	fmt.Fprintf(s.out, "===== %s =====\n", p.name)
	s.dates(p)
	at := s.now
	if today := content.DateOf(at.UTC()); today.Before(p.from) {
		at = at.AddDate(0, 0, p.from.Days()-today.Days())
	}
	for _, discreet := range []string{record.Off, record.On} {
		r := s.answer(p.line, discreet, at)
		for _, on := range []struct {
			name  string
			shown func(reply.Reply) string
		}{{"Telegram", telegram.Preview}, {"Discord", discord.Preview}, {"terminal", terminal.Preview}} {
			name := on.name
			if discreet == record.On {
				name += ", discreet"
			}
			fmt.Fprintf(s.out, "\n--- %s ---\n%s\n", name, strings.TrimRight(on.shown(r), "\n"))
		}
	}
	_, err := fmt.Fprintln(s.out)
	return err
}

// answer is what the bot says to a command line, such as a button carries it.
func (s *showroom) answer(line, discreet string, at time.Time) reply.Reply {
	command, _, args := reply.ParseLine(line)
	return s.core.Handle(s.world, reply.Request{
		Chat: chatFor(discreet), Private: true, Hears: true, Person: "preview", Command: command, Line: args, Now: at, Language: "en",
	})
}

// previewDays is how far ahead it is said when a point comes: a round of the
// calendar takes a year.
const previewDays = 366

// mostDates is how many dates are named of each.
const mostDates = 12

// dates says when a page is shown, and when a point comes within a year.
func (s *showroom) dates(p page) {
	if !p.from.IsZero() {
		fmt.Fprintf(s.out, "Shown from %s.\n", p.from)
	}
	if p.point == nil {
		return
	}
	s.comes("the whole world", content.Selection{}, p.point)
	for _, c := range p.point.Countries() {
		s.comes(c.Name, content.Selection{Countries: []string{c.Key}}, p.point)
	}
}

// comes says when a point comes to those who pray for a selection.
func (s *showroom) comes(name string, selection content.Selection, p *content.Point) {
	var dates []string
	more := 0
	date := content.DateOf(s.now.UTC())
	for range previewDays {
		if one := s.library.Daily(date, selection, date); one != nil && one.ID == p.ID {
			if len(dates) < mostDates {
				dates = append(dates, date.String())
			} else {
				more++
			}
		}
		date = date.Add(1)
	}
	text := strings.Join(dates, ", ")
	switch {
	case text == "":
		text = "not within a year"
	case more > 0:
		text += fmt.Sprintf(" and %d more times", more)
	}
	fmt.Fprintf(s.out, "To those who pray for %s: %s.\n", name, text)
}
