package contentwatch

import (
	"context"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/ops"
	"prayerbot/content/load"
)

var noon = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// builtin is content of one country.
var builtin = fstest.MapFS{
	"sources.yaml":           {Data: []byte("- {key: factbook, publisher: CIA World Factbook, edition: \"2026\"}\n")},
	"regions.yaml":           {Data: []byte("- {key: west-africa, name: West Africa}\n")},
	"ambiguous.yaml":         {Data: []byte("[]\n")},
	"lists.yaml":             {Data: []byte("[]\n")},
	"occasions.yaml":         {Data: []byte("[]\n")},
	"countries/nigeria.yaml": {Data: []byte("key: NG\niso3: NGA\nname: Nigeria\nregion: west-africa\nsource: factbook\nsummary: Built in.\n")},
}

// A fixture is a watcher of a real folder, with its log and its numbers.
type fixture struct {
	*testing.T
	*Watcher
	folder string
	clock  *clock.Manual
	log    *strings.Builder
	age    time.Duration
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{T: t, folder: t.TempDir(), clock: clock.NewManual(noon), log: &strings.Builder{}}
	var err error
	f.Watcher, err = New(Config{
		Builtin: builtin, Overlay: os.DirFS(f.folder), Folder: f.folder, Clock: f.clock,
		Log: slog.New(slog.NewTextHandler(f.log, nil)), Metrics: ops.NewMetrics(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// write changes a file. Each change is a second older than the next, whatever
// the file system's clock resolves.
func (f *fixture) write(name, text string) {
	f.Helper()
	path := filepath.Join(f.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		f.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		f.Fatal(err)
	}
	f.age += time.Second
	if err := os.Chtimes(path, noon.Add(f.age), noon.Add(f.age)); err != nil {
		f.Fatal(err)
	}
}

// metric is the line of a number.
func (f *fixture) metric(name string) string {
	w := httptest.NewRecorder()
	f.config.Metrics.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	body, _ := io.ReadAll(w.Body)
	for line := range strings.Lines(string(body)) {
		if strings.HasPrefix(line, name+" ") {
			return strings.TrimSpace(strings.TrimPrefix(line, name))
		}
	}
	return ""
}

func (f *fixture) summary() string { return f.Library().Country("NG").Summary }

const (
	nigeria = "countries/nigeria.yaml"
	taken   = `prayerbot_content_reloads_total{outcome="taken"}`
	refused = `prayerbot_content_reloads_total{outcome="refused"}`
)

func TestAChangedFolderIsTakenUpOnceItIsQuiet(t *testing.T) {
	f := newFixture(t)
	before := f.Library()
	f.write(nigeria, "extends: true\nsummary: Ours.\n")
	f.Check()
	if f.Library() != before {
		t.Error("the folder is taken up while somebody may be writing")
	}
	f.clock.Advance(time.Minute)
	f.Check()
	if f.summary() != "Ours." || f.metric(taken) != "1" || f.metric(refused) != "0" {
		t.Errorf("the summary is %q, %s times taken", f.summary(), f.metric(taken))
	}
	if at := f.metric("prayerbot_content_loaded_timestamp_seconds"); at != "1.79560806e+09" {
		t.Errorf("it was loaded at %s", at)
	}
	if before.Country("NG").Summary == "Ours." {
		t.Error("whoever held the old library sees it change")
	}
	held := f.Library()
	f.Check()
	if f.Library() != held || f.metric(taken) != "1" {
		t.Error("an unchanged folder is loaded again")
	}
}

func TestAFaultyFolderLeavesWhatWasThere(t *testing.T) {
	f := newFixture(t)
	before := f.Library()
	f.write(nigeria, "extends: true\nsummry: Ours.\n")
	for range 4 {
		f.Check()
	}
	if f.Library() != before || f.metric(refused) != "1" || f.metric(taken) != "0" {
		t.Errorf("it was refused %s times and taken %s times", f.metric(refused), f.metric(taken))
	}
	want := filepath.Join(f.folder, nigeria) + `:2: The name \"summry\" is not known here.`
	if n := strings.Count(f.log.String(), want); n != 1 {
		t.Errorf("the log says the fault %d times:\n%s", n, f.log)
	}
	f.write(nigeria, "extends: true\nsummary: Mended.\n")
	f.Check()
	f.Check()
	if f.summary() != "Mended." {
		t.Errorf("after it was mended the summary is %q", f.summary())
	}
}

func TestARemovedFileIsNoticed(t *testing.T) {
	f := newFixture(t)
	whole := f.summary()
	f.write(nigeria, "extends: true\nsummary: Ours.\n")
	f.Check()
	f.Check()
	if err := os.Remove(filepath.Join(f.folder, nigeria)); err != nil {
		t.Fatal(err)
	}
	f.Check()
	f.Check()
	if f.summary() != whole {
		t.Errorf("the summary is %q", f.summary())
	}
}

func TestAFolderBehindALinkIsRead(t *testing.T) {
	f := newFixture(t)
	f.write("data-1/nigeria.yaml", "extends: true\nsummary: First.\n")
	f.write("data-2/nigeria.yaml", "extends: true\nsummary: Second.\n")
	link := filepath.Join(f.folder, "countries")
	for _, version := range []string{"data-1", "data-2"} {
		os.Remove(link)
		if err := os.Symlink(version, link); err != nil {
			t.Skip("links cannot be made here:", err)
		}
		f.Check()
		f.Check()
	}
	if f.summary() != "Second." {
		t.Errorf("the summary is %q", f.summary())
	}
}

func TestAFolderThatGoesAwayLeavesWhatWasThere(t *testing.T) {
	f := newFixture(t)
	f.write(nigeria, "extends: true\nsummary: Ours.\n")
	f.Check()
	f.Check()
	if err := os.RemoveAll(f.folder); err != nil {
		t.Fatal(err)
	}
	f.Check()
	f.Check()
	if f.summary() != "Ours." || f.metric(refused) != "1" {
		t.Errorf("the summary is %q, refused %s times", f.summary(), f.metric(refused))
	}
}

func TestTheWatcherLooksByItself(t *testing.T) {
	f := newFixture(t)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { f.Watcher.Run(ctx); close(ended) }()
	f.write(nigeria, "extends: true\nsummary: Ours.\n")
	deadline := time.Now().Add(time.Minute)
	for f.summary() != "Ours." {
		f.clock.Advance(Interval)
		if time.Now().After(deadline) {
			t.Fatal("the change is not taken up")
		}
	}
	cancel()
	<-ended
}

func TestFaultsAtTheStartAreAnError(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "projects.yaml"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := New(Config{Builtin: builtin, Overlay: os.DirFS(folder), Clock: clock.NewManual(noon)})
	if faults, ok := err.(load.FaultsError); !ok || len(faults) != 1 {
		t.Errorf("got %v", err)
	}
}
