package web

import (
	"prayerbot/commands/pray"
	"prayerbot/commands/reply"
)

// A view is a page as the template draws it. Every text of it is plain; the template
// escapes.
type view struct {
	Language, Direction string
	Site                string // what the pages are called
	Title               string
	Description         string // in a line, for whoever shares the address
	Canonical           string // "" where the page has no address of its own
	Root                string // the address of the pages, without a slash at its end
	Path                string
	Picture             string // its address; "" is none
	PictureAlt          string // what it shows
	pictured            *reply.Picture
	pictureOf           string // the path of the page that it is of
	Skip                string
	Menu                []link
	Foot                []link
	LanguageLabel       string
	Languages           []otherLanguage
	Intro               []block // before what brings the bot into a chat
	Blocks              []block
	Links               []link // what leads on
	Buttons             []link // what brings the bot into a chat
	Month               *monthView
	Feeds               []feedLink
}

// A link leads to a page or away from it.
type link struct {
	Label, URL string
	Here       bool // it is the page itself
}

// An otherLanguage is the page in another language.
type otherLanguage struct {
	Tag, Name, URL string
	Here           bool
}

// A feedLink is a feed that a program finds on the page.
type feedLink struct{ Title, Type, URL string }

// A monthView is the sheet of a month.
type monthView struct {
	For, Day, About, Read string // above the columns
	Days                  []monthDay
}

type monthDay struct {
	Date, Path, About, Read string
}

// A block is one of a reply's, with the addresses of what it leads to.
type block struct {
	Kind       string
	Text       string
	Paragraphs []string
	Items      []item
}

type item struct {
	Label, Text, Note string
	URL               string
	At                string // an instant as RFC 3339; "" is none
}

// kinds are the names by which the template knows the kinds of blocks. Samples and what
// is to be copied are of no use on a page.
var kinds = map[reply.BlockKind]string{
	reply.Paragraph: "paragraph", reply.Heading: "heading", reply.Story: "story", reply.Facts: "facts", reply.List: "list",
	reply.Links: "links", reply.Note: "note", reply.Foreign: "foreign", reply.Verse: "verse",
}

// blocksOf are the blocks of a reply in a language.
func blocksOf(tag string, all []reply.Block) []block {
	var made []block
	for _, b := range all {
		if kinds[b.Kind] == "" {
			continue
		}
		next := block{Kind: kinds[b.Kind], Text: b.Text, Paragraphs: paragraphs(b.Text)}
		for _, i := range b.Items {
			next.Items = append(next.Items, itemOf(tag, i))
		}
		made = append(made, next)
	}
	return made
}

func itemOf(tag string, i reply.Item) item {
	made := item{Label: i.Label, Text: i.Text, Note: i.Note, URL: i.Link}
	if path := pathOf(i.Do); path != "" {
		made.URL = address(tag, path)
	}
	if !i.At.IsZero() {
		made.At = i.At.UTC().Format("2006-01-02T15:04:05Z")
	}
	return made
}

// linksOf are the buttons of a reply that lead to another page or away; here is the
// path of its own.
func linksOf(tag, here string, rows [][]reply.Button) []link {
	var all []link
	seen := map[string]bool{here: true, "": true}
	for _, row := range rows {
		for _, b := range row {
			path := pathOf(b.Do)
			switch {
			case b.Link != "":
				all = append(all, link{Label: b.Label, URL: b.Link})
			case !seen[path]:
				seen[path] = true
				all = append(all, link{Label: b.Label, URL: address(tag, path)})
			}
		}
	}
	return all
}

// monthOf is the sheet of a month in a language.
func monthOf(tag string, sheet pray.ReaderMonth) *monthView {
	shown := &monthView{For: sheet.For, Day: sheet.Day, About: sheet.About, Read: sheet.Read}
	for _, d := range sheet.Days {
		shown.Days = append(shown.Days, monthDay{Date: d.Label, Path: address(tag, "days/"+d.Date.String()), About: d.About, Read: d.Read})
	}
	return shown
}
