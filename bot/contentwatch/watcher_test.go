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

// A desk is a shelf over a real folder, with its log and its numbers.
type desk struct {
	*testing.T
	*Shelf
	folder string
	clock  *clock.Manual
	log    *strings.Builder
	age    time.Duration
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{T: t, folder: t.TempDir(), clock: clock.NewManual(noon), log: &strings.Builder{}}
	var err error
	d.Shelf, err = New(Config{
		Builtin: builtin, Over: os.DirFS(d.folder), Folder: d.folder, Clock: d.clock,
		Log: slog.New(slog.NewTextHandler(d.log, nil)), Metrics: ops.NewMetrics(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// write changes a file. Each change is a second older than the next, whatever
// the file system's clock resolves.
func (d *desk) write(name, text string) {
	d.Helper()
	path := filepath.Join(d.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		d.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		d.Fatal(err)
	}
	d.age += time.Second
	if err := os.Chtimes(path, noon.Add(d.age), noon.Add(d.age)); err != nil {
		d.Fatal(err)
	}
}

// metric is the line of a number.
func (d *desk) metric(name string) string {
	w := httptest.NewRecorder()
	d.Metrics.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	body, _ := io.ReadAll(w.Body)
	for line := range strings.Lines(string(body)) {
		if strings.HasPrefix(line, name+" ") {
			return strings.TrimSpace(strings.TrimPrefix(line, name))
		}
	}
	return ""
}

func (d *desk) summary() string { return d.Library().Country("NG").Summary }

const (
	nigeria = "countries/nigeria.yaml"
	taken   = `prayerbot_content_reloads_total{outcome="taken"}`
	refused = `prayerbot_content_reloads_total{outcome="refused"}`
)

func TestAChangedFolderIsTakenUpOnceItIsQuiet(t *testing.T) {
	d := newDesk(t)
	before := d.Library()
	d.write(nigeria, "extends: true\nsummary: Ours.\n")
	d.Look()
	if d.Library() != before {
		t.Error("the folder is taken up while somebody may be writing")
	}
	d.clock.Advance(time.Minute)
	d.Look()
	if d.summary() != "Ours." || d.metric(taken) != "1" || d.metric(refused) != "0" {
		t.Errorf("the summary is %q, %s times taken", d.summary(), d.metric(taken))
	}
	if at := d.metric("prayerbot_content_loaded_timestamp_seconds"); at != "1.79560806e+09" {
		t.Errorf("it was loaded at %s", at)
	}
	if before.Country("NG").Summary == "Ours." {
		t.Error("whoever held the old library sees it change")
	}
	held := d.Library()
	d.Look()
	if d.Library() != held || d.metric(taken) != "1" {
		t.Error("an unchanged folder is loaded again")
	}
}

func TestAFaultyFolderLeavesWhatWasThere(t *testing.T) {
	d := newDesk(t)
	before := d.Library()
	d.write(nigeria, "extends: true\nsummry: Ours.\n")
	for range 4 {
		d.Look()
	}
	if d.Library() != before || d.metric(refused) != "1" || d.metric(taken) != "0" {
		t.Errorf("it was refused %s times and taken %s times", d.metric(refused), d.metric(taken))
	}
	want := filepath.Join(d.folder, nigeria) + `:2: The name \"summry\" is not known here.`
	if n := strings.Count(d.log.String(), want); n != 1 {
		t.Errorf("the log says the fault %d times:\n%s", n, d.log)
	}
	d.write(nigeria, "extends: true\nsummary: Mended.\n")
	d.Look()
	d.Look()
	if d.summary() != "Mended." {
		t.Errorf("after it was mended the summary is %q", d.summary())
	}
}

func TestARemovedFileIsNoticed(t *testing.T) {
	d := newDesk(t)
	whole := d.summary()
	d.write(nigeria, "extends: true\nsummary: Ours.\n")
	d.Look()
	d.Look()
	if err := os.Remove(filepath.Join(d.folder, nigeria)); err != nil {
		t.Fatal(err)
	}
	d.Look()
	d.Look()
	if d.summary() != whole {
		t.Errorf("the summary is %q", d.summary())
	}
}

func TestAFolderBehindALinkIsRead(t *testing.T) {
	d := newDesk(t)
	d.write("data-1/nigeria.yaml", "extends: true\nsummary: First.\n")
	d.write("data-2/nigeria.yaml", "extends: true\nsummary: Second.\n")
	link := filepath.Join(d.folder, "countries")
	for _, version := range []string{"data-1", "data-2"} {
		os.Remove(link)
		if err := os.Symlink(version, link); err != nil {
			t.Skip("links cannot be made here:", err)
		}
		d.Look()
		d.Look()
	}
	if d.summary() != "Second." {
		t.Errorf("the summary is %q", d.summary())
	}
}

func TestAFolderThatGoesAwayLeavesWhatWasThere(t *testing.T) {
	d := newDesk(t)
	d.write(nigeria, "extends: true\nsummary: Ours.\n")
	d.Look()
	d.Look()
	if err := os.RemoveAll(d.folder); err != nil {
		t.Fatal(err)
	}
	d.Look()
	d.Look()
	if d.summary() != "Ours." || d.metric(refused) != "1" {
		t.Errorf("the summary is %q, refused %s times", d.summary(), d.metric(refused))
	}
}

func TestTheShelfLooksByItself(t *testing.T) {
	d := newDesk(t)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() { d.Shelf.Run(ctx); close(ended) }()
	d.write(nigeria, "extends: true\nsummary: Ours.\n")
	deadline := time.Now().Add(time.Minute)
	for d.summary() != "Ours." {
		d.clock.Advance(Every)
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
	_, err := New(Config{Builtin: builtin, Over: os.DirFS(folder), Clock: clock.NewManual(noon)})
	if faults, ok := err.(load.FaultsError); !ok || len(faults) != 1 {
		t.Errorf("got %v", err)
	}
}
