package record

import (
	"testing"
	"time"

	"prayerbot/content"
)

func moment(t *testing.T, s string) time.Time {
	t.Helper()
	m, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func lagos() Subscription { return Subscription{ID: 1, At: 7 * 60, Zone: "Africa/Lagos"} }

func day24(n int) content.Date { return content.Date{Year: 2026, Month: 11, Day: n} }

func TestTheNextSlot(t *testing.T) {
	for _, tt := range []struct {
		what   string
		change func(*Subscription)
		now    string
		want   string // local date; "" is none
	}{
		{"today, before its time", nil, "2026-11-24T05:59:59Z", "2026-11-24"},
		{"tomorrow, at its time", nil, "2026-11-24T06:00:00Z", "2026-11-25"},
		{"tomorrow, where today is finished", func(s *Subscription) { s.Last = day24(24) }, "2026-11-24T05:00:00Z", "2026-11-25"},
		{"after the last finished date, even far ahead", func(s *Subscription) { s.Last = content.Date{Year: 2027, Month: 3, Day: 1} }, "2026-11-24T05:00:00Z", "2027-03-02"},
		{"the next wanted weekday", func(s *Subscription) { s.Days = Days(0).With(time.Sunday) }, "2026-11-24T05:00:00Z", "2026-11-29"},
		{"the day that ends a pause", func(s *Subscription) { s.PausedTo = content.Date{Year: 2026, Month: 12, Day: 24} }, "2026-11-24T05:00:00Z", "2026-12-24"},
		{"none while paused without end", func(s *Subscription) { s.Paused = true }, "2026-11-24T05:00:00Z", ""},
		{"none in a zone that does not exist", func(s *Subscription) { s.Zone = "Africa/Atlantis" }, "2026-11-24T05:00:00Z", ""},
		{"not one before the subscription was made", func(s *Subscription) { s.Since = time.Date(2026, 11, 25, 6, 0, 0, 0, time.UTC) }, "2026-11-24T05:00:00Z", "2026-11-26"},
	} {
		s := lagos()
		if tt.change != nil {
			tt.change(&s)
		}
		slot, ok := s.Next(moment(t, tt.now))
		if slot.Date.String() != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: got %s, %v; want %q", tt.what, slot.Date, ok, tt.want)
		}
	}
}

func TestTheLatestSlot(t *testing.T) {
	for _, tt := range []struct {
		what   string
		change func(*Subscription)
		now    string
		want   string
	}{
		{"today's, at its time", nil, "2026-11-24T06:00:00Z", "2026-11-24"},
		{"yesterday's, before today's time", nil, "2026-11-24T05:59:59Z", "2026-11-23"},
		{"only the newest after days of silence", func(s *Subscription) { s.Last = day24(10) }, "2026-11-24T08:00:00Z", "2026-11-24"},
		{"none where today is finished", func(s *Subscription) { s.Last = day24(24) }, "2026-11-24T08:00:00Z", ""},
		{"none where the clock went back a day", func(s *Subscription) { s.Last = day24(24) }, "2026-11-23T08:00:00Z", ""},
		{"none from before the subscription was made", func(s *Subscription) { s.Since = time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC) }, "2026-11-24T08:00:00Z", ""},
		{"none while paused", func(s *Subscription) { s.PausedTo = day24(25) }, "2026-11-24T08:00:00Z", ""},
	} {
		s := lagos()
		if tt.change != nil {
			tt.change(&s)
		}
		slot, ok := s.Latest(moment(t, tt.now))
		if ok != (tt.want != "") || ok && slot.Date.String() != tt.want {
			t.Errorf("%s: got %s, %v; want %q", tt.what, slot.Date, ok, tt.want)
		}
	}
}

// However zone and time change, no local date comes twice.
func TestAChangeOfZoneNeverRepeatsADate(t *testing.T) {
	s := lagos()
	s.Last = day24(24)
	for _, zone := range []string{"Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York", "Asia/Tokyo"} {
		s.Zone = zone
		slot, ok := s.Next(time.Date(2026, 11, 24, 7, 0, 0, 0, time.UTC))
		if !ok || !s.Last.Before(slot.Date) {
			t.Errorf("in %s the next is %s", zone, slot.Date)
		}
	}
}
