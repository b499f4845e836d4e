package content

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
	FactOfficialName FactKind = "official_name"
	FactCapital      FactKind = "capital"
	FactPopulation   FactKind = "population"
	FactEthnicity    FactKind = "ethnicity"
	FactReligion     FactKind = "religion"
	FactLanguage     FactKind = "language"
	FactState        FactKind = "chief_of_state"
	FactGovernment   FactKind = "head_of_government"
	FactSystem       FactKind = "government_type"
	FactLaw          FactKind = "legal_system"
	FactWatchList    FactKind = "world_watch_list"
	FactUSCIRF       FactKind = "uscirf"
	FactUSState      FactKind = "us_state"
	FactVOM          FactKind = "vom"
	FactProject      FactKind = "project"
	FactFund         FactKind = "fund"
)

// A Country is one country or territory with its report and its points.
type Country struct {
	Key     string            // ISO 3166-1 alpha-2, upper case: "KP"; XK for Kosovo
	ISO3    string            // "PRK"
	Slug    string            // the file's name without its ending: "north-korea"
	Name    string            // as people name it, in English
	Names   map[string]string // by language ("fr"): CLDR's name
	Aliases []string          // further English names that people type
	Region  *Region
	Summary string // what following Christ means there; "" where not written yet
	Rank    int    // World Watch List rank; 0 is not listed
	Facts   []Fact // in the order of the kinds; a fact that nobody gives is left out
	Points  []*Point

	foreign []string // all names in other languages, for finding
}

// A Region is one of the 18 parts of the world that a picker offers.
type Region struct {
	Key       string // "middle-east"
	Name      string // "Middle East"
	Countries []*Country
}

// A Point is one thing to pray for.
type Point struct {
	ID        string // stable and unique: "kp-camps"; 2 to 24 of a-z 0-9 -
	Title     string
	Text      string // two to four sentences, plain text
	Scripture []Verse
	Country   *Country
	Post      *Post     // the post that it belongs to, nil for a country's own
	Sources   []*Source // where the text's figures come from; may be empty
}

// A Verse is a checked Scripture reference.
type Verse struct {
	Text string // "Romans 8:28"
	Link string // https address where it can be read
}

// A Post is a dated story with its own points.
type Post struct {
	Key       string // the file's name without its ending
	Country   *Country
	Date      Date
	Kind      PostKind
	Title     string
	Excerpt   string   // at most 280 characters, for the list of news
	Text      []string // paragraphs of plain text
	Points    []*Point
	Minutes   int // reading time, at least 1
	Credit    string
	Caption   string
	Publisher string
	Link      string
	Source    *Source
}

// PostKind parts the stories that ask for prayer from plain news.
type PostKind string

// The kinds of posts.
const (
	PostPrayer PostKind = "prayer"
	PostNews   PostKind = "news"
)

// A Selection says what a chat prays for: any of the countries or regions
// named. The zero Selection is the whole world.
type Selection struct {
	Countries []string `json:"c,omitempty"` // Country.Key, sorted, no repeats
	Regions   []string `json:"r,omitempty"` // Region.Key, sorted, no repeats
}

// Whole tells whether the selection is the whole world.
func (s Selection) Whole() bool { return len(s.Countries) == 0 && len(s.Regions) == 0 }
