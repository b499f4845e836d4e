package backup

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/store"
	"prayerbot/bot/store/archive"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
	"prayerbot/bot/store/redistest"
	"prayerbot/bot/store/storetest"
)

// soon is shortly after the moment at which storetest fills a store.
var soon = time.Date(2026, 11, 24, 12, 5, 0, 0, time.UTC)

// A kind of store opens an empty one.
type kind struct {
	name string
	open func() store.Store
}

func kinds(t *testing.T) []kind {
	return []kind{
		{"the embedded file", func() store.Store {
			s, err := boltstore.Open(t.TempDir())
			return opened(t, s, err)
		}},
		{"Redis", func() store.Store {
			s, err := redisstore.Open(t.Context(), redistest.Start(t).URL(), slog.New(slog.DiscardHandler))
			return opened(t, s, err)
		}},
	}
}

func opened(t *testing.T, s store.Store, err error) store.Store {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// All that a store keeps comes into either kind of store as it was.
func TestAllMovesFromEitherStoreIntoEither(t *testing.T) {
	for _, from := range kinds(t) {
		for _, to := range kinds(t) {
			t.Run("from "+from.name+" to "+to.name, func(t *testing.T) {
				first, second := from.open(), to.open()
				if err := storetest.Populate(t.Context(), first); err != nil {
					t.Fatal(err)
				}
				move(t, first, second)
				if diff := cmp.Diff(snapshot(t, first), snapshot(t, second)); diff != "" {
					t.Errorf("it came in otherwise (- there, + here):\n%s", diff)
				}
			})
		}
	}
}

func move(t *testing.T, from, to store.Store) {
	t.Helper()
	var file bytes.Buffer
	if _, err := archive.Save(t.Context(), from, &file, soon, nil); err != nil {
		t.Fatal(err)
	}
	n, err := archive.Verify(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	done, err := archive.Load(t.Context(), to, bytes.NewReader(file.Bytes()), &archive.Forgotten{}, soon, nil)
	if err != nil || done.Records != n || n < 50 {
		t.Fatalf("of %d records %d came in: %v", n, done.Records, err)
	}
}

// snapshot is all that can be read, without what no archive holds.
func snapshot(t *testing.T, s store.Store) map[string]any {
	t.Helper()
	text, err := storetest.Snapshot(t.Context(), s)
	var all map[string]any
	if err = errors.Join(err, json.Unmarshal([]byte(text), &all)); err != nil {
		t.Fatal(err)
	}
	for name, value := range all {
		switch depth, is := value.(map[string]any); {
		case name == "salt" || name == "prayed" || name == "paused":
			delete(all, name)
		case is && strings.HasPrefix(name, "depth"):
			delete(depth, "Dead")
			delete(depth, "Daily") // storetest leaves it out: no backup of an older form has it
		}
	}
	return all
}

// A file that ends too early, at whatever byte, is told from a whole one.
func TestAFileThatIsCutIsRefused(t *testing.T) {
	s := kinds(t)[0].open()
	if err := storetest.Populate(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if _, err := archive.Save(t.Context(), s, &file, soon, nil); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	for cut := 0; cut < len(whole); cut += 97 {
		if _, err := archive.Verify(bytes.NewReader(whole[:cut])); !errors.Is(err, archive.ErrCut) && !errors.Is(err, archive.ErrNotArchive) {
			t.Fatalf("cut at %d of %d: %v", cut, len(whole), err)
		}
	}
	for at := 0; at < len(whole); at += 97 {
		spoilt := bytes.Clone(whole)
		spoilt[at] ^= 0x40
		if _, err := archive.Verify(bytes.NewReader(spoilt)); err == nil && at > 9 { // gzip's own head says nothing that counts
			t.Fatalf("spoilt at %d of %d, and taken", at, len(whole))
		}
	}
}

func TestANewerFileIsRefused(t *testing.T) {
	var file bytes.Buffer
	w, err := archive.NewWriter(&file, soon, "")
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Verify(bytes.NewReader(file.Bytes())); err != nil {
		t.Errorf("an empty store's is refused: %v", err)
	}
	var newer *archive.NewerError
	if _, err := archive.NewReader(header(t, `{"prayerbot":"backup","version":2}`)); !errors.As(err, &newer) || newer.Found != 2 {
		t.Errorf("version 2: %v", err)
	}
	for _, other := range []string{`{"version":1}`, `{}`, `hello`} {
		if _, err := archive.NewReader(header(t, other)); !errors.Is(err, archive.ErrNotArchive) {
			t.Errorf("%s: %v", other, err)
		}
	}
}

// header is a file of one line.
func header(t *testing.T, line string) io.Reader {
	t.Helper()
	var file bytes.Buffer
	zip := gzip.NewWriter(&file)
	if _, err := io.WriteString(zip, line+"\n"); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return &file
}

// A backup of an earlier program is read the same for ever. The file was written by
// Save from what storetest puts into a store; a new version adds a file of its own.
func TestTheFirstVersionIsReadAsItWas(t *testing.T) {
	file, err := os.ReadFile("testdata/version1.backup")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/version1.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	for _, kind := range kinds(t) {
		s := kind.open()
		if _, err := archive.Load(t.Context(), s, bytes.NewReader(file), &archive.Forgotten{}, soon, nil); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, snapshot(t, s)); diff != "" {
			t.Errorf("%s reads it otherwise (- as it was, + now):\n%s", kind.name, diff)
		}
	}
}
