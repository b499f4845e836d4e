package load

import (
	"fmt"
	"slices"

	"go.yaml.in/yaml/v4"

	"prayerbot/content"
)

// inReportOrder sorts facts as a report shows them.
func inReportOrder(facts []content.Fact) {
	order := content.FactKinds()
	slices.SortStableFunc(facts, func(a, b content.Fact) int {
		return slices.Index(order, a.Kind) - slices.Index(order, b.Kind)
	})
}

// reportNames are the names that a country's report may use.
func reportNames() []string {
	var names []string
	for _, k := range content.FactKinds() {
		names = append(names, string(k))
	}
	return names
}

// A reportReader reads the facts of a country.
type reportReader struct{ sources *sourceReader }

// readReport reads the facts. One that is only a text comes from the file's
// own source.
func (ld *reportReader) readReport(s section) []content.Fact {
	var facts []content.Fact
	common := ld.sources.source(s, "source", s.text("source"))
	report := s.section(s.fields["report"], reportNames()...)
	for _, kind := range content.FactKinds() {
		n := report.fields[string(kind)]
		if n == nil {
			continue
		}
		fact := content.Fact{Kind: kind, Source: common}
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
func (ld *reportReader) readFact(s section, fact *content.Fact) {
	fact.Value, fact.AsOf = s.required("value"), s.text("as_of")
	if s.has("source") {
		fact.Source = ld.sources.sourceOf(s)
	}
	if fact.AsOf != "" && !yearForm.MatchString(fact.AsOf) {
		s.fault(s.lineOf("as_of"), "The date of a fact is not a date.", "Write a year, 2026-01 or 2026-01-22, in quotes.")
	}
}
