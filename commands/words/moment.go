package words

import (
	"slices"
	"strings"
	"time"

	"prayerbot/content"
)

// A Moment is a time of day of a date, as somebody says it.
type Moment struct {
	Clock Clock
	Dates []content.Date // none is the next time that a clock shows it; two where either can be meant
	At    time.Time      // zero unless it was said from now on, or as an instant
}

// ReadMoment reads "19:00", "tomorrow at 7 in the evening", "24/12 19:00" or "in two
// hours".
func (l Listener) ReadMoment(text string, c Calendar, now time.Time) (Moment, bool) {
	for _, g := range l.grammars() {
		m := g.matcher(Plain(text))
		if len(m.tokens) == 0 {
			continue
		}
		if at, is := m.tokens[0].instant(); is && len(m.tokens) == 1 {
			return Moment{At: at}, true
		}
		if end, r, f := m.longest(m.minutesAway, 0); end == len(m.tokens) {
			return Moment{At: now.Add(time.Duration(max(r.number, 1)*f.value) * time.Minute)}, true
		}
		if moment, is := m.moment(c); is {
			return moment, true
		}
	}
	return Moment{}, false
}

// moment finds the time of day whose rest is a date, or nothing.
func (m matcher) moment(c Calendar) (Moment, bool) {
	part := (&wishReader{dayMatcher: dayMatcher{m}, taken: make([]int, len(m.tokens))}).partOfDay(false)
	for at := range m.tokens {
		found := m.clockAt(at)
		if found.to == at || len(found.clock.At) == 0 {
			continue
		}
		rest := dateMatcher{matcher{m.grammar, slices.Concat(m.tokens[:at], m.tokens[found.to:])}}
		rest.tokens = slices.DeleteFunc(rest.tokens, func(t token) bool { return t.text == "," })
		moment := Moment{Clock: found.clock.within(part, found.fixed), Dates: rest.wholeDate(c)}
		if found.led && len(rest.tokens) == 0 {
			moment.Dates = dateMatcher{m}.ledDates(at, c)
		}
		if len(rest.tokens) == 0 || len(moment.Dates) > 0 || part != nil && rest.skip(rest.partForms, 0) == len(rest.tokens) {
			return moment, true
		}
	}
	return Moment{}, false
}

// ledDates are the dates that the part of the day before a time says by itself, as one
// word of Italian is tomorrow morning; none for that of today, which the next such time
// has too.
func (m dateMatcher) ledDates(at int, c Calendar) []content.Date {
	begin := m.skip(m.at, at)
	lead := dateMatcher{matcher{m.grammar, m.tokens[begin:m.skip(m.partForms, begin)]}}
	return slices.DeleteFunc(lead.wholeDate(c), func(d content.Date) bool { return d == c.Today })
}

// CutUntil takes off what people say before a date or a span of time.
func (l Listener) CutUntil(text string) string {
	return l.cut(text, func(g *grammar) table { return g.until })
}

// cut takes the form off the beginning of a text; the same text where it begins with
// none, or is nothing else.
func (l Listener) cut(text string, forms func(*grammar) table) string {
	text = Plain(text)
	for _, g := range l.grammars() {
		m := g.matcher(text)
		if end := m.skip(forms(g), 0); end > 0 && end < len(m.tokens) {
			return text[m.tokens[end].from:]
		}
	}
	return text
}

// MeansAll tells whether a text says that all are meant.
func (l Listener) MeansAll(text string) bool {
	return l.is(text, func(g *grammar) table { return g.all })
}

// MeansPrayed tells whether a text is what somebody says who has prayed.
func (l Listener) MeansPrayed(text string) bool {
	return l.is(text, func(g *grammar) table { return g.prayed })
}

// MeansYes tells whether a text is a yes, and nothing else.
func (l Listener) MeansYes(text string) bool { return l.leadsTo(text, "yes") }

// MeansFine tells whether a text is a word of thanks or content, and nothing else: "ok".
func (l Listener) MeansFine(text string) bool { return l.leadsTo(text, "thanks") }

// CutAgreed takes off what somebody says first who agrees and goes on: "ok 8am", "yes but at
// 8pm"; the same text where there is nothing, or nothing behind it.
func (l Listener) CutAgreed(text string) string {
	if line, rest := l.CommandFor(text); rest != "" && (line == "yes" || line == "thanks") {
		return rest
	}
	return text
}

// leadsTo tells whether a text is, whole, a form that leads to a command line.
func (l Listener) leadsTo(text, line string) bool {
	got, rest := l.CommandFor(text)
	return got == line && rest == ""
}

// is tells whether a text is one of the forms and nothing else.
func (l Listener) is(text string, forms func(*grammar) table) bool {
	for _, g := range l.grammars() {
		m := g.matcher(Plain(text))
		m.trimSigns()
		if len(m.tokens) > 0 && m.skip(forms(g), 0) == len(m.tokens) {
			return true
		}
	}
	return false
}

// trimSigns drops the signs at the end of a sentence, and those that open it in Spanish.
func (m *matcher) trimSigns() {
	for len(m.tokens) > 1 && strings.ContainsAny(m.tokens[0].text, "¿¡") {
		m.tokens = m.tokens[1:]
	}
	for n := len(m.tokens); n > 1 && (m.tokens[n-1].text == dot || strings.ContainsAny(m.tokens[n-1].text, "!?,…")); n-- {
		m.tokens = m.tokens[:n-1]
	}
}

// CommandFor is the command line that a text means which is none, such as
// "unsubscribe" for "stop"; "" where there is none. What stands behind it, such as a
// date, stays behind it.
func (l Listener) CommandFor(text string) (line, rest string) {
	text = Plain(text)
	if bare := withoutCommas.Replace(text); bare != text { // "yes, please"
		if line, rest = l.commandFor(bare); rest == "" && line != "" {
			return line, ""
		}
	}
	return l.commandFor(text)
}

// withoutCommas leaves out the signs that part what is said together.
var withoutCommas = strings.NewReplacer(",", " ", "،", " ", "，", " ", "、", " ")

func (l Listener) commandFor(text string) (line, rest string) {
	for _, g := range l.grammars() {
		m := g.matcher(text)
		m.trimSigns()
		if end, _, f := m.longest(g.commands, 0); end > 0 {
			if line = g.commandLines[f.value]; end < len(m.tokens) {
				rest = text[m.tokens[end].from:]
			}
			return line, rest
		}
	}
	return "", ""
}
