package commands_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/bot/discord"
	"prayerbot/bot/telegram"
	"prayerbot/commands/reply"
	"prayerbot/commands/session"
	"prayerbot/commands/words/wordstest"
	"prayerbot/content"
	"prayerbot/content/places"
	"prayerbot/content/scripture"
)

// A bracketCheck finds the texts of a reply that come neither from the catalogue
// nor from the content. A text is one or several sentences in brackets, with
// nothing but space between them; or, where its field may hold such, a line of
// content: a name, a headline, a number, a command, what somebody typed.
type bracketCheck struct {
	content map[string]bool
	english []string          // texts that are translated, as they are in English
	terms   *strings.Replacer // takes out what lists say of countries: the language has no vocabulary
	lines   []string          // that were typed
}

// newBracketCheck knows the built-in content.
func newBracketCheck() *bracketCheck {
	c := &bracketCheck{content: map[string]bool{}}
	library := builtin()
	for _, country := range library.Countries {
		c.add(country.Name)
		for _, name := range country.Names {
			c.add(name)
		}
		for _, f := range country.Facts {
			c.add(f.Value, f.Source.Publisher, f.Source.Edition)
		}
		c.points(country.Points)
		if country.Prayer != nil {
			c.points([]*content.Point{{Scripture: country.Prayer.Scripture}})
		}
	}
	for _, terms := range library.Vocabularies.In("en") {
		c.add(slices.Collect(maps.Values(terms))...)
	}
	var standings []string
	for _, term := range library.Vocabularies.In("en")[content.TermStanding] {
		standings = append(standings, term, "")
	}
	c.terms = strings.NewReplacer(standings...)
	for _, u := range library.Units() {
		for _, f := range u.Fields {
			c.add(strings.ReplaceAll(madeUpText(f.Text), "\n", "\n\n"))
			if utf8.RuneCountInString(f.Text) > 20 {
				c.english = append(c.english, f.Text)
			}
		}
	}
	for _, l := range library.Lists {
		c.add(l.Name)
	}
	for _, o := range library.Occasions {
		c.points(o.Points)
	}
	for _, p := range library.Posts {
		c.add(p.Publisher)
		c.points(p.Points)
	}
	return c
}

func (c *bracketCheck) points(all []*content.Point) {
	for _, p := range all {
		for _, v := range p.Scripture {
			c.add(v.Text)
		}
		for _, s := range p.Sources {
			c.add(s.Publisher)
		}
	}
}

func (c *bracketCheck) add(texts ...string) {
	for _, text := range texts {
		for line := range strings.SplitSeq(text, "\n") {
			c.content[strings.ToLower(line)] = true
			c.content[strings.ToLower(session.Label(line))] = true
		}
	}
}

// heard takes note of the title, publisher and excerpt of a headline.
func (c *bracketCheck) heard(text string) {
	if fields := strings.Fields(text); fields[0] == "news" {
		publisher, title, _ := strings.Cut(strings.Join(fields[4:], " "), ": ")
		c.add(publisher, title, "What happened.")
	}
}

// typed takes note of a line that somebody has typed.
func (c *bracketCheck) typed(line string) { c.lines = append(c.lines, line) }

// bare are the forms of what stands in no language: a number, a line to type, an
// id, a zone, a link, a progress bar, a person.
var bare = regexp.MustCompile(`^([\d,]+\.?|/[a-z]+( .*)?|\d{4}-\d\d-\d\d|[a-z0-9-]*\d[a-z0-9-]*|https://\S+|\[=*-*\]|[a-z]+:\d+)$`)

// isContent tells whether a line is content.
func (c *bracketCheck) isContent(line string) bool {
	line = strings.ToLower(strings.TrimLeftFunc(line, func(r rune) bool {
		return r == ' ' || r >= '\U0001F1E6' && r <= '\U0001F1FF'
	}))
	_, notScripture := scripture.Parse(line)
	known := c.content[line] || bare.MatchString(line) || places.Valid(line) || notScripture == nil
	if !known && strings.Contains(line, "/") && len(places.Find(line).Places) > 0 {
		known = places.Valid(places.Find(line).Places[0].Zone)
	}
	for _, typed := range c.lines {
		start, typed := strings.TrimSuffix(line, "…"), strings.ToLower(typed)
		known = known || strings.Contains(start, " ") && strings.Contains(typed, start) || strings.HasSuffix(typed, " "+line)
	}
	return known || line == ""
}

// reply is what is wrong with the texts of a reply, and what a platform would
// refuse of it.
func (c *bracketCheck) reply(r reply.Reply) []string {
	var faults []string
	for platform, fits := range map[string]func(reply.Reply) error{"Discord": discord.Fits, "Telegram": telegram.Fits} {
		if err := fits(r); err != nil && !r.Empty() {
			faults = append(faults, fmt.Sprintf("%s does not take it: %v", platform, err))
		}
	}
	look := func(field, text string, may bool) {
		if fault := c.text(text, may); fault != "" {
			faults = append(faults, fmt.Sprintf("%s %s: %q", field, fault, text))
		}
	}
	look("the title", r.Title, true)
	look("the aside", r.Aside, false)
	look("the failed aside", r.AsideFailed, false)
	if r.Form != nil {
		look("the form's title", r.Form.Title, false)
		look("the form's label", r.Form.Label, false)
	}
	for _, b := range r.Blocks {
		if b.Kind == reply.Foreign || b.Kind == reply.Verse {
			continue
		}
		if b.Reply != nil {
			faults = append(faults, c.reply(*b.Reply)...)
		}
		look("a block", b.Text, b.Kind == reply.Paragraph || b.Kind == reply.Story)
		for _, i := range b.Items {
			look("an item's label", i.Label, true)
			look("an item's text", i.Text, true)
			look("an item's note", i.Note, i.Note == i.Link)
		}
	}
	if label := twice(r); label != "" {
		faults = append(faults, fmt.Sprintf("two buttons say %q", label))
	}
	for _, row := range r.Buttons {
		for _, b := range row {
			look("a button", b.Label, true)
			if n := utf8.RuneCountInString(b.Label); n > 40 {
				faults = append(faults, fmt.Sprintf("the button %q has %d characters", b.Label, n))
			}
		}
	}
	return faults
}

// clockIn is a time of day in a sentence that the catalogue has not written; ""
// is none.
func clockIn(text string) string {
	for _, m := range clocks.FindAllStringIndex(text, -1) {
		before, at := text[:m[0]], text[m[0]:m[1]]
		quoted := strings.HasSuffix(before, `"`)
		if strings.Contains(before, wordstest.Open) && !strings.HasSuffix(before, wordstest.Open) && !quoted && !strings.Contains(before, "/") && !slices.Contains(examples, at) {
			return at
		}
	}
	return ""
}

// clocks finds times of day. A sentence writes them as the catalogue does; behind
// a command, and in an example, they are as people type them.
var clocks = regexp.MustCompile(`\b\d\d:\d\d\b`)

var examples = []string{"07:00", "08:00", "19:00", "19:30"}

// text is what is wrong with one; "" is nothing.
func (c *bracketCheck) text(text string, mayBeContent bool) string {
	if at := clockIn(text); at != "" {
		return fmt.Sprintf("writes the time %s without the catalogue", at)
	}
	told := c.terms.Replace(text)
	if i := slices.IndexFunc(c.english, func(untold string) bool { return strings.Contains(told, untold) }); i >= 0 {
		return "holds content that was not translated"
	}
	outside, balanced := outsideOf(text)
	if !balanced {
		return "has a bracket without its other one"
	}
	for line := range strings.SplitSeq(outside, "\n") {
		rest := strings.TrimFunc(strings.ReplaceAll(line, wordstest.Open, ""), unicode.IsSpace)
		switch {
		case rest == "":
		case strings.Contains(line, wordstest.Open):
			return fmt.Sprintf("is glued together with %q", rest)
		case !mayBeContent || !c.isContent(rest):
			return "is not from the catalogue"
		}
	}
	return ""
}

// outsideOf is what stands outside of all brackets, with one opening bracket for
// each pair.
func outsideOf(text string) (outside string, balanced bool) {
	var b strings.Builder
	depth := 0
	for _, r := range text {
		switch {
		case string(r) == wordstest.Open:
			if depth++; depth == 1 {
				b.WriteRune(r)
			}
		case string(r) == wordstest.Close:
			if depth--; depth < 0 {
				return "", false
			}
		case depth == 0:
			b.WriteRune(r)
		}
	}
	return b.String(), depth == 0
}
