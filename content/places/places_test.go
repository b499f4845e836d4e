package places

import (
	_ "embed"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

//go:embed testdata/zones.tsv
var zonesTable string

// zonesOf are the zones of an answer, in its order.
func zonesOf(a Answer) []string {
	var all []string
	for _, p := range a.Places {
		all = append(all, p.Zone)
	}
	return all
}

// Every line of the table gives the clock that people mean: at once, or among the
// first two of at most four choices; and no other one.
func TestAPlaceHasTheClockThatPeopleMean(t *testing.T) {
	lines, atOnce, among, wrong := 0, 0, 0, 0
	for line := range strings.Lines(zonesTable) {
		text, want, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if line[0] == '#' {
			continue
		}
		a := Find(text)
		got, zones := zonesOf(a), strings.Fields(want)
		lines++
		switch {
		case want == "!" && a.Miss != nil && len(got) == 0, want == "-" && len(got) == 0 && a.Miss == nil:
			atOnce++
		case len(zones) == 1 && slices.Equal(got, zones):
			atOnce++
		case a.Whole == "" && len(got) > most:
			t.Errorf("%q has %d choices", text, len(got))
		case len(zones) > 1 && len(got) >= 2 && slices.Contains(got[:min(2, len(got))], zones[0]) && !slices.ContainsFunc(zones, func(z string) bool { return !slices.Contains(got, z) }):
			among++
		case len(zones) == 1 && slices.Contains(got[:min(2, len(got))], zones[0]):
			among++
		default:
			wrong++
			t.Errorf("%q gives %v (miss %v), want %s", text, got, a.Miss, want)
		}
	}
	t.Logf("%d lines: %d at once, %d to choose, %d wrong", lines, atOnce, among, wrong)
	if lines < 200 || atOnce*100 < lines*85 {
		t.Errorf("only %d of %d are answered at once", atOnce, lines)
	}
}

func TestWhatFitsNothingIsSaid(t *testing.T) {
	a := Find("Portland, Nevada")
	if a.Miss == nil || *a.Miss != (Miss{"Portland", "Nevada"}) {
		t.Errorf("got %+v", a)
	}
}

func TestAClockThatIsNamedItselfIsSure(t *testing.T) {
	for text, sure := range map[string]bool{"Africa/Lagos": true, "UTC+3": true, "JST": true, "eastern": true, "Lagos": false, "EST": false, "Nigeria": false} {
		if a := Find(text); a.Sure != sure || len(a.Places) == 0 {
			t.Errorf("%q is sure: %v, %v", text, a.Sure, a.Places)
		}
	}
}

func TestASignIsNotTurnedRound(t *testing.T) {
	for zone, want := range map[string]string{"Etc/GMT+3": "UTC−3", "Etc/GMT-14": "UTC+14", "Etc/UTC": "UTC", "UTC": "UTC", "America/Sao_Paulo": "Sao Paulo", "Asia/Kolkata": "Kolkata"} {
		if got := ZoneName(zone); got != want {
			t.Errorf("%s is said as %q, want %q", zone, got, want)
		}
	}
}

func TestEveryClockOfTheTableExists(t *testing.T) {
	n := 0
	for name, zones := range clocks() {
		n++
		for _, zone := range zones {
			if !Valid(zone) {
				t.Errorf("%s leads to %s, which is no zone", name, zone)
			}
		}
		if len(zones) > 3 {
			t.Errorf("%s leads to %d zones; offer three at most", name, len(zones))
		}
	}
	if n < 100 {
		t.Errorf("there are only %d clocks", n)
	}
}

func TestAllCitiesComeTheLargestFirst(t *testing.T) {
	of := map[string]string{}
	last, n := 0, 0
	for name, p := range All() {
		if n > 0 && p.Population > last {
			t.Fatalf("%s has more people than the city before", name)
		}
		last = p.Population
		n++
		if of[name] == "" {
			of[name] = p.Country
		}
	}
	if n < 25_000 || of["Lagos"] != "NG" || of["London"] != "GB" {
		t.Errorf("%d cities: %v", n, of["London"])
	}
	for range All() {
		break
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
		key := strings.Trim(strings.TrimPrefix(strings.SplitN(string(data), "\n", 2)[0], "key:"), ` "`)
		if len(OfCountry(key)) == 0 {
			t.Errorf("%s (%s) has no place", f.Name(), key)
		}
	}
}

func TestACountrysZonesComeWithTheirLargestCities(t *testing.T) {
	us := OfCountry("us")
	if len(us) < 6 || us[0].Name != "New York City" && us[0].Name != "New York" || us[0].Zone != "America/New_York" || us[1].Zone != "America/Chicago" {
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
	for _, text := range []string{"lagos", "hoston", "London, Ontario, Canada", "sydney australia"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Find(text)
			}
		})
	}
}

// TestOmanAndAmmanAreToldApart: by their vowels, or by what they lie in; else the asker
// chooses.
func TestOmanAndAmmanAreToldApart(t *testing.T) {
	for text, want := range map[string]string{
		"عمان": "Asia/Muscat Asia/Amman", "عُمان": "Asia/Muscat", "عمّان": "Asia/Amman", "عَمّان": "Asia/Amman",
		"عمان، الأردن": "Asia/Amman", "عمان الأردن": "Asia/Amman", "مسقط": "Asia/Muscat",
	} {
		if got := strings.Join(zonesOf(Find(text)), " "); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}
