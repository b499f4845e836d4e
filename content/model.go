package content

import "slices"

// A Source says where a fact comes from.
type Source struct {
	Key       string // how files refer to it: "factbook"
	Publisher string // "CIA World Factbook"
	Edition   string // a year or a date, as the publisher names it: "2026-01-22"
	Link      string // https address, or "" where there is none
	Licence   string // the terms under which the fact is shown
}

// A Fact is one line of a country's report. Value is ready to be read; it
// never holds markup. AsOf is the year or date that the figure itself is for,
// "" where the source gives none.
type Fact struct {
	Kind   FactKind
	Value  string
	AsOf   string
	Source *Source // never nil in a loaded Library
}

// FactKind names what a Fact is about; the words for it are the catalogue's.
type FactKind string

// The kinds of facts, in the order in which a report shows them.
const (
	FactOfficialName     FactKind = "official_name"
	FactCapital          FactKind = "capital"
	FactPopulation       FactKind = "population"
	FactEthnicity        FactKind = "ethnicity"
	FactReligion         FactKind = "religion"
	FactLanguage         FactKind = "language"
	FactHeadOfState      FactKind = "chief_of_state"
	FactHeadOfGovernment FactKind = "head_of_government"
	FactGovernmentType   FactKind = "government_type"
	FactLegalSystem      FactKind = "legal_system"
	FactWatchList        FactKind = "world_watch_list"
	FactUSCIRF           FactKind = "uscirf"
	FactStateDepartment  FactKind = "us_state"
	FactVOM              FactKind = "vom"
	FactProject          FactKind = "project"
	FactFund             FactKind = "fund"
)

// A Country is one country or territory with its report and its points.
type Country struct {
	Key      string            // ISO 3166-1 alpha-2, upper case: "KP"; XK for Kosovo
	ISO3     string            // "PRK"
	Slug     string            // the file's name without its ending: "north-korea"
	Name     string            // as people name it, in English
	Names    map[string]string // by language ("fr"): CLDR's name
	Aliases  []string          // further English names that people type
	Keywords []string          // peoples, towns, movements and the like that are of it alone
	Region   *Region
	Summary  string // what following Christ means there; "" where not written yet
	Rank     int    // World Watch List rank; 0 is not listed
	Facts    []Fact // in the order of the kinds; a fact that nobody gives is left out
	Points   []*Point

	ForeignNames []string // all names in other languages, of which Names has the first
}

// A Region is one of the 18 parts of the world that a picker offers.
type Region struct {
	Key       string // "middle-east"
	Name      string // "Middle East"
	Countries []*Country
}

// A Point is one thing to pray for. It belongs to a country or to an occasion.
type Point struct {
	ID        string // stable and unique: "kp-camps", "day-easter"; 2 to 24 of a-z 0-9 -
	Title     string
	Text      string // two to four sentences, plain text
	Scripture []Verse
	Country   *Country   // nil for an occasion's
	Post      *Post      // the post that it belongs to, nil for any other
	Occasion  *Occasion  // nil for a country's or a post's
	About     []*Country // the countries that an occasion's point is about; none is the whole church
	Sources   []*Source  // where the text's figures come from; may be empty
}

// An Occasion is a day or some days that the church keeps every year, with
// points of its own.
type Occasion struct {
	Key       string // "easter"
	Name      string // "Easter Day"
	Scope     string // who keeps it: "worldwide"
	Countries []*Country
	On        bool // whether the calendar keeps it
	Rule      Rule
	Days      int       // how many days it lasts; 0 is what the rule says
	Points    []*Point  // one a day, in turn; at least one where it is on
	Sources   []*Source // where its date can be looked up; may be empty
}

// Countries lists the countries that the point is about: its own, or those of
// an occasion's point; none where it is about the whole church.
func (p *Point) Countries() []*Country {
	if p.Country != nil {
		return []*Country{p.Country}
	}
	return p.About
}

// A Verse is a checked Scripture reference.
type Verse struct {
	Text string // "Romans 8:28"
	Link string // https address where it can be read
}

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
	Embargo        Date // the post is not shown before it; zero is none
	Expires        Date // the last date on which it is shown; zero is none
	Urgent         bool // its points come first from From to Until
	From           Date // zero where the post is not urgent
	Until          Date // the last date; zero where the post is not urgent
	NamesChanged   bool // names in it were changed, which readers are told
	ReadingMinutes int  // reading time, at least 1
	Credit         string
	Caption        string
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

// A List is countries that somebody's list names, under a name by which a chat
// can follow them.
type List struct {
	Key       string     // "world-watch-list"
	Name      string     // "the World Watch List"
	Aliases   []string   // further names that people type
	Kinds     []FactKind // the facts by which it names a country
	Countries []*Country // by rank where there are ranks, then by name
}

// A Selection says what a chat prays for: any of the countries, regions or
// lists named. The zero Selection is the whole world.
type Selection struct {
	Countries []string `json:"c,omitempty"` // Country.Key, sorted, no repeats
	Regions   []string `json:"r,omitempty"` // Region.Key, sorted, no repeats
	Lists     []string `json:"l,omitempty"` // List.Key, sorted, no repeats
}

// Whole tells whether the selection is the whole world.
func (s Selection) Whole() bool {
	return len(s.Countries) == 0 && len(s.Regions) == 0 && len(s.Lists) == 0
}

// Equal tells whether two selections name the same.
func (s Selection) Equal(t Selection) bool {
	return slices.Equal(s.Countries, t.Countries) && slices.Equal(s.Regions, t.Regions) && slices.Equal(s.Lists, t.Lists)
}
