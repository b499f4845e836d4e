package session_test

import (
	"testing"
	"time"

	"prayerbot/commands/session"
)

func TestAForecastSaysWhenWhatIsDueComes(t *testing.T) {
	from := time.Date(2026, 12, 1, 6, 0, 0, 0, time.UTC)
	due := make([]int, 24*60)
	due[60], due[61], due[24*60-1] = 50_000, 100, 3000 // 07:00, 07:01, 05:59
	f := session.NewForecast(from, 25, due)
	clock := func(t time.Time) string { return t.Format("15:04") }
	for _, tt := range []struct {
		at          time.Duration // after 06:00
		first, last string        // "" where it comes in its minute
	}{
		{0, "", ""},
		{59 * time.Minute, "", ""},
		{60 * time.Minute, "07:00", "07:34"}, // 2,000 seconds
		{61 * time.Minute, "07:33", "07:34"}, // behind 48,500
		{93 * time.Minute, "", ""},           // 600 are left over
		{94 * time.Minute, "", ""},
		{24*time.Hour - time.Minute, "05:59", "06:01"},
		{84 * time.Hour, "", ""}, // of another day by its time
		{7*24*time.Hour + time.Hour, "07:00", "07:34"},
		{-23 * time.Hour, "07:00", "07:34"},
	} {
		first, last, crowded := f.Span(from.Add(tt.at))
		if crowded != (tt.first != "") || crowded && (clock(first) != tt.first || clock(last) != tt.last) {
			t.Errorf("after %s it comes between %s and %s, %v; want %s and %s", tt.at, clock(first), clock(last), crowded, tt.first, tt.last)
		}
	}
	any, after := func(int) bool { return true }, func(minutes int) bool { return minutes > 0 }
	if minutes, found := f.Free(from.Add(time.Hour), any); !found || minutes != -1 {
		t.Errorf("free is %d, %v", minutes, found)
	}
	if minutes, found := f.Free(from.Add(time.Hour), after); found {
		t.Errorf("%d minutes after 50,000 points one is free", minutes)
	}
	if minutes, found := f.Free(from.Add(80*time.Minute), after); !found || minutes != 13 {
		t.Errorf("free after a peak is %d, %v", minutes, found)
	}
}

func TestTheZeroForecastKnowsNothing(t *testing.T) {
	var f session.Forecast
	if _, _, crowded := f.Span(time.Time{}); crowded {
		t.Error("nothing is due, and the minute is full")
	}
	if _, found := f.Free(time.Time{}, func(int) bool { return true }); found {
		t.Error("nothing is known, and a minute is free")
	}
}
