package content

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"prayerbot/content/scripture"
)

// factKinds are all kinds of facts, in the order in which a report shows them.
var factKinds = []FactKind{
	FactOfficialName, FactCapital, FactPopulation, FactEthnicity, FactReligion, FactLanguage,
	FactHeadOfState, FactHeadOfGovernment, FactGovernmentType, FactLegalSystem, FactWatchList, FactUSCIRF, FactStateDepartment, FactVOM,
	FactProject, FactFund,
}

// FactKinds are all kinds of facts, in the order in which a report shows them.
func FactKinds() []FactKind { return slices.Clone(factKinds) }

// inReportOrder sorts facts as a report shows them.
func inReportOrder(facts []Fact) {
	order := FactKinds()
	slices.SortStableFunc(facts, func(a, b Fact) int {
		return slices.Index(order, a.Kind) - slices.Index(order, b.Kind)
	})
}

// reportNames are the names that a country's report may use.
func reportNames() []string {
	var names []string
	for _, k := range FactKinds() {
		names = append(names, string(k))
	}
	return names
}

var (
	keyForm  = regexp.MustCompile(`^[A-Z]{2}$`)
	iso3Form = regexp.MustCompile(`^[A-Z]{3}$`)
	yearForm = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)
)

// countryFields are what a country file may hold.
var countryFields = []string{"key", "iso3", "name", "region", "aliases", "names", "summary", "source", "report", "points"}

// newCountry reads a country file that stands for itself.
func (ld *loader) newCountry(s section) *Country {
	c := &Country{
		Key: s.required("key"), ISO3: s.required("iso3"), Name: s.required("name"),
		Slug: strings.TrimSuffix(path.Base(s.path), ".yaml"), Aliases: s.texts("aliases"), Keywords: s.texts("names"),
		Summary: s.text("summary"), Names: map[string]string{},
	}
	if c.Key != "" && !keyForm.MatchString(c.Key) || c.ISO3 != "" && !iso3Form.MatchString(c.ISO3) {
		s.fault(s.lineOf("key"), "The country's codes are not ISO codes.", "Write two capital letters as key and three as iso3.")
	}
	if !wordForm.MatchString(c.Slug) {
		s.fault(0, "The file's name has the wrong form.", "Use words of a-z joined by dashes.")
	}
	s.required("source")
	c.Region, c.Facts = ld.region(s), ld.readReport(s)
	for _, n := range s.items("points") {
		c.Points = append(c.Points, ld.readCountryPoint(s.section(n, pointFields...), c))
	}
	return c
}

// region finds the region that a country file names.
func (ld *loader) region(s section) *Region {
	key := s.required("region")
	region := ld.regionByKey[key]
	if region == nil && key != "" {
		s.fault(s.lineOf("region"), fmt.Sprintf("There is no region %q.", key), "Use a key of regions.yaml.")
	}
	return region
}

// readReport reads the facts. One that is only a text comes from the file's
// own source.
func (ld *loader) readReport(s section) []Fact {
	var facts []Fact
	common := ld.source(s, "source", s.text("source"))
	report := s.section(s.fields["report"], reportNames()...)
	for _, kind := range FactKinds() {
		n := report.fields[string(kind)]
		if n == nil {
			continue
		}
		fact := Fact{Kind: kind, Source: common}
		if n.Kind == yaml.MappingNode {
			ld.readFact(s.section(n, "value", "as_of", "source"), &fact)
		} else {
			fact.Value = report.required(string(kind))
		}
		if fact.Source == nil && !s.has("source") {
			s.fault(n.Line, fmt.Sprintf("The fact %q has no source.", kind), "Write it as {value: ..., source: ...}, with a key of sources.yaml or {publisher: ..., edition: ..., link: ...}.")
		}
		facts = append(facts, fact)
	}
	return facts
}

// readFact reads a fact with a date or a source of its own.
func (ld *loader) readFact(s section, fact *Fact) {
	fact.Value, fact.AsOf = s.required("value"), s.text("as_of")
	if s.has("source") {
		fact.Source = ld.sourceOf(s)
	}
	if fact.AsOf != "" && !yearForm.MatchString(fact.AsOf) {
		s.fault(s.lineOf("as_of"), "The date of a fact is not a date.", "Write a year, 2026-01 or 2026-01-22, in quotes.")
	}
}

// pointForm is the form of a point's id: the country's key and a word or more.
var pointForm = regexp.MustCompile(`^[a-z]{2}-[a-z0-9-]{1,21}$`)

// pointFields are what every point has.
var pointFields = []string{"id", "title", "text", "scripture", "sources"}

// readCountryPoint reads one point of a country, or of a post about it.
func (ld *loader) readCountryPoint(s section, c *Country) *Point {
	p := ld.readPoint(s)
	p.Country = c
	if start := strings.ToLower(c.Key) + "-"; p.ID != "" && (!pointForm.MatchString(p.ID) || !strings.HasPrefix(p.ID, start)) {
		s.fault(s.lineOf("id"), fmt.Sprintf("The id %q has the wrong form.", p.ID), fmt.Sprintf("Begin with %s and use at most 24 of a-z, 0-9 and -.", start))
	}
	return p
}

// readPoint reads what every point has.
func (ld *loader) readPoint(s section) *Point {
	p := &Point{ID: s.required("id"), Title: s.required("title"), Text: s.required("text")}
	s.checkLength("title", p.Title, 1, 60)
	s.checkLength("text", p.Text, 150, 450)
	if n := sentences(p.Text); p.Text != "" && (n < 2 || n > 4) {
		s.fault(s.lineOf("text"), fmt.Sprintf("The text has %d sentences.", n), "Write two to four.")
	}
	p.Scripture, p.Sources = s.verses(), ld.sourcesOf(s, "sources")
	return p
}

// verses reads the one or two references of a point.
func (s section) verses() []Verse {
	var verses []Verse
	refs := s.items("scripture")
	if len(refs) < 1 || len(refs) > 2 {
		s.fault(s.lineOf("scripture"), fmt.Sprintf("There are %d Scripture references.", len(refs)), "Give one or two, such as [Romans 8:28].")
	}
	for i, text := range s.texts("scripture") {
		ref, err := scripture.Parse(text)
		if err != nil {
			s.fault(refs[i].Line, err.Error()+".", "Write a reference that exists, such as Romans 8:28.")
			continue
		}
		verses = append(verses, Verse{ref.String(), ref.Link()})
	}
	return verses
}
