package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	ics "github.com/arran4/golang-ical"

	"prayerbot/content"
)

// typed runs a command line and returns what it prints.
func typed(t *testing.T, args ...string) (code int, said string) {
	t.Helper()
	var out strings.Builder
	code = start(surroundings{Context: context.Background(), in: strings.NewReader(""), out: &out, err: &out}, args)
	return code, out.String()
}

func TestATemplateIsADraftWithoutFault(t *testing.T) {
	for _, tt := range []struct{ what, name, path string }{
		{"country", "Nigeria", "countries/nigeria.yaml"},
		{"country", "Ivory Coast", "countries/cote-divoire.yaml"},
		{"country", "Dog Island", "countries/dog-island.yaml"},
		{"post", "A church is burnt in Burkina Faso", "posts/*-a-church-is-burnt-in-burkina-faso.md"},
		{"post", `Colons: "quotes" & a very long title that goes on for quite a while, but not for ever`, "posts/*-colons-quotes-a-very-long-title-that.md"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := t.TempDir()
			if code, said := typed(t, "new", tt.what, tt.name, folder); code != exitFine || !strings.Contains(said, "SAMPLE") {
				t.Fatal(code, said)
			}
			paths, _ := filepath.Glob(filepath.Join(folder, tt.path))
			if len(paths) != 1 {
				t.Fatal("the file is not where it should be")
			}
			library, err := loadContent(folder)
			if err != nil || library.Drafts != 1 || len(library.Countries) != 200 {
				t.Fatalf("%v, %d drafts", err, library.Drafts)
			}
			checkPublished(t, folder, paths[0], tt.name)
			text, _ := os.ReadFile(paths[0])
			if code, said := typed(t, "new", tt.what, tt.name, folder); code != exitFailed || !strings.Contains(said, "is there already") {
				t.Errorf("a second one: %d, %s", code, said)
			}
			if again, _ := os.ReadFile(paths[0]); string(again) != string(text) {
				t.Error("the file was overwritten")
			}
		})
	}
}

// checkPublished takes the mark of a draft away: the samples are faults then,
// and once they are replaced there is none.
func checkPublished(t *testing.T, folder, path, name string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	published := strings.Replace(string(text), "draft: true\n", "", 1)
	published = strings.NewReplacer("country:     #", `country: "NG"     #`, "id: xx-", "id: ng-").Replace(published) // what an editor fills in
	for _, mark := range []string{"SAMPLE:", "EXAMPLE:"} {
		if err := os.WriteFile(path, []byte(strings.ReplaceAll(published, "SAMPLE:", mark)), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := loadContent(folder)
		if (err == nil) != (mark != "SAMPLE:") {
			t.Errorf("%s published with %s: %v", name, mark, err)
		}
	}
}

func TestWhatIsNewNeedsANameAndOneCountry(t *testing.T) {
	folder := t.TempDir()
	for _, args := range [][]string{
		{"new", "country", "Korea", folder}, {"new", "country", "???", folder}, {"new", "post", "???", folder},
		{"new", "post", strings.Repeat("long ", 30), folder}, {"new", "post", "News", folder, "--country", "Korea"},
	} {
		if code, said := typed(t, args...); code != exitUsage {
			t.Errorf("%v: %d, %s", args, code, said)
		}
	}
	if left, _ := os.ReadDir(folder); len(left) > 0 {
		t.Errorf("%d files are left", len(left))
	}
}

// builtinOnce is the built-in content.
var builtinOnce = sync.OnceValues(func() (*content.Library, error) { return loadContent("") })

func builtin(t *testing.T) *content.Library {
	t.Helper()
	library, err := builtinOnce()
	if err != nil {
		t.Fatal(err)
	}
	return library
}

// december is a month for Nigeria and the Middle East, seen from 25 November.
func december(t *testing.T, library *content.Library) month {
	t.Helper()
	s, err := choose(library, "Nigeria, Middle East")
	if err != nil {
		t.Fatal(err)
	}
	return month{
		library: library, selection: s, first: content.Date{Year: 2026, Month: 12, Day: 1},
		today: content.Date{Year: 2026, Month: 11, Day: 25}, now: time.Date(2026, 11, 25, 8, 30, 0, 0, time.UTC),
	}
}

func TestAMonthIsReadBackAsItWasWritten(t *testing.T) {
	m := december(t, builtin(t))
	cal, err := ics.ParseCalendar(strings.NewReader(m.ics()))
	if err != nil {
		t.Fatal(err)
	}
	events := cal.Events()
	if len(events) != 31 {
		t.Fatalf("there are %d events", len(events))
	}
	seen := map[string]bool{}
	i := 0
	m.days(func(date content.Date, p *content.Point) bool {
		e := events[i]
		i++
		start, err := e.GetAllDayStartAt()
		if err != nil || content.DateOf(start) != date {
			t.Errorf("%s begins at %s, %v", date, start, err)
		}
		if end, err := e.GetAllDayEndAt(); err != nil || content.DateOf(end) != date.Add(1) {
			t.Errorf("%s ends at %s, %v", date, end, err)
		}
		if got := e.GetProperty(ics.ComponentPropertySummary).Value; got != title(p) {
			t.Errorf("%s is called %q, want %q", date, got, title(p))
		}
		if got := e.GetProperty(ics.ComponentPropertyDescription).Value; got != strings.Join(lines(p), "\n\n") {
			t.Errorf("%s says %q", date, got)
		}
		if stamp := e.GetProperty(ics.ComponentPropertyDtstamp).Value; stamp != "20261125T083000Z" {
			t.Errorf("%s is stamped %s", date, stamp)
		}
		seen[e.Id()] = true
		return true
	})
	if len(seen) != 31 {
		t.Errorf("31 days have %d names", len(seen))
	}
}

// The form of RFC 5545, read without any library.
func TestTheLinesOfAMonthAreAsTheStandardAsks(t *testing.T) {
	m := december(t, builtin(t))
	text := m.ics()
	for i, line := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") || line == "" {
			t.Errorf("line %d is %q", i+1, line)
		}
	}
	whole := strings.ReplaceAll(text, "\r\n ", "")
	property := regexp.MustCompile(`^[A-Z-]+(;[A-Z]+=[A-Z]+)?:`)
	for _, line := range strings.Split(strings.TrimSuffix(whole, "\r\n"), "\r\n") {
		if !property.MatchString(line) {
			t.Errorf("this is no property: %q", line)
		}
		if value, ok := strings.CutPrefix(line, "DESCRIPTION:"); ok && regexp.MustCompile(`(^|[^\\])[,;]`).MatchString(value) {
			t.Errorf("this is not escaped: %q", value)
		}
	}
	m.now = m.now.Add(time.Hour)
	uid := regexp.MustCompile(`UID:.*`)
	if a, b := uid.FindAllString(text, -1), uid.FindAllString(m.ics(), -1); strings.Join(a, "") != strings.Join(b, "") {
		t.Error("a day has another name an hour later")
	}
}

func TestAMonthKeepsAnEmbargo(t *testing.T) {
	folder := t.TempDir()
	if code, said := typed(t, "new", "post", "Unspoken in Nigeria", folder, "--country", "Nigeria"); code != exitFine {
		t.Fatal(said)
	}
	paths, _ := filepath.Glob(folder + "/posts/*")
	text, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	held := strings.NewReplacer("draft: true\n", "embargo: 2026-12-10\nurgent: true\nuntil: 2026-12-20\nnames: changed\n", "SAMPLE:", "UNSPOKEN").Replace(string(text))
	held = regexp.MustCompile(`(?m)^date: .*`).ReplaceAllString(held, "date: 2026-11-20")
	if err := os.WriteFile(paths[0], []byte(held), 0o644); err != nil {
		t.Fatal(err)
	}
	library, err := loadContent(folder)
	if err != nil {
		t.Fatal(err)
	}
	m := december(t, library)
	if strings.Contains(m.text()+m.ics(), "UNSPOKEN") {
		t.Error("the month shows what is under an embargo")
	}
	m.today = content.Date{Year: 2026, Month: 12, Day: 10}
	if said := m.text(); strings.Count(said, "UNSPOKEN") == 0 || !strings.Contains(said, "Names were changed.") {
		t.Error("the month does not show it afterwards")
	}
}

func TestTheCalendarSaysWhatItCannotRead(t *testing.T) {
	for _, tt := range []struct {
		args []string
		want string
	}{
		{[]string{"calendar", "--month", "2026-13"}, `"2026-13" is not a month. Write --month 2026-12.`},
		{[]string{"calendar", "--month", "December"}, "is not a month"},
		{[]string{"calendar", "--for", "korea"}, `"korea" is not clear. It may be one of: North Korea, South Korea.`},
		{[]string{"calendar", "--for", "atlantis"}, `"atlantis" is not clear. Write names such as Nigeria, Middle East.`},
		{[]string{"calendar", "--format", "pdf"}, "text"},
	} {
		if code, said := typed(t, tt.args...); code != exitUsage || !strings.Contains(said, tt.want) {
			t.Errorf("%v: %d, %s", tt.args, code, said)
		}
	}
	code, said := typed(t, "calendar", "--month", "2026-12", "--for", "top ten")
	if code != exitFine || !strings.HasPrefix(said, "December 2026\nTo pray for: the first ten of the World Watch List\n") || !strings.Contains(said, "Friday 25 December\nChristmas Day: ") {
		t.Errorf("%d, %s", code, said)
	}
}
