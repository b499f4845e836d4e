package pray

import (
	"regexp"
	"strconv"
	"strings"

	"prayerbot/commands/session"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// A prayArgs is what a line such as "nigeria tomorrow" asks for.
type prayArgs struct {
	text  string // the country, region or list; "" is what the chat prays for
	date  content.Date
	named bool // the line names the date
	n     int  // which of the country's points
}

// when is the date as a button's line carries it, "" where the line named
// none.
func (w prayArgs) when() string {
	if !w.named {
		return ""
	}
	return " " + w.date.String()
}

// dateLike is a word that was meant as a date.
var dateLike = regexp.MustCompile(`^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}$`)

// parsePray takes a line apart. A text that names a place is never a date.
func parsePray(s *session.Session, line string, today content.Date) (prayArgs, error) {
	w := prayArgs{text: line, date: today}
	if line == "" || s.NamesPlace(line) {
		return w, nil
	}
	if !w.takeDay(today) {
		w.text, w.n = trailingNumber(line)
		w.takeDay(today)
	}
	for _, word := range strings.Fields(w.text) {
		if dateLike.MatchString(word) {
			return w, s.Problem("problem.date", words.With{"Text": session.Quote(word)})
		}
	}
	if w.date.Before(today.Add(-366)) || today.Add(366).Before(w.date) {
		return w, s.Problem("problem.pray_far", words.With{"Date": s.Date(w.date), "Example": today.Add(30).String()})
	}
	return w, nil
}

// maxDateWords is how many words a date may have: "24 December 2026".
const maxDateWords = 3

// takeDay takes a date off the end or the beginning of the text; false where
// there is none.
func (w *prayArgs) takeDay(today content.Date) bool {
	fields := strings.Fields(w.text)
	for n := min(maxDateWords, len(fields)); n > 0; n-- {
		head, tail := fields[:len(fields)-n], fields[len(fields)-n:]
		if d, ok := readDay(strings.Join(tail, " "), today); ok {
			w.text, w.date, w.named = strings.Join(head, " "), d, true
			return true
		}
		if d, ok := readDay(strings.Join(fields[:n], " "), today); ok {
			w.text, w.date, w.named = strings.Join(fields[n:], " "), d, true
			return true
		}
	}
	return false
}

// readDay reads a date, also one that has passed.
func readDay(s string, today content.Date) (content.Date, bool) {
	switch strings.ToLower(s) {
	case "today":
		return today, true
	case "yesterday":
		return today.Add(-1), true
	}
	return words.ReadDate(s, today)
}

// trailingNumber parts "KP 2" into the name and the number. A number too large
// to mean anything counts as 0.
func trailingNumber(text string) (string, int) {
	name, number, ok := cutLast(text, " ")
	n, err := strconv.Atoi(number)
	if !ok || err != nil || n < 0 || n > maxNth {
		return text, 0
	}
	return name, n
}

// maxNth bounds how far "Another" counts; it wraps around long before.
const maxNth = 9999

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}
