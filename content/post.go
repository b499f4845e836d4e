package content

// A Post is a dated story with its own points.
type Post struct {
	Key            string // the file's name without its ending
	Country        *Country
	Date           Date
	Kind           PostKind
	Title          string
	Excerpt        string   // at most 280 characters, for the list of news
	Text           []string // paragraphs of plain text
	Points         []*Point
	Embargo        Date     // the post is not shown before it; zero is none
	Expires        Date     // the last date on which it is shown; zero is none
	Urgent         bool     // its points come first from From to Until
	From           Date     // zero where the post is not urgent
	Until          Date     // the last date; zero where the post is not urgent
	NamesChanged   bool     // names in it were changed, which readers are told
	ReadingMinutes int      // reading time, at least 1
	Picture        *Picture // nil is none
	Credit         string   // who took the picture, or whom it is from; "" is nobody
	Caption        string   // a sentence that says more about the picture; "" is none
	Publisher      string
	Link           string
	Source         *Source

	days postDays
}

// PostKind parts the stories that ask for prayer from plain news.
type PostKind string

// The kinds of posts.
const (
	PostPrayer PostKind = "prayer"
	PostNews   PostKind = "news"
)

// ShownFrom is the first date on which a post is shown: its own, or the end of
// its embargo.
func (p *Post) ShownFrom() Date {
	if p.Date.Before(p.Embargo) {
		return p.Embargo
	}
	return p.Date
}

// Shown tells whether a post may be shown to somebody whose date is today.
func (p *Post) Shown(today Date) bool { return p.days.shown(today.Days(), today.Days()) }
