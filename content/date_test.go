package content

import "testing"

func TestDatesCountOverTheirEdges(t *testing.T) {
	for _, tt := range []struct {
		from string
		add  int
		want string
	}{
		{"2026-11-24", 1, "2026-11-25"}, {"2026-12-31", 1, "2027-01-01"}, {"2028-02-28", 1, "2028-02-29"},
		{"2026-01-01", -1, "2025-12-31"}, {"1970-01-01", -1, "1969-12-31"},
	} {
		date, err := ParseDate(tt.from)
		if err != nil {
			t.Fatal(err)
		}
		got := date.Add(tt.add)
		if got.String() != tt.want || got.Days()-date.Days() != tt.add || got.Before(date) != (tt.add < 0) {
			t.Errorf("%s and %d days is %s", tt.from, tt.add, got)
		}
	}
	for _, bad := range []string{"", "24.11.2026", "2026-02-30", "2026-13-01"} {
		if d, err := ParseDate(bad); err == nil {
			t.Errorf("%q is read as %s", bad, d)
		}
	}
}

func TestADateIsWrittenAndReadAgain(t *testing.T) {
	for _, d := range []Date{{}, {2026, 11, 24}} {
		text, _ := d.MarshalText()
		var again Date
		if err := again.UnmarshalText(text); err != nil || again != d {
			t.Errorf("%s is read as %s, %v", text, again, err)
		}
	}
}
