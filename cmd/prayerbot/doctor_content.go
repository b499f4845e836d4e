package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"prayerbot/bot/doctor"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// staleLines says which leaders' lines an editor has to look up anew. Those of
// the built-in content say to readers that they may have changed, and are
// corrected with a newer program; those of a folder of one's own are for its
// editors.
func (p *patient) staleLines(context.Context) doctor.Result {
	if p.library == nil {
		return doctor.Warn("they were not looked at, because the content is wrong").With("Correct the content first.")
	}
	old := p.library.OldLines(content.DateOf(p.now()))
	if p.config.Content != "" {
		own := old
		if builtin, err := loadContent(""); err == nil {
			own = slices.DeleteFunc(slices.Clone(old), func(l content.OldLine) bool { return isBuiltin(builtin, l) })
		}
		if len(own) > 0 {
			return doctor.Warn("in your own folder leaders have to be looked up anew (%d): %s", len(own), countriesOf(own))
		}
	}
	if len(old) == 0 {
		return doctor.Well("each leader's line is younger than six months")
	}
	return doctor.Well("%d leaders of the built-in content may have changed, as readers are told: %s; prayerbot check --stale lists them", len(old), countriesOf(old))
}

// isBuiltin tells whether a line is as the built-in content has it.
func isBuiltin(builtin *content.Library, l content.OldLine) bool {
	c := builtin.Country(l.Country.Key)
	return c != nil && slices.ContainsFunc(c.Facts, func(f content.Fact) bool {
		return f.Kind == l.Kind && (slices.ContainsFunc(f.Leaders, func(other content.Leader) bool {
			return other.Name == l.Leader.Name && other.AsOf == l.Leader.AsOf
		}) || l.Leader.Name == "" && f.Vacant != "")
	})
}

// countriesOf names the countries of lines, a few of them by name.
func countriesOf(lines []content.OldLine) string {
	var names []string
	for _, line := range lines {
		names = append(names, line.Country.Name)
	}
	names = slices.Compact(names)
	some := names[:min(len(names), mostNamed)]
	text := strings.Join(some, ", ")
	if more := len(names) - len(some); more > 0 {
		text += fmt.Sprintf(" and %d more countries", more)
	}
	return text
}

// mostNamed is how many things a row names at most.
const mostNamed = 5

// concerns says what readers have said is wrong.
func (p *patient) concerns(ctx context.Context) doctor.Result {
	kept, instead := p.lookInside(ctx, "a running bot has the embedded file in use; it tells its operators of each once a day")
	if instead != nil {
		return *instead
	}
	all, err := kept.Concerns(ctx, p.now())
	if err != nil {
		return doctor.Ill("what they said cannot be read: %v", err)
	}
	if len(all) == 0 {
		return doctor.Well("no reader said within %d days that something is wrong", record.ConcernDays)
	}
	var lines []string
	for _, c := range all {
		lines = append(lines, concernLine(c))
	}
	return doctor.Warn("readers said that something is wrong:\n%s", strings.Join(lines, "\n"))
}

// concernLine says of an item on a day what readers said, and how often.
func concernLine(c record.Concern) string {
	var said []string
	for _, reason := range record.ConcernReasons() {
		if n := c.Counts[reason]; n > 0 {
			said = append(said, fmt.Sprintf("%s %d", reasonNames[reason], n))
		}
	}
	return fmt.Sprintf("%s %s: %s", c.Day, strings.TrimPrefix(c.Item, "="), strings.Join(said, ", "))
}

// reasonNames are the reasons as the buttons say them.
var reasonNames = map[record.ConcernReason]string{
	record.ConcernOld: "not true any more", record.ConcernHarm: "could harm someone", record.ConcernTranslation: "wrong translation",
}
