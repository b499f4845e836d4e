package words

import (
	"regexp"
	"strconv"
	"strings"
)

// A form is what somebody may type, in tokens; some stand for a part.
type form struct {
	parts []formPart
	value int  // what the table says of it
	kind  int  // of which of several tables it is
	plain bool // none of it stands for a part
}

type formPart struct {
	token
	class string                                         // "h", "day"; "" is the token itself
	of    classSet                                       // the class alone
	read  func(r reading, n, digits int) (reading, bool) // see numberClasses; nil is no number
}

// A reading is what the parts of a form stand for, so far.
type reading struct {
	hour, minute, number, day, weekday, month, year int    // none is -1
	padded                                          bool   // the hour is written as 07
	part                                            *part  // of the day
	feast                                           string // see grammar.feasts
}

// unread is a reading of nothing yet.
var unread = reading{hour: -1, minute: -1, number: -1, day: -1, weekday: -1, month: -1, year: -1}

// classForm finds a part within a form.
var classForm = regexp.MustCompile(`\{[a-z]+\}`)

// newForm reads a form as the tables write it.
func newForm(text string, value int) form {
	f := form{value: value, plain: !classForm.MatchString(text)}
	add := func(literal string, joined bool) {
		for i, t := range tokens(strings.TrimSpace(literal)) {
			t.joined = t.joined || i == 0 && joined && !strings.HasPrefix(literal, " ")
			f.parts = append(f.parts, formPart{token: t})
		}
	}
	at := 0
	for _, m := range classForm.FindAllStringIndex(text, -1) {
		add(text[at:m[0]], at > 0)
		class := text[m[0]+1 : m[1]-1]
		f.parts = append(f.parts, formPart{token{joined: m[0] > 0 && text[m[0]-1] != ' '}, class, setOf(class), numberClasses[class]})
		at = m[1]
	}
	add(text[at:], at > 0)
	return f
}

// newForms reads a list of forms.
func newForms(texts []string, value int) []form {
	var all []form
	for _, text := range texts {
		all = append(all, newForm(text, value))
	}
	return all
}

// A table is forms by the word that they begin with; "" is before those that begin
// with a part.
type table map[string][]form

func tableOf(forms []form) table {
	t := table{}
	t.add(forms...)
	return t
}

func (t table) add(forms ...form) {
	for _, f := range forms {
		t[f.parts[0].text] = append(t[f.parts[0].text], f)
	}
}

// matcher reads the tokens of one line by the tables of one grammar.
type matcher struct {
	*grammar
	tokens []token
}

// matcher reads a plain text. Each token knows what it may begin, and a slip in it
// is mended.
func (g *grammar) matcher(text string) matcher {
	m := matcher{g, nil}
	for _, t := range tokens(text) {
		for _, word := range g.prefixApart(t) {
			m.tokens = append(m.tokens, g.endingsApart(word, text)...)
		}
	}
	for i := range m.tokens {
		t := &m.tokens[i]
		t.text = g.mended(t.text)
		t.begins = g.begins[t.text]
		if t.number {
			t.begins |= numberBegins
		}
	}
	return m
}

// longest is the form that covers the most tokens from at on. Where none fits, end
// is at.
func (m matcher) longest(forms table, at int) (end int, r reading, which form) {
	if at >= len(m.tokens) || len(forms[""])+len(forms[m.tokens[at].text]) == 0 {
		return at, r, which
	}
	return m.longestOf(forms, at)
}

func (m matcher) longestOf(forms table, at int) (end int, r reading, which form) {
	end = at
	m.walk(forms, at, func(f form, e int, got reading) {
		if e >= end {
			end, r, which = e, got, f
		}
	})
	return end, r, which
}

// walk calls fits with every form of a table that a token begins, where it ends,
// and what it says.
func (m matcher) walk(forms table, at int, fits func(f form, end int, r reading)) {
	if at >= len(m.tokens) {
		return
	}
	led := forms[""]
	for i := range led {
		if f := &led[i]; m.mayFit(f, at) {
			m.match(f.parts, at, at, unread, func(end int, r reading) { fits(*f, end, r) })
		}
	}
	for _, f := range forms[m.tokens[at].text] {
		if f.plain {
			m.matchWords(f, at, fits)
			continue
		}
		m.match(f.parts, at, at, unread, func(end int, r reading) { fits(f, end, r) })
	}
}

// mayFit tells by a look at two tokens whether a form that begins with a part may
// stand there: most do not.
func (m matcher) mayFit(f *form, at int) bool {
	first := &f.parts[0]
	if first.of&m.tokens[at].begins == 0 {
		return false
	}
	if len(f.parts) == 1 || f.parts[1].class != "" || first.read == nil || !m.tokens[at].number {
		return true
	}
	return at+1 < len(m.tokens) && m.tokens[at+1].text == f.parts[1].text // digits are one token
}

// skip is where a form that may stand at at ends; at where none does.
func (m matcher) skip(forms table, at int) int {
	end, _, _ := m.longest(forms, at)
	return end
}

// matchWords is match for a form of words alone.
func (m matcher) matchWords(f form, at int, fits func(f form, end int, r reading)) {
	first := at
	dotted := func() bool {
		return at > first && at < len(m.tokens) && m.tokens[at].text == dot && m.tokens[at].joined && !m.tokens[at-1].number
	}
	for _, p := range f.parts {
		if dotted() && p.text != dot {
			at++
		}
		if at >= len(m.tokens) || p.text != m.tokens[at].text || p.joined && at > first && !m.touches(at) {
			return
		}
		at++
	}
	fits(f, at, unread)
	if dotted() {
		fits(f, at+1, unread)
	}
}

// touches tells whether a token may count as one without a space before it.
func (m matcher) touches(at int) bool {
	t, before := m.tokens[at], m.tokens[at-1]
	return t.joined || m.beginsWord(at) || t.text == ":" || before.text == ":"
}

// match calls fits with every end and reading of the parts from at on. What
// begins at first may stand as it likes: nothing was read before it.
func (m matcher) match(parts []formPart, first, at int, r reading, fits func(end int, r reading)) {
	if len(parts) == 0 {
		fits(at, r)
		return
	}
	if at >= len(m.tokens) {
		return
	}
	p, t := parts[0], m.tokens[at]
	if p.joined && at > first && !m.touches(at) {
		return
	}
	if p.class == "" && p.text != t.text || p.class != "" && p.of&t.begins == 0 {
		return
	}
	next := func(end int, r reading) {
		m.match(parts[1:], first, end, r, fits)
		if !m.tokens[end-1].number && end < len(m.tokens) && m.tokens[end].text == dot && m.tokens[end].joined {
			m.match(parts[1:], first, end+1, r, fits)
		}
	}
	if p.class == "" {
		next(at+1, r)
		return
	}
	m.class(p, at, r, next)
}

// dot is the token of a lone dot.
const dot = "\uE02E"

// unspaced tells whether a token is of a script without spaces.
func unspaced(t token) bool { return kindOf(firstRune(t.text)) == letterAlone }

// class reads a part of a form.
func (m matcher) class(p formPart, at int, r reading, next func(int, reading)) {
	if p.read != nil {
		m.number(p.class, at, func(end, n, digits int) {
			if got, ok := p.read(r, n, digits); ok {
				next(end, got)
			}
		})
		return
	}
	switch p.class {
	case "d", "dth":
		m.dayNumber(p.class, at, r, next)
	case "month":
		m.named(m.months, at, func(end, n int) { r.month = n + 1; next(end, r) })
	case "day":
		m.named(m.days, at, func(end, n int) { r.weekday = n; next(end, r) })
	case "part":
		m.named(m.partForms, at, func(end, n int) { r.part = &m.parts[n]; next(end, r) })
	case "joined":
		m.named(m.partsJoined, at, func(end, n int) { r.part = &m.parts[n]; next(end, r) })
	case "feast":
		m.named(m.feastForms, at, func(end, n int) { r.feast = m.feastKeys[n]; next(end, r) })
	case "date":
		dateMatcher{m}.date(at, func(end int, d dateReading) {
			if d.form.kind < dateInMonth { // others say when it comes back, or nothing in a line
				next(end, r)
			}
		})
	}
}

// named reads a name of a list.
func (m matcher) named(names table, at int, next func(end, n int)) {
	m.walk(names, at, func(f form, end int, _ reading) { next(end, f.value) })
}

// number reads digits or, where the class takes them, a word. Words have no
// digits.
func (m matcher) number(class string, at int, next func(end, n, digits int)) {
	if t := m.tokens[at]; t.number {
		if n, err := strconv.Atoi(t.text); err == nil {
			next(at+1, n, len(t.text))
		}
		return
	}
	if wordClasses[class] {
		m.named(m.numbers, at, func(end, n int) { next(end, n, 0) })
	}
	if class == "n" {
		m.named(m.articles, at, func(end, n int) { next(end, n, 0) })
	}
}

// wordClasses are the parts that are numbers, and may be words too.
var wordClasses = map[string]bool{"h": true, "min": true, "five": true, "n": true}

// numberClasses are the parts that are numbers: how they are taken into a reading,
// by their value and their count of digits; false where they do not fit.
var numberClasses = map[string]func(r reading, n, digits int) (reading, bool){
	"h": func(r reading, n, digits int) (reading, bool) {
		r.hour, r.padded = n, digits == 2 && n < 10
		return r, n <= 24 && digits <= 2
	},
	"mm":  func(r reading, n, digits int) (reading, bool) { r.minute = n; return r, n < 60 && digits == 2 },
	"ss":  func(r reading, n, digits int) (reading, bool) { return r, n < 60 && digits == 2 },
	"min": func(r reading, n, digits int) (reading, bool) { r.minute = n; return r, n > 0 && n < 60 && digits <= 2 },
	"five": func(r reading, n, digits int) (reading, bool) {
		r.minute = n
		return r, n > 0 && n < 60 && n%5 == 0 && digits <= 2
	},
	"hhmm": func(r reading, n, digits int) (reading, bool) {
		r.hour, r.minute = n/100, n%100
		return r, n/100 <= 24 && n%100 < 60 && (digits == 3 || digits == 4)
	},
	"n":  func(r reading, n, digits int) (reading, bool) { r.number = n; return r, n <= 999 && digits <= 3 },
	"mo": func(r reading, n, digits int) (reading, bool) { r.month = n; return r, n > 0 && n <= 12 && digits <= 2 },
	// The month of a form that some read with the month first.
	"either": func(r reading, n, digits int) (reading, bool) { r.month = n; return r, n > 0 && n <= 31 && digits <= 2 },
	"yyyy":   func(r reading, n, digits int) (reading, bool) { r.year = n; return r, n > 0 && digits == 4 },
	"yy":     func(r reading, n, digits int) (reading, bool) { r.year = 2000 + n; return r, digits == 2 },
}

// dayNumber reads a day of the month: "24", "24th", "twenty-fourth".
func (m matcher) dayNumber(class string, at int, r reading, next func(int, reading)) {
	t := m.tokens[at]
	if !t.number {
		m.named(m.ordinalNumbers, at, func(end, n int) { r.day = n; next(end, r) })
		return
	}
	n, err := strconv.Atoi(t.text)
	if err != nil || len(t.text) > 2 || n < 1 || n > 31 {
		return
	}
	if r.day = n; class == "d" {
		next(at+1, r)
	}
	if at+1 < len(m.tokens) && m.tokens[at+1].joined {
		m.named(m.ordinals, at+1, func(end, _ int) { next(end, r) })
	}
}
