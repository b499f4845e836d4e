package words

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A Gist is what a sentence says that is no command, as far as the tables of a language
// know it: "please send me a prayer point every morning at 7, I live in Lagos".
type Gist struct {
	// Lines are the command lines to which words of it lead, each once, in the order in
	// which it says them.
	Lines []string
	Wish  Wish    // the time, the days and the kind of what is to come; Place and For are Pieces
	Names []Piece // what none of its words says, and may hold names
	// Left is what stands beside the words that lead to Lines and small words; "" where
	// the tables know each word.
	Left string
	Only bool // it says that nothing else shall come: "only on Mondays"
	// Spans are Left, first as it is, then with the small words that may belong to a date
	// before it, and behind it.
	Spans []string
}

// A Piece is a part of a sentence that may hold names.
type Piece struct {
	Text  string // without small words around it
	Whole string // with them: "la" may be a part of "La Réunion"
	Led   string // with those behind it alone
	Role  Role
	Apart bool // a sign, or nothing, stands behind it
}

// A Role is what a part of a sentence is said to be.
type Role int

// The roles: nothing says what it is; what is prayed for; where the speaker is; what is not
// wanted, as of "instead of India" and "not Iraq".
const (
	RoleFree Role = iota
	RoleFor
	RoleHere
	RoleNot
)

// Leads tells whether words of the sentence lead to a command line.
func (g Gist) Leads(line string) bool { return slices.Contains(g.Lines, line) }

// ReadGist reads a sentence by the grammar that understands most of it.
func (l Listener) ReadGist(text string) Gist {
	var best Gist
	text = Plain(text)
	for i, g := range l.grammars() {
		got := newGistReader(g, g.namesApart(text)).read()
		if i == 0 || got.weight() > best.weight() {
			best = got
		}
	}
	return best
}

// weight tells how much a grammar has understood.
func (g Gist) weight() int {
	n := 2*len(g.Lines) + 2*g.Wish.weight()
	if g.Left == "" {
		n++
	}
	return n
}

// A gistReader takes a sentence apart.
type gistReader struct {
	*wishReader
	leads []bool // by token: it leads to a line
	timed []int  // by token: for what it is taken by those who read times alone
	lines []string
	// without says that some days are left out of what is to come.
	without bool
	// noTongues says that a lone word leads to no language: it says whose Christians are meant.
	noTongues bool
}

func newGistReader(g *grammar, text string) *gistReader {
	w := newWishReader(g, text)
	return &gistReader{wishReader: w, leads: make([]bool, len(w.tokens))}
}

func (r *gistReader) read() Gist {
	raw := newWishReader(r.grammar, r.line)
	raw.read()
	r.timed, r.without = raw.taken, raw.left != 0
	r.findLeads()
	if slices.ContainsFunc(r.lines, isTongue) && slices.ContainsFunc(r.lines, isAboutPlaces) {
		r.noTongues = true
		r.findLeads()
	}
	r.refuse(raw.clocks)
	g := Gist{Lines: r.lines, Only: r.saysOnly(), Left: r.left(true, true), Spans: []string{r.left(true, true), r.left(false, true), r.left(false, false)}}
	typed := slices.Clone(r.tokens)
	r.hideLeads()
	g.Wish = r.wishReader.read()
	r.tokens = typed
	g.Names = r.pieces()
	return g
}

// saysOnly tells whether one of the words says that nothing else shall come.
func (r *gistReader) saysOnly() bool {
	for at := range r.tokens {
		if r.skip(r.only, at) > at {
			return true
		}
	}
	return false
}

// hidden stands instead of a word that leads to a line: it is no part of a time.
const hidden = "\uE0FF"

// hideLeads makes the words that lead to a line say nothing else, but for those that say
// what is to come.
func (r *gistReader) hideLeads() {
	for at := range r.tokens {
		if end, _ := r.whatAt(at); end > at || !r.leads[at] || at > 0 && r.leads[at-1] && r.withinWhat(at) {
			continue
		}
		r.tokens[at].text, r.tokens[at].begins, r.tokens[at].number = hidden, 0, false
	}
}

// withinWhat tells whether a token stands within words that say what is to come.
func (r *gistReader) withinWhat(at int) bool {
	for from := max(0, at-mostWhatWords); from < at; from++ {
		if end, _ := r.whatAt(from); end > at {
			return true
		}
	}
	return false
}

// mostWhatWords is how many words say what is to come at most.
const mostWhatWords = 12

// isTongue tells whether a line chooses a language.
func isTongue(line string) bool { return strings.HasPrefix(line, "settings language ") }

// isAboutPlaces tells whether a line takes the name of a country.
func isAboutPlaces(line string) bool {
	return slices.Contains([]string{"pray", "country", "news"}, line)
}

// findLeads finds the words that lead to a line.
func (r *gistReader) findLeads() {
	clear(r.leads)
	r.lines = nil
	for at := 0; at < len(r.tokens); {
		end, line := r.leadAt(at)
		if end == at || r.negates(at, end, line) {
			at++
			continue
		}
		if !slices.Contains(r.lines, line) {
			r.lines = append(r.lines, line)
		}
		for ; at < end; at++ {
			r.leads[at] = true
		}
	}
}

// negates tells whether a lone "no" denies what stands behind it, as in the languages in
// which it is "not" too: it is an answer only before a sign, or at the end.
func (r *gistReader) negates(at, end int, line string) bool {
	return line == "no" && end == at+1 && end < len(r.tokens) && !r.sign(end)
}

// leadAt is the line to which the longest words from a token on lead, and where they end.
func (r *gistReader) leadAt(at int) (end int, line string) {
	if at > 0 && r.tokens[at].joined && !r.beginsWord(at) && kindOf(firstRune(r.tokens[at-1].text)) != signRune {
		return at, ""
	}
	asked, _, ask := r.longest(r.asks, at)
	if asked > at && r.leavesOut(at, asked, r.askLines[ask.value]) {
		asked = at
	}
	end, _, f := r.longest(r.commands, at)
	typed := ""
	if end > at {
		typed = r.commandLines[f.value]
	}
	leads := saidWithin(typed) && !slices.Contains(r.timed[at:end], tokenTaken)
	switch {
	case asked > at && r.endsThere(asked) && (asked >= end || !leads):
		return asked, r.askLines[ask.value]
	case !leads, !r.endsThere(end), r.noTongues && isTongue(typed) && end == at+1, utf8.RuneCountInString(r.text(at, end)) < 2:
		return r.whatAt(at)
	}
	return end, typed
}

// whatAt is the line to which the kind of what is to come leads that begins at a token.
func (r *gistReader) whatAt(at int) (end int, line string) {
	end, _, f := r.longest(r.what, at)
	if end > at {
		line = map[string]string{"prayer": "pray", whatNews: "news"}[r.whatNames[f.value]]
	}
	if line == "" || !r.endsThere(end) {
		return at, ""
	}
	return end, line
}

// endsThere tells whether a word ends before a token.
func (r *gistReader) endsThere(at int) bool {
	return at >= len(r.tokens) || !r.tokens[at].joined || r.beginsWord(at) || kindOf(firstRune(r.tokens[at].text)) == signRune || r.tokens[at].text == dot
}

// saidWithin tells whether what people type for a command line means it within a
// sentence too, where the rest of that says nothing else.
func saidWithin(line string) bool {
	return strings.HasPrefix(line, "settings") || slices.Contains([]string{
		"unsubscribe", "schedule", "schedule pause", "schedule resume", "schedule change", "help", "status", "cancel", "hello", "thanks", "goodbye", "yes", "no",
	}, line)
}

// left is what stands beside the words that lead to a line, without small words around it.
func (r *gistReader) left(begin, end bool) string {
	var all []string
	for from := 0; from < len(r.tokens); from++ {
		to := from
		for to < len(r.tokens) && !r.leads[to] {
			to++
		}
		if text := r.trimmedTo(from, to, begin, end); text != "" && r.bare(from, to) != "" {
			all = append(all, text)
		}
		from = to
	}
	return joinedTexts(all)
}

// bare is the text between two tokens without small words and signs around it.
func (r *gistReader) bare(from, to int) string { return r.trimmedTo(from, to, true, true) }

// trimmedTo is bare for the beginning, the end, or both.
func (r *gistReader) trimmedTo(from, to int, begin, end bool) string {
	if begin {
		from = r.trimBegin(from, to)
	}
	if end {
		to = r.trimEnd(from, to)
	}
	if from >= to {
		return ""
	}
	return r.text(from, to)
}

// trimBegin is where a text begins between two tokens, behind small words and signs.
func (r *gistReader) trimBegin(from, to int) int {
	for from < to {
		next := max(r.skip(r.placeBefore, from), r.skip(r.placeAfter, from), r.skip(r.small, from), r.skip(r.forWords, from))
		if next == from && r.sign(from) {
			next++
		}
		if next == to+1 && r.tokens[to].text == dot { // it ends the sentence
			next = to
		}
		if next == from || next > to {
			break
		}
		from = next
	}
	return from
}

// trimEnd is where a text ends between two tokens, before small words and signs.
func (r *gistReader) trimEnd(from, to int) int {
	for to > from {
		at := from
		for at < to && r.skip(r.placeAfter, at) != to && r.skip(r.small, at) != to && r.skip(r.placeBefore, at) != to {
			at++
		}
		if at == to && r.sign(to-1) {
			at--
		}
		if at == to {
			break
		}
		to = at
	}
	return to
}

// sign tells whether a token is a sign that no name holds.
func (r *gistReader) sign(at int) bool {
	t := r.tokens[at]
	return !t.number && (kindOf(firstRune(t.text)) == signRune || t.text == dot)
}
