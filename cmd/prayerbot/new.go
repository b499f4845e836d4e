package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"prayerbot/bot/clock"
	"prayerbot/content"
	"prayerbot/content/load"
	"prayerbot/content/search"
)

// newCommand writes templates for editors.
type newCommand struct {
	Country newCountryCommand `cmd:"" help:"Write a template for a country: what your mission adds to one that is there, or a new one."`
	Post    newPostCommand    `cmd:"" help:"Write a template for a dated story."`
}

type newCountryCommand struct {
	Name   string `arg:"" help:"The country's name."`
	Folder string `arg:"" optional:"" help:"Folder of content; PRAYERBOT_CONTENT if left out, else this folder."`
}

type newPostCommand struct {
	Name    string `arg:"" help:"The title, in quotes."`
	Folder  string `arg:"" optional:"" help:"Folder of content; PRAYERBOT_CONTENT if left out, else this folder."`
	Country string `placeholder:"NAME" help:"The country that it is about; one that the title names if left out."`
}

// Run writes a template for a country.
func (n *newCountryCommand) Run(world surroundings, c *Config) error {
	library, err := c.known(&n.Folder)
	if err != nil {
		return err
	}
	blank := form{Name: strings.TrimSpace(n.Name), Year: today().Year}
	found := search.Find(library, n.Name).Countries
	if len(found) == 1 {
		blank.country(found[0], "sample")
		return blank.write(world, n.Folder, "countries/"+found[0].Slug+".yaml", changedCountry())
	}
	slug := slugOf(n.Name)
	if slug == "" || len(found) > 1 {
		return configFaults{fmt.Sprintf("%q is not the name of one country. Write its whole name in English.", n.Name)}
	}
	blank.country(&content.Country{Key: freeKey(library)}, "sample")
	blank.Region = library.Regions[0].Key
	return blank.write(world, n.Folder, "countries/"+slug+".yaml", wholeCountry())
}

// Run writes a template for a post.
func (n *newPostCommand) Run(world surroundings, c *Config) error {
	library, err := c.known(&n.Folder)
	if err != nil {
		return err
	}
	blank := form{Name: strings.TrimSpace(n.Name), Date: today(), Year: today().Year}
	country, err := n.about(library)
	if err != nil {
		return err
	}
	slug := slugOf(n.Name)
	if blank.country(&content.Country{Key: unnamed}, slug); country != nil {
		blank.country(country, slug)
	} else {
		blank.Key = ""
	}
	if size := utf8.RuneCountInString(blank.Name); slug == "" || size > maxTitle {
		return configFaults{fmt.Sprintf("The title has %d characters. Write 1 to %d, with some of a-z.", size, maxTitle)}
	}
	return blank.write(world, n.Folder, "posts/"+blank.Date.String()+"-"+slug+".md", wholePost())
}

// maxTitle is how long the title of a post may be, in characters.
const maxTitle = 100

// unnamed stands in the id of a point for the key of a country that the editor
// has to fill in.
const unnamed = "XX"

// about is the country that the post is about: the one that is named, else the
// first that the title names; nil where the editor has to fill it in.
func (n *newPostCommand) about(library *content.Library) (*content.Country, error) {
	if n.Country != "" {
		found := search.Find(library, n.Country).Countries
		if len(found) != 1 {
			return nil, configFaults{fmt.Sprintf("--country %q is not the name of one country. Write its whole name in English.", n.Country)}
		}
		return found[0], nil
	}
	words := strings.Fields(n.Name)
	for size := min(4, len(words)); size > 0; size-- {
		for i := 0; i+size <= len(words); i++ {
			name := strings.Join(words[i:i+size], " ")
			if found := search.Find(library, name); len(found.Countries) == 1 && isNameOf(name, found.Countries[0]) {
				return found.Countries[0], nil
			}
		}
	}
	return nil, nil
}

// isNameOf tells whether words of a title are a country's own name: a word that is
// found in another way, such as a town's, may mean something else there.
func isNameOf(name string, c *content.Country) bool {
	return unicode.IsUpper([]rune(name)[0]) && slices.ContainsFunc(c.EnglishNames(), func(own string) bool {
		return len(own) > 3 && content.FoldName(own) == content.FoldName(name)
	})
}

// freeKey is a country key that no country has: one of those that ISO 3166
// leaves to everybody.
func freeKey(library *content.Library) string {
	for _, key := range []string{"ZZ", "QM", "QN", "QO", "QP", "QQ", "QR", "QS", "QT", "QU", "QV", "QW", "QX", "QY", "QZ"} {
		if library.Country(key) == nil {
			return key
		}
	}
	return "AA"
}

// slugOf is a name as a file is called: words of a-z joined by dashes, at most
// 36 characters.
func slugOf(name string) string {
	var slug string
	for _, word := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) {
		if len(slug)+len(word) > 35 {
			break
		}
		slug = strings.TrimPrefix(slug+"-"+word, "-")
	}
	return slug
}

func today() content.Date { return content.DateOf(clock.System{}.Now()) }

// A form is what a template is filled in with.
type form struct {
	Name, Key, Region string
	Point             string // the id of a point
	Date              content.Date
	Year              int
}

// maxPoint is how long the id of a point may be.
const maxPoint = 24

// country fills in what a country gives, and the id of a point about it.
func (f *form) country(c *content.Country, point string) {
	f.Key = c.Key
	point = strings.ToLower(c.Key) + "-" + point
	f.Point = strings.TrimSuffix(point[:min(len(point), maxPoint)], "-")
}

// known is the content to which a template is made: that with the folder,
// where the folder is without fault. A folder that is not named is that of
// the configuration, else the one that somebody is in.
func (c *Config) known(folder *string) (*content.Library, error) {
	if *folder == "" {
		*folder = c.Content
	}
	if *folder == "" {
		*folder = "."
	}
	if library, err := loadContent(*folder); err == nil {
		return library, nil
	}
	return load.Library(content.Builtin())
}

// write fills a template in and writes it, where no file is yet.
func (f form) write(world surroundings, folder, name string, t *template.Template) error {
	var text bytes.Buffer
	if err := t.Execute(&text, f); err != nil {
		return fmt.Errorf("fill in the template: %w", err)
	}
	path := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { // #nosec G301 -- content may be read by everybody, and the bot is another user
		return fmt.Errorf("make the folder: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) // #nosec G302,G304 -- content may be read by everybody; the operator names the folder
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already and was left as it is; edit it, or choose another name", path)
	}
	if err != nil {
		return fmt.Errorf("write the template: %w", err)
	}
	if _, err := file.Write(text.Bytes()); err != nil {
		file.Close()
		return fmt.Errorf("write the template: %w", err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("write the template: %w", err)
	}
	fmt.Fprintf(world.out, "%s is written. Replace what says SAMPLE, then remove the line \"draft: true\".\n", path)
	return nil
}
