package places

import (
	"os"
	"strings"
	"testing"
	"time"
)

func TestAPlaceIsFoundByWhatPeopleType(t *testing.T) {
	for _, tt := range []struct{ text, zone string }{
		{"lagos", "Africa/Lagos"},
		{"Africa/Lagos", "Africa/Lagos"},
		{"africa/lagos", "Africa/Lagos"},
		{"america/new york", "America/New_York"},
		{"America/New_York", "America/New_York"},
		{"Europe/Berlin", "Europe/Berlin"},
		{"asia/calcutta", "Asia/Calcutta"},
		{"new york", "America/New_York"},
		{"NYC", "America/New_York"},
		{"houston", "America/Chicago"},
		{"São Paulo", "America/Sao_Paulo"},
		{"sao paulo", "America/Sao_Paulo"},
		{"zurich", "Europe/Zurich"},
		{"köln", "Europe/Berlin"},
		{"bombay", "Asia/Kolkata"},
		{"kiev", "Europe/Kyiv"},
		{"birmingham", "Europe/London"},
		{"birmingham, us", "America/Chicago"},
		{"birmingham alabama", "America/Chicago"},
		{"Washington DC", "America/New_York"},
		{"st. petersburg", "Europe/Moscow"},
		{"hoston", "America/Chicago"},
		{"Berln", "Europe/Berlin"},
		{"utc", "Etc/UTC"},
		{"UTC+3", "Etc/GMT-3"},
		{"gmt -5", "Etc/GMT+5"},
		{"Etc/UTC", "Etc/UTC"},
	} {
		found := Find(tt.text)
		if len(found) == 0 || found[0].Zone != tt.zone {
			t.Errorf("%q finds %v, want %s", tt.text, found, tt.zone)
		}
	}
}

func TestWhatIsNoPlaceIsNotFound(t *testing.T) {
	for _, text := range []string{"", "  ", "?", "EST", "CST", "IST", "nowhereville-upon-nothing", "Africa/Atlantis", "utc+99", "utc+3:30", "Local", "../etc/passwd", "/", "a/b/c"} {
		if found := Find(text); len(found) != 0 {
			t.Errorf("%q finds %v", text, found)
		}
	}
}

func TestEveryLineOfTheTableHoldsAZoneThatExists(t *testing.T) {
	n := 0
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if line[0] == '#' {
			continue
		}
		n++
		if len(fields) != 6 || len(fields[1]) != 2 || !Valid(fields[2]) {
			t.Errorf("line %d is wrong: %q", n, line)
		}
	}
	if n < 4000 {
		t.Errorf("there are only %d places", n)
	}
}

func TestEveryCountryHasAPlace(t *testing.T) {
	files, err := os.ReadDir("../countries")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile("../countries/" + f.Name())
		if err != nil {
			t.Fatal(err)
		}
		key := strings.TrimSpace(strings.TrimPrefix(strings.SplitN(string(data), "\n", 2)[0], "key:"))
		if len(OfCountry(key)) == 0 {
			t.Errorf("%s (%s) has no place", f.Name(), key)
		}
	}
}

func TestACountrysZonesComeWithTheirLargestCities(t *testing.T) {
	us := OfCountry("us")
	if len(us) < 6 || us[0].Name != "New York" || us[1].Name != "Los Angeles" || us[2].Name != "Chicago" {
		t.Errorf("got %v", us)
	}
	if ng := OfCountry("NG"); len(ng) != 1 || ng[0].Zone != "Africa/Lagos" {
		t.Errorf("got %v", ng)
	}
	if none := OfCountry("ZZ"); none != nil {
		t.Errorf("got %v", none)
	}
}

func TestZonesAreValidWithoutTheMachine(t *testing.T) {
	for zone, want := range map[string]bool{"Africa/Lagos": true, "UTC": true, "": false, "Local": false, "Mars/Base": false} {
		if Valid(zone) != want {
			t.Errorf("%q is valid: %v", zone, !want)
		}
	}
	if _, err := time.LoadLocation("Pacific/Kiritimati"); err != nil {
		t.Error(err)
	}
}

func BenchmarkFind(b *testing.B) {
	for _, text := range []string{"lagos", "hoston"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Find(text)
			}
		})
	}
}
