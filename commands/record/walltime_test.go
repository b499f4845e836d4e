package record

import (
	"testing"
	"time"
	_ "time/tzdata"

	"prayerbot/content"
)

func TestAWallTimeBecomesOneInstant(t *testing.T) {
	for _, tt := range []struct{ what, date, at, zone, want string }{
		{"an ordinary morning", "2026-11-24", "07:00", "Africa/Lagos", "2026-11-24T06:00:00Z"},
		{"the first of the two instants of an overlap", "2026-11-01", "01:30", "America/New_York", "2026-11-01T05:30:00Z"},
		{"the end of a gap", "2026-03-08", "02:30", "America/New_York", "2026-03-08T07:00:00Z"},
		{"the end of a gap at midnight", "2026-03-08", "00:30", "America/Havana", "2026-03-08T05:00:00Z"},
		{"the begin of a gap at midnight", "2026-03-08", "00:00", "America/Havana", "2026-03-08T05:00:00Z"},
		{"just before a gap", "2026-03-08", "01:59", "America/New_York", "2026-03-08T06:59:00Z"},
		{"half an hour of summer time", "2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:30:00Z"},
		{"a date that the zone skips", "2011-12-30", "07:00", "Pacific/Apia", ""},
		{"the day after a skipped date", "2011-12-31", "07:00", "Pacific/Apia", "2011-12-30T17:00:00Z"},
		{"the far east", "2026-11-24", "00:00", "Pacific/Kiritimati", "2026-11-23T10:00:00Z"},
	} {
		zone, err := time.LoadLocation(tt.zone)
		if err != nil {
			t.Fatal(err)
		}
		date, _ := content.ParseDate(tt.date)
		clock, err := time.Parse("15:04", tt.at)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := Instant(date, Wall(clock.Hour()*60+clock.Minute()), zone)
		if text := got.UTC().Format(time.RFC3339); ok != (tt.want != "") || ok && text != tt.want {
			t.Errorf("%s: %s %s in %s is %s, %v; want %q", tt.what, tt.date, tt.at, tt.zone, text, ok, tt.want)
		}
	}
}

// Every existing local date has exactly one instant, in order, for zones with
// every kind of change.
func TestEveryDateHasOneInstantInOrder(t *testing.T) {
	for _, name := range []string{"America/New_York", "America/Havana", "Europe/Dublin", "Africa/Casablanca", "Asia/Tehran", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Gaza", "America/Asuncion", "UTC"} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []Wall{0, 30, 2*60 + 30, 7 * 60, 23*60 + 59} {
			checkDates(t, zone, at)
		}
	}
}

func checkDates(t *testing.T, zone *time.Location, at Wall) {
	t.Helper()
	var last time.Time
	for date, end := (content.Date{Year: 2010, Month: 1, Day: 1}), (content.Date{Year: 2038, Month: 1, Day: 1}); date.Before(end); date = date.Add(1) {
		got, ok := Instant(date, at, zone)
		skipped := zone.String() == "Pacific/Apia" && date == content.Date{Year: 2011, Month: 12, Day: 30}
		if ok == skipped {
			t.Fatalf("%s %s %s: there is an instant: %v", zone, date, at, ok)
		}
		if ok && !got.After(last) {
			t.Fatalf("%s %s %s: %s does not come after %s", zone, date, at, got, last)
		}
		if ok {
			last = got
		}
	}
}
