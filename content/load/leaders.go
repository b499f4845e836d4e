package load

import (
	"fmt"
	"strconv"

	"prayerbot/content"
)

// leaderFields are what is kept of a leader.
var leaderFields = []string{"name", "title", "since", "first", "until", "may_have_changed", "also_head_of_government", "represents", "as_of", "source"}

// readLeaders reads who holds an office. A leader without a date or source has
// those of the fact.
func (ld *reportReader) readLeaders(s section, fact content.Fact) []content.Leader {
	var leaders []content.Leader
	for _, n := range s.items("leaders") {
		leaders = append(leaders, ld.readLeader(s.section(n, leaderFields...), fact))
	}
	return leaders
}

func (ld *reportReader) readLeader(s section, fact content.Fact) content.Leader {
	s.required("title")
	leader := content.Leader{
		Name: s.required("name"), Title: ld.vocabulary.term(s, "title", content.TermTitle),
		Since: anyDateOf(s, "since"), Until: anyDateOf(s, "until"), MayHaveChanged: anyDateOf(s, "may_have_changed"),
		Also: s.yes("also_head_of_government"), Represents: s.yes("represents"),
		AsOf: anyDateOf(s, "as_of"), Source: fact.Source,
	}
	if s.has("first") {
		leader.First = s.number("first", 1900, 2100)
	}
	if leader.AsOf == "" {
		leader.AsOf = fact.AsOf
	}
	if s.has("source") {
		leader.Source = ld.sources.sourceOf(s)
	}
	checkLeader(s, leader)
	return leader
}

// checkLeader refuses what cannot be true of a leader.
func checkLeader(s section, l content.Leader) {
	if l.AsOf == "" {
		s.fault(s.line, fmt.Sprintf("What is said of %s has no date.", l.Name), "Write as_of: with the date of the page that was read.")
	}
	if l.Until != "" && l.Since != "" && l.Until < l.Since {
		s.fault(s.lineOf("until"), "The term ends before it begins.", "Correct since or until.")
	}
	if len(l.Since) >= 4 && l.First > 0 {
		if year, err := strconv.Atoi(l.Since[:4]); err == nil && l.First > year {
			s.fault(s.lineOf("first"), "The first year is later than the present term.", "Write the first year in this office.")
		}
	}
}

// anyDateOf is a year, a month or a date, "" where the field is not there.
func anyDateOf(s section, name string) string {
	text := s.text(name)
	if text != "" && !yearForm.MatchString(text) {
		s.fault(s.lineOf(name), "The date of a fact is not a date.", "Write a year, 2026-01 or 2026-01-22, in quotes.")
	}
	return text
}
