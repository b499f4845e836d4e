package feed

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// earliest is before any feed: an older date is a clock that was never set.
var earliest = time.Date(1995, 1, 1, 0, 0, 0, 0, time.UTC)

// early is how far ahead of the clock a date may be and still mean now: a zone
// that was left out, or an article that is dated tomorrow.
const early = 36 * time.Hour

// date is when an item was published: the first of its dates that can be. A
// date a little ahead is now; one far ahead is not known.
func (r *reader) date(d draft) time.Time {
	place := d.language
	if place == "" {
		place = r.Language
	}
	for i, text := range d.published {
		t := parseDate(text, place, r.topLevel())
		if t.IsZero() && i < len(d.parsed) && d.parsed[i] != nil {
			t = *d.parsed[i]
		}
		switch {
		case t.Before(earliest) || t.After(r.now.Add(early)):
			continue
		case t.After(r.now):
			return r.now.UTC()
		}
		return t.UTC()
	}
	return time.Time{}
}

// topLevel is the last part of the host of the feed: "il".
func (r *reader) topLevel() string {
	if r.base == nil {
		return ""
	}
	name := r.base.Hostname()
	return name[strings.LastIndexByte(name, '.')+1:]
}

// The forms in which feeds write a day, and a time.
var (
	isoDay    = lazily(`(?:^|[^0-9])((?:19|20)[0-9]{2})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[^0-9]|$)`)
	digitsDay = lazily(`^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})?)?(?:[^0-9]|$)`)
	eastDay   = lazily(`((?:19|20)[0-9]{2})\s*[年년]\s*([0-9]{1,2})\s*[月월]\s*([0-9]{1,2})\s*[日일]`)
	dayMonth  = lazily(`(?:^|[^0-9:])([0-9]{1,2})(?:er|st|nd|rd|th|\.|º|ª)?[\s-]+(?:de\s+|of\s+)?(\pL[\pL\pM]*)\.?,?[\s-]+(?:de\s+|del\s+)?((?:19|20)[0-9]{2})(?:[^0-9]|$)`)
	monthDay  = lazily(`(\pL[\pL\pM]*)\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)[0-9]{2})(?:[^0-9]|$)`)
	slashed   = lazily(`(?:^|[^0-9])([0-9]{1,2})([/.-])([0-9]{1,2})[/.-]((?:19|20)[0-9]{2})(?:[^0-9]|$)`)
	numbered  = lazily(`([0-9]{1,2})\s+th[aá]ng\s+([0-9]{1,2}),?\s+(?:năm\s+)?((?:19|20)[0-9]{2})`) // Vietnamese has no names of months
	allDigit  = lazily(`^[0-9]{9,13}$`)

	wallTime = lazily(`(?:^|[^0-9:+-])([0-9]{1,2})\s?[:hH.時时点點시]\s?([0-9]{2})(?:[:.]([0-9]{2}))?(?:[.,][0-9]+)?`)
	bareHour = lazily(`(?i)(?:^|[^0-9:])([0-9]{1,2})\s?([ap])\.?\s?m\b`)
	halfDay  = lazily(`(?i)^\s?([ap])\.?\s?m\b`)
	eastHalf = lazily(`下午|오후|午後|晚上`)
	offset   = lazily(`([+−-])([0-9]{1,2}):?([0-9]{2})?\s*(?:\(.*\))?\s*$`)
	zoneName = lazily(`\b([A-Z]{1,5})\b`)
)

// lazily is a form that is read when a feed first has a date: a start without news pays
// nothing for it.
func lazily(form string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(form) })
}

// parseDate reads the forms of dates that feeds have: seconds and milliseconds
// since 1970, ISO dates with odd ends, days and months in many languages, times
// of twelve hours, and clocks by their names, which the language of the feed and
// the end of its host may tell apart. The zero time where it cannot.
func parseDate(text, language, topLevel string) time.Time {
	text = strings.TrimSpace(text)
	if len(text) > 100 {
		return time.Time{}
	}
	if allDigit().MatchString(text) {
		return sinceEpoch(text)
	}
	day, rest := parseDay(text)
	if day.IsZero() {
		return day
	}
	at, rest, ok := parseTime(rest)
	if !ok {
		return time.Time{}
	}
	return day.Add(at - zoneShift(rest, language, topLevel))
}

func sinceEpoch(digits string) time.Time {
	n, _ := strconv.ParseInt(digits, 10, 64)
	if len(digits) > 11 {
		return time.UnixMilli(n).UTC()
	}
	return time.Unix(n, 0).UTC()
}

// parseDay finds the day in a text, and what else stands there.
func parseDay(text string) (time.Time, string) {
	if m := digitsDay().FindStringSubmatch(text); m != nil {
		rest := text[len(m[1]+m[2]+m[3]):]
		if m[4] != "" {
			rest = " " + m[4] + ":" + m[5] + ":" + cmp.Or(m[6], "00") + rest[min(len(rest), 1+len(m[4]+m[5]+m[6])):]
		}
		return dayOf(m[1], m[2], m[3]), rest
	}
	for _, form := range []struct {
		pattern *regexp.Regexp
		read    func(m []string) time.Time
	}{
		{isoDay(), func(m []string) time.Time { return dayOf(m[1], m[2], m[3]) }},
		{eastDay(), func(m []string) time.Time { return dayOf(m[1], m[2], m[3]) }},
		{numbered(), func(m []string) time.Time { return dayOf(m[3], m[2], m[1]) }},
		{dayMonth(), func(m []string) time.Time { return dayOf(m[3], monthOf(m[2]), m[1]) }},
		{monthDay(), func(m []string) time.Time { return dayOf(m[3], monthOf(m[1]), m[2]) }},
		{slashed(), func(m []string) time.Time { return slashedDay(m, text) }},
	} {
		at := form.pattern.FindStringSubmatchIndex(text)
		if at == nil {
			continue
		}
		if day := form.read(form.pattern.FindStringSubmatch(text)); !day.IsZero() {
			last := at[len(at)-1] // behind the last number of the day
			return day, text[:at[2]] + " " + text[last:]
		}
	}
	return time.Time{}, ""
}

// dayOf puts a day together; the zero time where there is no such day.
func dayOf(year, month, day string) time.Time {
	t, err := time.Parse("2006-1-2", year+"-"+strings.TrimLeft(month, "0")+"-"+strings.TrimLeft(day, "0"))
	if err != nil {
		return time.Time{}
	}
	return t
}

// slashedDay reads 11/21/2026 and 21/11/2026: where both can be, the one that
// falls on the day of the week that stands before it, else day first. With dots
// between them the day is always first.
func slashedDay(m []string, text string) time.Time {
	dayFirst, monthFirst := dayOf(m[4], m[3], m[1]), dayOf(m[4], m[1], m[3])
	if m[2] == "." || monthFirst.IsZero() {
		return dayFirst
	}
	if dayFirst.IsZero() || len(text) >= 3 && strings.EqualFold(monthFirst.Weekday().String()[:3], text[:3]) {
		return monthFirst
	}
	return dayFirst
}

// parseTime finds the time of day in a text, and what stands behind it. A day
// without one begins at midnight; false where there is no such time.
func parseTime(text string) (time.Duration, string, bool) {
	hour, minute, second, half, rest := "", "", "", "", text
	if at := wallTime().FindStringSubmatchIndex(text); at != nil {
		m := wallTime().FindStringSubmatch(text)
		hour, minute, second, rest = m[1], m[2], m[3], text[at[1]:]
		if h := halfDay().FindStringSubmatch(rest); h != nil {
			half = strings.ToLower(h[1])
		}
	} else if m := bareHour().FindStringSubmatch(text); m != nil {
		hour, half = m[1], strings.ToLower(m[2])
		rest = text[strings.Index(text, m[0])+len(m[0]):]
	}
	if hour != "" && half == "" && eastHalf().MatchString(text) {
		half = "p"
	}
	at, ok := wall(hour, minute, second, half)
	return at, rest, ok
}

// wall is a time of day. half is "a" or "p" where the clock has twelve hours.
func wall(hour, minute, second, half string) (time.Duration, bool) {
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	s, _ := strconv.Atoi(second)
	switch {
	case half == "a" && h == 12:
		h = 0
	case half == "p" && h < 12:
		h += 12
	}
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second, h <= 24 && m < 60 && s <= 60
}

// zoneShift is how far the clock that stands behind a time is ahead of UTC; 0
// where none does, or nobody knows it.
func zoneShift(text, language, topLevel string) time.Duration {
	if m := offset().FindStringSubmatch(text); m != nil {
		shift, _ := wall(m[2], m[3], "", "")
		if m[1] != "+" {
			shift = -shift
		}
		if shift.Abs() <= 14*time.Hour {
			return shift
		}
		return 0
	}
	for _, m := range zoneName().FindAllString(text, -1) {
		if named := clocksOf()[m]; named != nil {
			return named.shift(language, topLevel)
		}
	}
	return 0
}
