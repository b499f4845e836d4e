package content

import "slices"

// Listed tells whether any list names the country.
func (c *Country) Listed() bool {
	return slices.ContainsFunc(c.Facts, func(f Fact) bool { return f.Kind.OfList() })
}

// A Country is one country or territory with its report and its points.
type Country struct {
	Key      string            // ISO 3166-1 alpha-2, upper case: "KP"; XK for Kosovo
	ISO3     string            // "PRK"
	Slug     string            // the file's name without its ending: "north-korea"
	Name     string            // as people name it, in English
	InText   string            // the English name within a sentence: "the United States"; "" where it is the name
	Names    map[string]string // by language ("fr"): CLDR's name
	Aliases  []string          // further English names that people type
	Keywords []string          // peoples, towns, movements and the like that are of it alone
	Region   *Region
	Summary  string  // what following Christ means there; "" where not written yet
	Prayer   *Prayer // of its own; nil where none is written
	Rank     int     // World Watch List rank; 0 is not listed
	Facts    []Fact  // in the order of the kinds; a fact that nobody gives is left out
	Points   []*Point

	ForeignNames []string // all names in other languages, of which Names has the first
}

// A Region is one of the 18 parts of the world that a picker offers, or an area:
// a larger or other part that people name, such as a continent.
type Region struct {
	Key       string // "middle-east"
	Name      string // "Middle East"
	InText    string // the name within a sentence: "the Middle East"; "" where it is the name
	Countries []*Country
	Code      string    // that of the United Nations; "" where it has none
	Aliases   []string  // further English names of an area
	Foreign   []string  // names in other languages, beside those of its translations
	Regions   []*Region // of which an area is made; none where it is made of countries
}

// A Prayer is what to pray for a country in one text, whatever the date is.
type Prayer struct {
	Text      string
	Scripture []Verse // at least one
}
