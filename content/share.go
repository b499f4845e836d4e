package content

// A Share says which part of a country's people something is: a people, a
// religion, a language.
type Share struct {
	Key      string // a term of the vocabulary: "muslim"
	Measure  Measure
	Percent  float64 // 0 where nothing is measured
	To       float64 // the upper end of a range; 0 otherwise
	Official bool    // a religion or language that the state has made its own
	Mainly   string  // a term for what most of them are: "sunni"; "" where nothing is said
	Note     string  // a term of the notes; "" where there is none
	Of       string  // a note that says whom the percents of the parts are of: "of-these"; "" is all people
	Parts    []Share // what the group is made of
}

// A Measure says how the percent of a share is meant.
type Measure string

// The measures.
const (
	Unmeasured Measure = ""         // no figure is given
	Exact      Measure = "percent"  // Percent, as the source has it
	About      Measure = "about"    // Percent is an estimate
	Under      Measure = "under"    // less than Percent
	AtLeast    Measure = "at_least" // Percent or more
	Between    Measure = "range"    // from Percent to To
)

// Measures are all measures that give a figure, by the names that files use.
func Measures() []Measure { return []Measure{Exact, About, Under, AtLeast, Between} }
