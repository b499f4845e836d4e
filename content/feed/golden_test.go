package feed

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var writeGolden = flag.Bool("update", false, "write the golden files anew")

// The feeds in testdata have the forms that the generators named by their files
// emit.
func TestFeedsOfEveryKindAreRead(t *testing.T) {
	files, err := filepath.Glob("testdata/feeds/*")
	files = slices.DeleteFunc(files, func(file string) bool { return strings.HasSuffix(file, ".golden") })
	if err != nil || len(files) < 10 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			r, err := Parse(data, "", base(t), now)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, file+".golden", r)
		})
	}
}

// golden compares a value with a golden file.
func golden(t *testing.T, file string, got any) {
	t.Helper()
	var out strings.Builder
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(got); err != nil {
		t.Fatal(err)
	}
	if *writeGolden {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Error(diff)
	}
}
