package words

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"

	"prayerbot/commands/record"
	"prayerbot/content"
)

// A Repetition is what somebody says of something that comes back: "every Wednesday
// at 19:00 until 24 December".
type Repetition struct {
	Days   record.Days // every day is none of them
	Clock  Clock
	Until  []content.Date // none is no end; two where either can be meant
	Times  int            // how often it comes; 0 where that was not said
	NoEnd  string         // what stands where the end should, and is no date
	Words  int            // how many whole words of the text say this
	within int            // how many letters of the next word do too, in a script without spaces
}

// A repetitionMatcher finds what comes back in a line.
type repetitionMatcher struct{ matcher }

// ReadRepetition reads what a text begins with; false where that is nothing that
// comes back. A lone number is a time of day only where no other words follow.
func (l Listener) ReadRepetition(text string, c Calendar) (Repetition, bool) {
	line := Plain(text)
	for _, g := range l.grammars() {
		m := repetitionMatcher{g.matcher(line)}
		if r, end, is := m.repetition(c); is && m.endsWord(end) {
			r.Words, r.within = m.wordsTo(line, end)
			return r, true
		}
	}
	return Repetition{}, false
}

// Cut parts a text that it was read of into the words that say it, with one space
// between them, and what stands behind them.
func (r Repetition) Cut(text string) (said, rest string) {
	var taken []string
	for rest = strings.TrimSpace(text); len(taken) < r.Words && rest != ""; {
		end := strings.IndexFunc(rest+" ", unicode.IsSpace)
		taken, rest = append(taken, rest[:end]), strings.TrimSpace(rest[end:])
	}
	if letters := []rune(rest); r.within > 0 && r.within <= len(letters) {
		taken, rest = append(taken, string(letters[:r.within])), string(letters[r.within:])
	}
	return strings.Join(taken, " "), rest
}

// MayRepeat tells whether a text begins like something that comes back.
func (l Listener) MayRepeat(text string) bool {
	for _, g := range l.grammars() {
		if m := g.matcher(Plain(text)); m.skip(m.every, 0) > 0 {
			return true
		}
	}
	return false
}

// endsWord tells whether nothing but a sign is joined to the tokens before one.
func (m repetitionMatcher) endsWord(at int) bool {
	return at >= len(m.tokens) || !m.tokens[at].joined || m.beginsWord(at) || m.isSign(at)
}

// wordsTo is how many whole words of a line stand before a token, and how many letters of
// the word that goes on there in a script without spaces.
func (m repetitionMatcher) wordsTo(line string, at int) (words, within int) {
	read := line[:m.tokens[at-1].to]
	words = len(strings.Fields(read))
	begin := strings.LastIndexByte(read, ' ') + 1
	rest, _, _ := strings.Cut(line[len(read):], " ")
	if unspacedText(rest) {
		return words - 1, utf8.RuneCountInString(read[begin:])
	}
	return words, 0
}

// isSign tells whether a token is a sign that parts what comes back from a text.
func (m repetitionMatcher) isSign(at int) bool {
	return at < len(m.tokens) && (m.tokens[at].text == dot || strings.ContainsAny(m.tokens[at].text, ",:;–—-"))
}

// skipSign is where a sign between the parts ends.
func (m repetitionMatcher) skipSign(at int) int {
	if m.isSign(at) && at+1 < len(m.tokens) {
		return at + 1
	}
	return at
}

// repetition is what the tokens begin with, and where it ends.
func (m repetitionMatcher) repetition(c Calendar) (r Repetition, end int, is bool) {
	days, clock := m.everyDays(0), clockFound{}
	first := days.to > 0 // else the words behind may be taken for short names of days
	if first {
		clock = m.clockAt(m.skipSign(days.to))
		end = clock.to
	} else if clock = m.clockAt(0); clock.to > 0 {
		days = m.everyDays(m.skipSign(clock.to))
		end = days.to
	}
	if clock.to == clock.from || days.to == days.from || len(clock.clock.At) == 0 {
		return r, 0, false
	}
	part := (&wishReader{dayMatcher: dayMatcher{matcher{m.grammar, m.tokens[:end]}}, taken: make([]int, end)}).partOfDay(false)
	r.Days, r.Clock = days.kept(), clock.clock.within(part, clock.fixed)
	end = m.ending(&r, end, c)
	return r, end, first && !clock.bare || end == len(m.tokens)
}

// everyDays are days of every week that begin at a token; to is from where there are
// none.
func (m repetitionMatcher) everyDays(at int) daysFound {
	found := dayMatcher(m).daysAt(at)
	if week := m.everyWeek(at); week > at {
		if days := dayMatcher(m).daysAt(week); days.to > max(found.to, week) || found.to == at {
			found = days
			found.introduced = found.to > week
		}
	}
	begin := m.skip(m.each, at)
	plural := m.skip(m.daysPlural, at) > at || begin > at && m.skip(m.daysPlural, begin) > begin
	if every := m.skip(m.every, at) > at; !every && !plural && !found.set && m.everyWeek(at) == at {
		found.to = at
	}
	if found.from = at; found.days == 0 || found.left {
		found.to = at
	}
	return found
}

// everyWeek is where what says that something comes every week ends.
func (m repetitionMatcher) everyWeek(at int) int {
	end, _, f := m.longest(m.what, at)
	if end > at && m.whatNames[f.value] == whatWeek {
		return end
	}
	return at
}

// ending reads when it ends, which stands behind the rest, and where that ends.
func (m repetitionMatcher) ending(r *Repetition, at int, c Calendar) int {
	begin := m.skipSign(at)
	if end, got, _ := m.longest(m.counts, begin); end > begin && got.number > 0 {
		r.Times = got.number
		return end
	}
	if led := m.skip(m.ends, begin); led > begin {
		end, dates := m.dateFrom(led, c, func(dateReading) bool { return true })
		if r.Until = dates; len(dates) == 0 {
			r.NoEnd = cmp.Or(m.textFrom(led), m.textFrom(begin))
		}
		return max(end, led)
	}
	if end, dates := m.dateFrom(begin, c, func(dateReading) bool { return true }); len(dates) > 0 && m.skip(m.endsAfter, end) > end {
		r.Until = dates
		return m.skip(m.endsAfter, end)
	}
	if m.skip(m.forWords, begin) > begin {
		span := func(d dateReading) bool { return d.form.kind == dateAwayN || d.form.kind == dateAwayMonths }
		if end, dates := m.dateFrom(begin, c, span); len(dates) > 0 {
			r.Until = dates
			return end
		}
	}
	return at
}

// dateFrom is the longest date of a kind from a token on.
func (m repetitionMatcher) dateFrom(at int, c Calendar, is func(dateReading) bool) (end int, dates []content.Date) {
	for _, begin := range []int{at, m.skip(m.dateBefore, at)} {
		if begin >= len(m.tokens) {
			continue
		}
		dateMatcher(m).date(begin, func(to int, d dateReading) {
			if on := d.on(c); to > end && is(d) && len(on) > 0 {
				end, dates = to, on
			}
		})
	}
	return end, dates
}

// textFrom is the word that begins at a token.
func (m repetitionMatcher) textFrom(at int) string {
	if at >= len(m.tokens) {
		return ""
	}
	word := m.tokens[at].text
	for next := at + 1; next < len(m.tokens) && m.tokens[next].joined; next++ {
		word += m.tokens[next].text
	}
	return strings.ReplaceAll(word, dot, ".")
}
