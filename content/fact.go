package content

import "slices"

// factKinds are all kinds of facts, in the order in which a report shows them.
var factKinds = []FactKind{
	FactOfficialName, FactCapital, FactPopulation, FactEthnicity, FactReligion, FactLanguage,
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
