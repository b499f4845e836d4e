package telegram

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/commandstest"
)

func TestWhatAReplyCarriesIsDrawnOrNamed(t *testing.T) {
	parts := render(commandstest.Carried())
	keys, err := json.MarshalIndent(parts[0].keyboard, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got := parts[0].html + "\n" + string(keys) + "\n"
	if *writeGolden {
		if err := os.WriteFile("testdata/carried.golden", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/carried.golden")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" || len(parts) != 1 {
		t.Errorf("%d parts\n%s", len(parts), diff)
	}
}
