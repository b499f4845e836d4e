package words_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/words"
)

func TestWhatComesBackIsReadAsPeopleSayIt(t *testing.T) {
	v := voice(t, "")
	for _, row := range table(t, "repetitions.tsv", 3) {
		r, is := v.ReadRepetition(row[0], tuesday)
		got, rest := repetitionText(r, is), ""
		if is {
			_, rest = r.Cut(row[0])
		}
		if got != row[1] || rest != row[2] {
			t.Errorf("%q is read as %q and %q, want %q and %q", row[0], got, rest, row[1], row[2])
		}
	}
}

// repetitionText writes what was read as the table does.
func repetitionText(r words.Repetition, is bool) string {
	if !is {
		return "-"
	}
	var all []string
	for _, at := range r.Clock.At {
		all = append(all, at.String())
	}
	switch {
	case r.Days == 0:
		all = append(all, "every")
	default:
		all = append(all, shortDays(r.Days)...)
	}
	for i, date := range r.Until {
		if i == 0 {
			all = append(all, "until")
		}
		all = append(all, date.String())
	}
	if r.Times > 0 {
		all = append(all, strconv.Itoa(r.Times), "times")
	}
	if r.NoEnd != "" {
		all = append(all, "no end:", r.NoEnd)
	}
	return strings.Join(all, " ")
}

// shortDays are the names of days, Monday first.
func shortDays(days record.Days) (names []string) {
	for i := range 7 {
		if w := time.Weekday((i + 1) % 7); days.Has(w) {
			names = append(names, w.String()[:3])
		}
	}
	return names
}
