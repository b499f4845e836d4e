package content

import (
	"strings"
	"time"
)

// A Headline is a news item, from a post or a feed. One of a feed is stored, so
// its names in JSON never change.
type Headline struct {
	ID        string `json:"i"` // of a post its Key; of a feed 16 characters of a-z and 2-7
	Title     string `json:"t"`
	Publisher string `json:"p"`
	Language  string `json:"l,omitempty"` // BCP 47; "" is not known
	Link      string `json:"u,omitempty"` // http or https; "" for a post that is read here
	Excerpt   string `json:"e,omitempty"` // at most MaxExcerpt characters
	// Published is when a feed's item was published, or first seen where it
	// does not say. Zero for a post, which has a Date only.
	Published time.Time `json:"d,omitzero"`
	Undated   bool      `json:"o,omitempty"` // nobody says when: Published is when it was first seen
	Kept      time.Time `json:"k,omitzero"`  // when a feed's item was kept first; zero for a post
	Countries []string  `json:"c,omitempty"` // Country.Key of what it is about, sorted
	Date      Date      `json:"-"`           // of a post; zero for a feed's item
	Post      *Post     `json:"-"`           // nil for a feed's item
}

// MaxExcerpt is the longest excerpt in characters: enough to know what it is
// about, and no more than a publisher's terms let others show.
const MaxExcerpt = 280

// BaseLanguage is the language of a BCP 47 tag without its region or script:
// "pt" for pt-BR.
func BaseLanguage(tag string) string {
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	return base
}

// Headlines are the headlines about any of the selected countries, newest
// first, as they may be shown to somebody whose date is today.
func (l *Library) Headlines(s Selection, today Date) []Headline {
	wanted := map[*Country]bool{}
	for _, c := range l.Members(s) {
		wanted[c] = true
	}
	var found []Headline
	for _, p := range l.Posts {
		if wanted[p.Country] && p.Shown(today) {
			found = append(found, p.headline())
		}
	}
	return found
}

func (p *Post) headline() Headline {
	return Headline{
		ID: p.Key, Title: p.Title, Publisher: p.Publisher, Language: "en", Date: p.Date, Excerpt: p.Excerpt,
		Post: p, Countries: []string{p.Country.Key},
	}
}
