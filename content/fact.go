package content

import "slices"

// factKinds are all kinds of facts, in the order in which a report shows them.
var factKinds = []FactKind{
	FactOfficialName, FactCapital, FactPopulation, FactEthnicity, FactReligion, FactChristians, FactLanguage,
	FactHeadOfState, FactHeadOfGovernment, FactGovernmentType, FactLegalSystem, FactWatchList, FactUSCIRF, FactStateDepartment, FactVOM,
	FactProject, FactFund,
}

// FactKinds are all kinds of facts, in the order in which a report shows them.
func FactKinds() []FactKind { return slices.Clone(factKinds) }

// OfList tells whether facts of this kind say that a list names a country.
func (k FactKind) OfList() bool {
	return k == FactWatchList || k == FactUSCIRF || k == FactStateDepartment || k == FactVOM
}

// A Source says where a fact comes from.
type Source struct {
	Key       string // how files refer to it: "factbook"
	Publisher string // "CIA World Factbook"
	Edition   string // a year or a date, as the publisher names it: "2026-01-22"
	Link      string // https address, or "" where there is none
	Licence   string // the terms under which the fact is shown
}

// A Fact is one line of a country's report: a text that is ready to be read,
// or data, which a language puts into words. It is one of them alone; no text
// holds markup. AsOf is the year or date that the figure itself is for, ""
// where the source gives none.
type Fact struct {
	Kind    FactKind
	Value   string   // a name, a project, or an editor's own words; "" for data
	Number  int      // the population
	Shares  []Share  // peoples, religions, languages
	Terms   []string // keys of the vocabulary: types of government, legal systems, what a list says
	Rank    Rank     // where a list that ranks countries has it; beside Terms
	Leaders []Leader // who holds the office, those that hold it together one after the other
	Note    string   // a note of the vocabulary that is said after the data; "" where there is none
	Vacant  string   // since when nobody holds the office: "2021-07"
	Link    string   // https: where to give to a fund or read of a project; "" where there is none
	AsOf    string
	Source  *Source // never nil in a loaded Library
}

// A Rank is a country's place on a list that ranks its countries; zero where the
// list does not.
type Rank struct {
	Place  int // from 1
	Of     int // how many countries the list ranks
	Points int // of 100
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
	FactChristians       FactKind = "christians"
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

// Told tells whether the fact says anything.
func (f Fact) Told() bool {
	return f.Value != "" || f.Number > 0 || len(f.Shares)+len(f.Terms)+len(f.Leaders) > 0 || f.Vacant != ""
}
