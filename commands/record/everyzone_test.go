package record

import (
	"archive/zip"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"prayerbot/content"
)

// The years over which every zone is tried.
var (
	firstDate = content.Date{Year: 2010, Month: 1, Day: 1}
	lastDate  = content.Date{Year: 2037, Month: 12, Day: 31}
)

// everyZone is the name of every zone that Go itself knows.
func everyZone(t *testing.T) []string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal("go env:", err)
	}
	archive, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	var names []string
	for _, f := range archive.File {
		if !strings.HasSuffix(f.Name, "/") && f.Name != "Factory" {
			names = append(names, f.Name)
		}
	}
	return names
}

// A stretch is a time without a change of the clock: its wall is UTC moved by
// an offset.
type stretch struct {
	from, to time.Time
	offset   time.Duration
}

// stretches is a zone as a list of stretches: another way to say what it is
// than the one that Instant goes.
func stretches(zone *time.Location) []stretch {
	var all []stretch
	at, end := noonOf(firstDate).AddDate(0, 0, -10), noonOf(lastDate).AddDate(0, 0, 10)
	for at.Before(end) {
		_, offset := at.In(zone).Zone()
		_, to := at.In(zone).ZoneBounds()
		if to.IsZero() || to.After(end) {
			to = end
		}
		all = append(all, stretch{at, to, time.Duration(offset) * time.Second})
		at = to
	}
	return all
}

// expected finds the instant of a wall time by going through the stretches: the
// first that shows it; where none does, the begin of the stretch that jumps
// over it. It is false where no stretch shows any time of the date.
func expected(all []stretch, date content.Date, at Wall) (time.Time, bool) {
	midnight := noonOf(date).Add(-12 * time.Hour)
	naive := midnight.Add(time.Duration(at) * time.Minute)
	exists := false
	for _, s := range all {
		begins, ends := s.from.Add(s.offset), s.to.Add(s.offset) // on the wall
		exists = exists || begins.Before(midnight.AddDate(0, 0, 1)) && ends.After(midnight)
	}
	for _, s := range all {
		t := naive.Add(-s.offset)
		if !t.Before(s.from) && t.Before(s.to) {
			return t, exists
		}
	}
	for _, s := range all {
		if s.from.Add(s.offset).After(naive) {
			return s.from, exists
		}
	}
	return time.Time{}, false
}

// Every zone, every date from 2010 to 2037: at one wall time on ordinary days,
// at a whole day of them where the clock changes.
func TestEveryZoneHasItsSlots(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range everyZone(t) {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		all := stretches(zone)
		if key := keyOf(all); !seen[key] {
			seen[key] = true
			checkZone(t, zone, all)
		}
	}
	if len(seen) < 100 {
		t.Errorf("only %d different zones were tried", len(seen))
	}
}

// keyOf tells zones with the same clocks by.
func keyOf(all []stretch) string {
	var b strings.Builder
	for _, s := range all {
		b.WriteString(s.from.String())
		b.WriteString(s.offset.String())
	}
	return b.String()
}

func checkZone(t *testing.T, zone *time.Location, all []stretch) {
	t.Helper()
	changes := map[content.Date]bool{}
	for _, s := range all {
		for n := -2; n <= 2; n++ {
			changes[content.DateOf(s.from.UTC()).Add(n)] = true
		}
	}
	near := 0 // the stretches before are over
	for date, n := firstDate, 0; !lastDate.Before(date); date, n = date.Add(1), n+1 {
		for near+1 < len(all) && all[near].to.Before(noonOf(date).AddDate(0, 0, -3)) {
			near++
		}
		nearby := all[near:min(len(all), near+6)]
		if !changes[date] {
			checkInstant(t, zone, nearby, date, Wall(n*37%1440))
			continue
		}
		for at := Wall(0); at < 1440; at += 15 {
			checkInstant(t, zone, nearby, date, at)
		}
	}
}

func checkInstant(t *testing.T, zone *time.Location, all []stretch, date content.Date, at Wall) {
	t.Helper()
	want, exists := expected(all, date, at)
	got, ok := Instant(date, at, zone)
	if ok != exists || ok && !got.Equal(want) {
		t.Fatalf("%s %s %s is %s, %v; want %s, %v", zone, date, at, got, ok, want, exists)
	}
}

func noonOf(d content.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC)
}
