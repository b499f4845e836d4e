package words

import (
	"slices"
	"strings"
	"time"

	"prayerbot/commands/record"
)

// A Wish is what somebody says of a delivery that comes back: "every Sunday at 7 in
// the morning in Lagos for Nigeria". What they leave out is nil or "".
type Wish struct {
	Clock *Clock
	Days  *record.Days
	What  string // the key of what is to come: "news", "prayer", "week"
	For   string // what it is for, as it was typed
	Place string // what is left, which may name a place
	// Whole is Place with the days and the What that may be a part of a name
	// instead ("Friday Harbor"); Place where there is none.
	Whole string
	// Cannot is the kind of what was asked and cannot be done ("days" is every other
	// day), and CannotText what was typed for it.
	Cannot, CannotText string
	NoTime             string // what looks like a time and is none
	NoDays             string // what stands behind "on" and names no days
}

// ReadWish reads a line as people say it, in any order.
func (v Voice) ReadWish(line string) Wish {
	var best Wish
	line = Plain(line)
	for i, g := range v.grammars {
		w := newWishReader(g, line).read()
		if i == 0 || w.weight() > best.weight() {
			best = w
		}
	}
	return best
}

// weight tells how much of a line a grammar has understood.
func (w Wish) weight() int {
	n := 0
	for _, is := range []bool{w.Clock != nil, w.Days != nil, w.What != "", w.For != "", w.Cannot != ""} {
		if is {
			n++
		}
	}
	return n
}

// TrimPlace takes off what people add to the name of a place whose clock they mean:
// "Lagos time", "d'Abidjan"; the same text where there is nothing.
func (v Voice) TrimPlace(text string) string {
	text = Plain(text)
	for _, g := range v.grammars {
		if begin, name, is := strings.Cut(strings.ReplaceAll(text, "’", "'"), "'"); is && slices.Contains(g.placeElided, strings.ToLower(begin)) {
			return name
		}
		m := g.matcher(text)
		for at := 1; at < len(m.tokens); at++ {
			if m.skip(m.placeClock, at) == len(m.tokens) {
				return strings.TrimSpace(text[:m.tokens[at].from])
			}
		}
	}
	return text
}

// What a token of a line was taken for.
const (
	tokenFree = iota
	tokenTaken
	tokenSoft // taken, and perhaps a part of a name
)

// A wishReader takes a line apart.
type wishReader struct {
	matcher
	line   string
	taken  []int
	wish   Wish
	clocks []clockFound
	days   record.Days
	once   bool // a week, on whatever day
	spans  bool // a word that stands between two times is there
}

func newWishReader(g *grammar, line string) *wishReader {
	m := g.matcher(line)
	w := &wishReader{matcher: m, line: line, taken: make([]int, len(m.tokens))}
	for at := range m.tokens {
		w.spans = w.spans || m.skip(m.rangeWords, at) > at || m.skip(m.series, at) > at
	}
	return w
}

func (w *wishReader) read() Wish {
	for at := 0; at < len(w.tokens); {
		at = max(at+1, w.step(at))
	}
	w.settleClock()
	if w.once && w.days == 0 {
		w.days = w.days.With(time.Sunday)
	}
	if w.days != 0 {
		days := daysFound{days: w.days}.kept()
		w.wish.Days = &days
	}
	w.wish.Place, w.wish.For = w.rest(tokenFree)
	w.wish.Whole, _ = w.rest(tokenSoft)
	w.leftOver()
	return w.wish
}

// step takes what begins at a token, the longest of what it may be.
func (w *wishReader) step(at int) (end int) {
	clock, days := w.clockAt(at), w.daysAt(at)
	if w.spans {
		if both := w.clockRange(at); both.to > clock.to {
			clock = both
		}
	}
	cannot, _, why := w.longest(w.cannot, at)
	part := w.skip(w.partForms, at)
	if part > cannot { // "first thing in the morning" is not the first
		cannot = at
	}
	what, _, kind := w.longest(w.what, at)
	switch {
	case clock.bare:
		w.clocks, clock.to = append(w.clocks, clock), at
	case clock.led && max(days.to, cannot) > at: // the part of the day is found all the same
		clock.to = at
	}
	switch longest := max(clock.to, days.to, cannot, what); {
	case longest == at:
		return part // within it begins nothing else: "mañana" may be tomorrow
	case clock.to == longest:
		w.clocks = append(w.clocks, clock)
		if last := w.daysAt(longest - 1); last.to == longest { // "8 Uhr Sonntagabend"
			w.days |= last.days
		}
		w.take(at, longest, tokenTaken)
	case days.to == longest && days.left:
		if w.days == 0 {
			w.days = everyDay
		}
		w.days &^= days.days
		w.take(at, longest, tokenTaken)
	case days.to == longest:
		w.days |= days.days
		w.take(at, longest, softIf(days.soft()))
	case cannot == longest:
		if w.wish.Cannot == "" {
			w.wish.Cannot, w.wish.CannotText = w.cannotNames[why.value], w.text(at, cannot)
		}
		w.take(at, longest, tokenTaken)
	default:
		w.says(w.whatNames[kind.value])
		w.take(at, longest, tokenSoft)
		return longest
	}
	return max(clock.to, days.to, cannot, what)
}

// says notes what is to come. The news once a week is the news on one day.
func (w *wishReader) says(what string) {
	both := [2]string{w.wish.What, what}
	if w.wish.What = what; both == [2]string{whatNews, whatWeek} || both == [2]string{whatWeek, whatNews} {
		w.wish.What, w.once = whatNews, true
	}
}

// The kinds of what is to come that mean something together.
const (
	whatNews = "news"
	whatWeek = "week"
)

func softIf(soft bool) int {
	if soft {
		return tokenSoft
	}
	return tokenTaken
}

func (w *wishReader) take(from, to, as int) {
	for i := from; i < to; i++ {
		w.taken[i] = as
	}
}

// text is what was typed from one token to another.
func (w *wishReader) text(from, to int) string {
	return w.line[w.tokens[from].from:w.tokens[to-1].to]
}

// settleClock makes one of all the times: a bare number is one where there is no
// other, and a part of the day says which half is meant.
func (w *wishReader) settleClock() {
	var all []Clock
	fixed := false
	for _, bare := range []bool{false, true} {
		for _, c := range w.clocks {
			if c.bare != bare || bare && (len(all) > 0 || w.taken[c.from] != tokenFree || w.behindFor(c.from)) {
				continue
			}
			if len(c.clock.At) == 0 && c.clock.Instant.IsZero() {
				w.wish.NoTime = w.text(c.from, c.to)
				continue
			}
			w.take(c.from, c.to, tokenTaken)
			all, fixed = append(all, c.clock), fixed || c.fixed
		}
	}
	part := w.partOfDay(len(all) == 0)
	switch {
	case len(all) > 0:
		clock := joined(all).within(part, fixed)
		w.wish.Clock = &clock
	case part != nil:
		w.wish.Clock = &Clock{At: part.offers, Moves: part.moves}
	}
}

// behindFor tells whether a token stands behind a word that opens what it is for.
func (w *wishReader) behindFor(at int) bool {
	for i := range at {
		if w.taken[i] == tokenFree && w.opensFor(i) > i {
			return true
		}
	}
	return false
}

// opensFor is where words end that open what a line is for; at where there are none, or
// they begin a longer form that says nothing of the kind: "por favor".
func (w *wishReader) opensFor(at int) int {
	end := w.skip(w.forWords, at)
	if w.skip(w.placeAfter, at) > end {
		return at
	}
	return end
}

// joined is the clock of several.
func joined(all []Clock) Clock {
	one := all[0]
	for _, c := range all[1:] {
		if len(c.At) != 1 || len(one.At) != 1 || c.At[0] != one.At[0] {
			one.Several = true
			one.At = append(one.At[:len(one.At):len(one.At)], c.At...)
		}
	}
	return one
}

// within is a clock in a part of the day, where that leaves something of it: "7:30"
// is that of the evening on "every evening". One that is fixed to its half of the
// day may be either.
func (c Clock) within(p *part, fixed bool) Clock {
	if p == nil || c.Several || len(c.At) == 0 {
		return c
	}
	if other := (c.At[0] + 12*60) % (24 * 60); len(c.At) == 1 && !p.has(c.At[0]) && p.has(other) {
		if c.At = []record.Wall{other}; fixed {
			c.At = []record.Wall{(other + 12*60) % (24 * 60), other}
		}
		return c
	}
	var at []record.Wall
	for _, w := range c.At {
		if p.has(w) {
			at = append(at, w)
		}
	}
	if len(at) > 0 {
		c.At = at
	}
	return c
}

// partOfDay is the part of the day that a line names apart from its times; nil where
// it names none. Where there is no time, it must have some to offer.
func (w *wishReader) partOfDay(offers bool) *part {
	for at := range w.tokens {
		end, _, f := w.longest(w.partForms, at)
		if p := &w.parts[f.value]; end > at && (len(p.offers) > 0 || !offers) && w.free(at, end) && !w.withinOpening(at) {
			if w.taken[at] == tokenFree {
				w.take(at, end, tokenTaken)
			}
			return p
		}
	}
	return nil
}

// withinOpening tells whether a token stands within what opens a place: "I am in".
func (w *wishReader) withinOpening(at int) bool {
	for i := max(0, at-2); i < at; i++ {
		if w.skip(w.placeBefore, i) > at {
			return true
		}
	}
	return false
}

// free tells whether tokens belong to no time.
func (w *wishReader) free(from, to int) bool {
	for _, c := range w.clocks {
		if !c.bare && c.from < to && from < c.to {
			return false
		}
	}
	return true
}

// rest is what no token was taken of, in front of and behind the words that open
// what it is for. What was taken softly is left out as far as least says.
func (w *wishReader) rest(least int) (place, aim string) {
	var places, aims []string
	from, inFor := 0, false
	flush := func(to int) {
		if to <= from {
			return
		}
		if inFor {
			aims = append(aims, w.trimmed(from, to, nil))
		} else {
			places = append(places, w.trimmed(from, to, w.placeBefore))
		}
	}
	for at := 0; at < len(w.tokens); at++ {
		if as := w.taken[at]; as == tokenTaken || as == tokenSoft && least == tokenFree {
			flush(at)
			if inFor && at > from && len(aims) > 0 {
				inFor = false
			}
			from = at + 1
			continue
		}
		if end := w.opensFor(at); end > at && !inFor && end < len(w.tokens) {
			flush(at)
			from, inFor = end, true
			at = end - 1
		}
	}
	flush(len(w.tokens))
	return joinedTexts(places), joinedTexts(aims)
}

func joinedTexts(all []string) string {
	return strings.Join(strings.Fields(strings.Join(all, " ")), " ")
}

// trimmed is the text between two tokens without small words and signs around it.
func (w *wishReader) trimmed(from, to int, before table) string {
	for from < to {
		end := w.skip(before, from)
		if end == from && w.loneSign(from) {
			end++
		}
		if end == from || end > to {
			break
		}
		from = end
	}
	for end := to; end > from; {
		at := end - 1
		for at > from && w.skip(w.placeAfter, at) != end {
			at--
		}
		switch {
		case w.skip(w.placeAfter, at) == end:
			to, end = at, at
		case w.loneSign(end - 1):
			to, end = end-1, end-1
		default:
			end = from
		}
	}
	if from >= to {
		return ""
	}
	return w.text(from, to)
}

// loneSign tells whether a token is a sign that belongs to no name.
func (w *wishReader) loneSign(at int) bool {
	t := w.tokens[at]
	if t.number || kindOf(firstRune(t.text)) != signRune && t.text != dot {
		return false
	}
	if strings.ContainsAny(t.text, ",;:!?()[]\"'|") || t.text == dot {
		return true
	}
	return (t.text == "-" || t.text == "/") && (at+1 >= len(w.tokens) || !w.tokens[at+1].joined || w.taken[at+1] == tokenTaken || at > 0 && w.taken[at-1] == tokenTaken)
}

// leftOver names what was meant as a time or as days and is none.
func (w *wishReader) leftOver() {
	m := w.matcher.grammar.matcher(w.wish.Place)
	for i, t := range m.tokens {
		if t.number && m.mayBegin(i) && w.wish.NoTime == "" && w.wish.Clock == nil {
			word, _, _ := strings.Cut(w.wish.Place[t.from:], " ")
			w.wish.NoTime = word
		}
		if end := m.skip(m.onWords, i); end > i && end < len(m.tokens) {
			w.wish.NoDays = w.wish.Place[m.tokens[end].from:]
		}
	}
}
