package feed

import (
	"regexp"
	"strconv"
	"strings"
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
	for i, text := range d.published {
		var t time.Time
		if i < len(d.parsed) && d.parsed[i] != nil {
			t = *d.parsed[i]
		} else {
			t = parseDate(text)
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

// months are the names of months by their first letters, in the languages of
// feeds that do not keep to English.
var months = map[string]string{
	"janv": "Jan", "ene": "Jan", "gen": "Jan", "jan": "Jan", "fevr": "Feb", "fev": "Feb", "feb": "Feb",
	"mars": "Mar", "mar": "Mar", "marz": "Mar", "avr": "Apr", "abr": "Apr", "apr": "Apr", "mai": "May", "may": "May", "mag": "May", "maio": "May",
	"juin": "Jun", "jun": "Jun", "giu": "Jun", "juil": "Jul", "jul": "Jul", "lug": "Jul", "aout": "Aug", "ago": "Aug", "aug": "Aug",
	"sept": "Sep", "sep": "Sep", "set": "Sep", "oct": "Oct", "okt": "Oct", "ott": "Oct", "out": "Oct", "nov": "Nov", "dec": "Dec", "dic": "Dec", "dez": "Dec",
}

var (
	dayMonth = regexp.MustCompile(`(?:^|[^0-9])([0-9]{1,2})(?:er|\.|º)?[\s-]+(?:de\s+)?(\pL+)\.?,?[\s-]+(?:de\s+)?([0-9]{4})(?:\D+([0-9]{1,2})[:hH]([0-9]{2})(?::([0-9]{2}))?(.*))?`)
	isoDate  = regexp.MustCompile(`^([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[T ]+([0-9]{2}):?([0-9]{2})(?::?([0-9]{2}))?(?:[.,][0-9]+)?(.*))?$`)
	slashed  = regexp.MustCompile(`^(?:(\pL{3})\pL*,?\s+)?([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?:\D+([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(.*))?$`)
	offset   = regexp.MustCompile(`([+-])([0-9]{2}):?([0-9]{2})`)
	allDigit = regexp.MustCompile(`^[0-9]{9,13}$`)
)

// parseDate reads the forms of dates that the parser library does not know:
// seconds and milliseconds since 1970, ISO dates with odd ends, and days and
// months in other languages. The zero time where it cannot.
func parseDate(text string) time.Time {
	text = strings.TrimSpace(text)
	if len(text) > 100 {
		return time.Time{}
	}
	if allDigit.MatchString(text) {
		n, _ := strconv.ParseInt(text, 10, 64)
		if len(text) > 11 {
			return time.UnixMilli(n).UTC()
		}
		return time.Unix(n, 0).UTC()
	}
	if m := isoDate.FindStringSubmatch(text); m != nil {
		return built(m[1], "", m[2], m[3], m[4], m[5], m[6], m[7])
	}
	if m := slashed.FindStringSubmatch(text); m != nil {
		return slashedDate(m)
	}
	if m := dayMonth.FindStringSubmatch(text); m != nil {
		if month := monthOf(m[2]); month != "" {
			return built(m[3], month, "", m[1], m[4], m[5], m[6], m[7])
		}
	}
	return time.Time{}
}

// slashedDate reads 11/21/2026 and 21/11/2026: where both can be, the one that
// falls on the day of the week that stands before it, else day first.
func slashedDate(m []string) time.Time {
	dayFirst := built(m[4], "", m[3], m[2], m[5], m[6], m[7], m[8])
	monthFirst := built(m[4], "", m[2], m[3], m[5], m[6], m[7], m[8])
	if dayFirst.IsZero() || !monthFirst.IsZero() && m[1] != "" && strings.EqualFold(monthFirst.Weekday().String()[:3], m[1]) {
		return monthFirst
	}
	return dayFirst
}

// monthOf finds a month by the longest beginning of its name that is known.
func monthOf(name string) string {
	p := fold(name)
	for n := min(len(p), 4); n >= 3; n-- {
		if month := months[p[:n]]; month != "" {
			return month
		}
	}
	return ""
}

// built puts a date together; the zero time where there is no such date.
func built(year, month, monthNumber, day, hour, minute, second, zone string) time.Time {
	layout, text := "2006-1-2", year+"-"+monthNumber+"-"+day
	if month != "" {
		layout, text = "2006-Jan-2", year+"-"+month+"-"+day
	}
	date, err := time.Parse(layout, text)
	if err != nil {
		return time.Time{}
	}
	var shift time.Duration
	if m := offset.FindStringSubmatch(zone); m != nil {
		shift = hours(m[2], m[3], "")
		if m[1] == "-" {
			shift = -shift
		}
	}
	return date.Add(hours(hour, minute, second) - shift)
}

func hours(hour, minute, second string) time.Duration {
	h, _ := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	s, _ := strconv.Atoi(second)
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second
}
