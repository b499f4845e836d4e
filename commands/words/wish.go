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
	LeavesOut          bool   // it says on which days it shall not come
	NoTime             string // what looks like a time and is none
	NoDays             string // what stands behind "on" and names no days
}

// ReadWish reads a line as people say it, in any order.
func (l Listener) ReadWish(line string) Wish {
	var best Wish
	line = Plain(line)
	for i, g := range l.grammars() {
		w := newWishReader(g, g.namesApart(line)).read()
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

// SaysPlaceAlone tells whether a line may name a place and says nothing else.
func (w Wish) SaysPlaceAlone() bool { return w.Place != "" && w.weight() == 0 && w.NoTime == "" }

// TrimPlace takes off what people add to the name of a place whose clock they mean:
// "Lagos time", "d'Abidjan"; the same text where there is nothing. What is joined to the
// article of a name is taken off it first, which leaves "l'Aquila" of "all'Aquila".
func (l Listener) TrimPlace(text string) string {
	text = Plain(text)
	for _, g := range l.grammars() {
		if name := g.trimJoined(text); name != text {
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

// trimJoined takes off what stands before a name without a space, or is one word with
// its article; the same text where there is nothing.
func (g *grammar) trimJoined(text string) string {
	if begin, name, is := strings.Cut(strings.ReplaceAll(text, "’", "'"), "'"); is {
		if begin = strings.ToLower(begin); slices.Contains(g.placeElided, begin) {
			return name
		}
		if article := g.placeJoined[begin+"'"]; article != "" {
			return article + name
		}
	}
	if name, is := g.trimPrefix(text); is {
		return name
	}
	begin, name, _ := strings.Cut(text, " ")
	if article := g.placeJoined[strings.ToLower(begin)]; article != "" && name != "" {
		return article + " " + name
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
	dayMatcher
	line   string
	taken  []int
	wish   Wish
	clocks []clockFound
	days   record.Days
	left   record.Days // left out of them
	once   bool        // a week, on whatever day
	spans  bool        // a word that stands between two times is there
}

func newWishReader(g *grammar, line string) *wishReader {
	m := g.matcher(line)
	w := &wishReader{dayMatcher: dayMatcher{m}, line: line, taken: make([]int, len(m.tokens))}
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
	w.leaveOut()
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

// leaveOut takes off the days that are left out, of all where no others are named.
func (w *wishReader) leaveOut() {
	w.wish.LeavesOut = w.left != 0
	if w.left != 0 && w.days == 0 {
		w.days = everyDay
	}
	w.days &^= w.left
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
	if part > cannot || part == cannot && w.skip(w.dateBefore, at) > at { // "first thing in the morning" is not the first, "am Morgen" is not tomorrow
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
		w.left |= days.days
		w.take(at, longest, tokenTaken)
	case days.to == longest:
		w.days |= days.days
		w.take(at, longest, softIf(days.soft()))
	case cannot == longest:
		if w.wish.Cannot == "" {
			w.wish.Cannot, w.wish.CannotText = w.cannotNames[why.value], w.text(at, cannot)
		}
		if slices.Contains(seldom, w.cannotNames[why.value]) {
			w.days |= w.daysWithin(at, cannot)
		}
		w.take(at, longest, tokenTaken)
	default:
		w.says(w.whatNames[kind.value])
		w.take(at, longest, tokenSoft)
		return longest
	}
	return max(clock.to, days.to, cannot, what)
}

// seldom are the kinds of what comes on some days of the week, but not in every week.
var seldom = []string{"weeks", "months", "years"}

// daysWithin are the days that tokens name among others: Friday, of "every second Friday".
func (w *wishReader) daysWithin(from, to int) (all record.Days) {
	for i := from; i < to; i++ {
		if days := w.daysAt(i); days.to > i && days.to <= to && !days.left {
			all |= days.days
		}
	}
	return all
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
// they begin a longer form that says nothing of the kind: "por favor". In a script without
// spaces they may stand within one.
func (w *wishReader) opensFor(at int) int {
	end := w.skip(w.forWords, at)
	if w.skip(w.placeAfter, at) > end || unspaced(w.tokens[at]) && w.withinOpening(at) {
		return at
	}
	return end
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
