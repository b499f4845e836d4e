package words_test

import (
	"strings"
	"testing"
	"time"

	"prayerbot/commands/record"
	"prayerbot/commands/words"
	"prayerbot/content"
)

// tuesday is the day on which the tables are read.
var tuesday = words.Calendar{Today: content.Date{Year: 2026, Month: time.November, Day: 24}, Begins: feasts}

// feasts knows some occasions, as the calendar of the content does.
func feasts(key string, year int) []content.Date {
	easter := map[string]int{"easter": 0, "good-friday": -2, "ash-wednesday": -46, "palm-sunday": -7, "maundy-thursday": -3, "pentecost": 49, "ascension": 39}
	if days, is := easter[key]; is {
		return []content.Date{content.Easter(year).Add(days)}
	}
	switch key {
	case "christmas":
		return []content.Date{{Year: year, Month: time.December, Day: 25}}
	case "advent":
		return []content.Date{content.Advent(year)}
	case "all-saints":
		return []content.Date{{Year: year, Month: time.November, Day: 1}}
	case "easter-orthodox":
		return []content.Date{content.OrthodoxEaster(year)}
	case "epiphany":
		return []content.Date{{Year: year, Month: time.January, Day: 6}}
	}
	return nil
}

func datesText(dates []content.Date) string {
	if len(dates) == 0 {
		return "-"
	}
	var all []string
	for _, d := range dates {
		all = append(all, d.String())
	}
	return strings.Join(all, " ")
}

func TestADateIsReadAsPeopleSayIt(t *testing.T) {
	v := voice(t, "")
	for _, row := range table(t, "dates.tsv", 2) {
		if got := datesText(v.ReadDate(row[0], tuesday)); got != row[1] {
			t.Errorf("%q is %s, want %s", row[0], got, row[1])
		}
	}
}

func momentText(m words.Moment, is bool) string {
	switch {
	case !is:
		return "-"
	case !m.At.IsZero():
		return m.At.Format("2006-01-02T15:04")
	case len(m.Dates) == 0:
		return clockText(&m.Clock)
	}
	return clockText(&m.Clock) + " " + datesText(m.Dates)
}

func TestAMomentIsReadAsPeopleSayIt(t *testing.T) {
	v, noon := voice(t, ""), time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	for _, row := range table(t, "moments.tsv", 2) {
		if got := momentText(v.ReadMoment(row[0], tuesday, noon)); got != row[1] {
			t.Errorf("%q is %s, want %s", row[0], got, row[1])
		}
	}
}

func TestADateIsCutOffWhatItStandsBeside(t *testing.T) {
	v := voice(t, "")
	for text, want := range map[string]string{
		"nigeria tomorrow": "nigeria|2026-11-25", "tomorrow nigeria": "nigeria|2026-11-25", "nigeria on 24 december": "nigeria|2026-12-24",
		"24/12 north korea": "north korea|2026-12-24", "north korea on the 24th of December 2026": "north korea|2026-12-24",
		"nigeria": "nigeria|-", "nigeria 03/04": "nigeria|2027-04-03 2027-03-04", "christmas": "|2026-12-25", "for Nigeria on sunday": "for Nigeria|2026-11-29",
		"christmas island": "island|2026-12-25", // whoever asks looks first whether it names a place
	} {
		rest, _, dates := v.CutDate(text, tuesday)
		if got := rest + "|" + datesText(dates); got != want {
			t.Errorf("%q is %s, want %s", text, got, want)
		}
	}
}

func TestASpanIsReadAsPeopleSayIt(t *testing.T) {
	v := voice(t, "")
	for text, want := range map[string]string{
		"22:00 to 07:00": "22:00 07:00", "22:00-07:00": "22:00 07:00", "from 10pm to 7am": "22:00 07:00", "10 pm until 7 am": "22:00 07:00",
		"22h – 7h": "22:00 07:00", "from 10 in the evening to 7 in the morning": "22:00 07:00", "midnight to noon": "00:00 12:00", "between 22:00 and 7": "",
		"22:00": "", "lagos to abuja": "", "": "",
	} {
		from, to, is := v.ReadSpan(text)
		if got := strings.TrimSpace(clockText(&from) + " " + clockText(&to)); is != (want != "") || is && got != want {
			t.Errorf("%q is %q (%t), want %q", text, got, is, want)
		}
	}
}

func TestDaysAloneAreRead(t *testing.T) {
	v := voice(t, "")
	for text, want := range map[string]record.Days{
		"every day": 0, "daily": 0, "weekdays": record.Weekdays, "the weekend": record.Weekends, "mo": 2, "on Mondays": 2, "Mon, Wed, Fri": 2 | 8 | 32, "tu th": 4 | 16,
		"everyday except Sunday": record.Weekdays | 64,
	} {
		if got, is := v.ReadDays(text); !is || got != want {
			t.Errorf("%q is %b (%t), want %b", text, got, is, want)
		}
	}
	for _, text := range []string{"", "funday", "blue moons", "every other day", "monday morning please"} {
		if got, is := v.ReadDays(text); is {
			t.Errorf("%q is %b", text, got)
		}
	}
}
