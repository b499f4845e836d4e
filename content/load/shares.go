package load

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"prayerbot/content"
)

// shareFields are what a share may hold.
var shareFields = []string{"key", "percent", "about", "under", "at_least", "range", "official", "mainly", "note", "of", "parts"}

// readShares reads shares, and what each is made of. One that is a key and a
// percent alone may be written so: "muslim 99.7".
func (ld *reportReader) readShares(s section, name string, group content.TermGroup) []content.Share {
	var shares []content.Share
	for _, n := range s.items(name) {
		if n.Kind == yaml.ScalarNode {
			shares = append(shares, ld.readShortShare(s, n, group))
			continue
		}
		shares = append(shares, ld.readShare(s.section(n, shareFields...), group))
	}
	return shares
}

// readShortShare reads a share that is written as a key, or a key and a percent.
func (ld *reportReader) readShortShare(s section, n *yaml.Node, group content.TermGroup) content.Share {
	key, percent, measured := strings.Cut(n.Value, " ")
	share := content.Share{Key: key}
	if !ld.vocabulary.knows(group, key) {
		unknownTerm(s, n.Line, group, key)
	}
	if measured {
		share.Measure, share.Percent = content.Exact, percentIn(s, percent, n.Line)
	}
	return share
}

func (ld *reportReader) readShare(s section, group content.TermGroup) content.Share {
	s.required("key")
	share := content.Share{
		Key: ld.vocabulary.term(s, "key", group), Official: s.yes("official"), Of: ld.vocabulary.term(s, "of", content.TermNote),
		Mainly: ld.vocabulary.term(s, "mainly", group), Note: ld.vocabulary.term(s, "note", content.TermNote),
		Parts: ld.readShares(s, "parts", group),
	}
	for _, m := range content.Measures() {
		if n := s.fields[string(m)]; n != nil {
			if share.Measure != content.Unmeasured {
				s.fault(n.Line, "The share has two figures.", "Keep one of them.")
			}
			share.Measure = m
			share.Percent, share.To = measuredIn(s, m, n)
		}
	}
	return share
}

// measuredIn reads the figure of a share.
func measuredIn(s section, m content.Measure, n *yaml.Node) (from, to float64) {
	if m != content.Between {
		return percentIn(s, n.Value, n.Line), 0
	}
	ends := s.texts("range")
	if len(ends) != 2 {
		s.fault(n.Line, "The range does not have two ends.", "Write range: [10, 15].")
		return 0, 0
	}
	if from, to = percentIn(s, ends[0], n.Line), percentIn(s, ends[1], n.Line); from >= to {
		s.fault(n.Line, "The range goes nowhere.", "Write the smaller number first.")
	}
	return from, to
}

// percentIn is a number from 0 to 100.
func percentIn(s section, text string, line int) float64 {
	p, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(p) || p < 0 || p > 100 {
		s.fault(line, fmt.Sprintf("%q is not a percent.", text), "Write a number from 0 to 100, such as 12.5.")
		return 0
	}
	return p
}
