package telegram

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

var writeGolden = flag.Bool("update", false, "write the golden file anew")

func TestRendering(t *testing.T) {
	parts := render(commandstest.Everything())
	if len(parts) != 1 {
		t.Fatalf("there are %d parts", len(parts))
	}
	got := parts[0].html + "\n"
	if *writeGolden {
		if err := os.WriteFile("testdata/everything.golden", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/everything.golden")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
	keys := &keyboard{[][]button{{{Text: "I prayed", Data: "1 prayed kp-one"}, {Text: "Web", URL: "https://example.org"}}}}
	if diff := cmp.Diff(keys, parts[0].keyboard); diff != "" {
		t.Error(diff)
	}
}

func TestLengthIsCountedAsTelegramDoes(t *testing.T) {
	for text, want := range map[string]int{"abc": 3, "a&b": 3, "🇰🇵": 4, "é": 1} {
		if got := measure(reply.Reply{Title: text}); got != want {
			t.Errorf("%q counts %d, want %d", text, got, want)
		}
	}
	long := reply.Reply{Blocks: []reply.Block{{Text: strings.Repeat("🙏 pray. ", 1500)}}}
	for _, p := range render(long) {
		if len(p.html) == 0 {
			t.Error("a part is empty")
		}
	}
}
