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
type reportReader struct {
	sources    *sourceReader
	vocabulary *vocabularyReader
}

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
			ld.readFact(s.section(n, factFields(kind)...), &fact)
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

// dataField is the name under which a fact of a kind holds its data; "" where
// it is a text.
func dataField(kind content.FactKind) string {
	switch kind {
	case content.FactPopulation:
		return "number"
	case content.FactEthnicity, content.FactReligion, content.FactChristians, content.FactLanguage:
		return "shares"
	case content.FactGovernmentType, content.FactLegalSystem:
		return "terms"
	case content.FactHeadOfState, content.FactHeadOfGovernment:
		return "leaders"
	}
	return ""
}

// factFields are what a fact of a kind may hold: its data, or a text.
func factFields(kind content.FactKind) []string {
	fields := []string{"value", "as_of", "source"}
	if data := dataField(kind); data != "" {
		fields = append(fields, data, "note")
	}
	if kind == content.FactProject || kind == content.FactFund {
		fields = append(fields, "link")
	}
	if dataField(kind) == "leaders" {
		fields = append(fields, "vacant")
	}
	return fields
}

// readFact reads a fact with its date and source, as data or as a text.
func (ld *reportReader) readFact(s section, fact *content.Fact) {
	if fact.AsOf = anyDateOf(s, "as_of"); s.has("source") {
		fact.Source = ld.sources.sourceOf(s)
	}
	fact.Link = s.text("link")
	s.checkLink("link", fact.Link)
	data := dataField(fact.Kind)
	fact.Note = ld.vocabulary.term(s, "note", content.TermNote)
	switch {
	case s.has("vacant"):
		fact.Vacant = anyDateOf(s, "vacant")
	case data == "" || !s.has(data):
		fact.Value = s.required("value")
		return
	}
	if s.has("value") || s.has("vacant") && s.has(data) {
		s.fault(s.line, fmt.Sprintf("The fact %q is told in two ways.", fact.Kind), "Keep one of them.")
	}
	ld.readData(s, data, fact)
}

// readData reads what a fact is made of.
func (ld *reportReader) readData(s section, data string, fact *content.Fact) {
	switch data {
	case "number":
		fact.Number = s.number("number", 1, 10_000_000_000)
	case "shares":
		fact.Shares = ld.readShares(s, "shares", fact.Kind.Terms())
	case "terms":
		for i, key := range s.texts("terms") {
			if !ld.vocabulary.knows(fact.Kind.Terms(), key) {
				unknownTerm(s, s.items("terms")[i].Line, fact.Kind.Terms(), key)
			}
			fact.Terms = append(fact.Terms, key)
		}
	case "leaders":
		fact.Leaders = ld.readLeaders(s, *fact)
	}
}
