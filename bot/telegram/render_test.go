package telegram

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"prayerbot/commands"
)

var writeGolden = flag.Bool("update", false, "write the golden file anew")

// everything is a reply with a block of each kind, and text that would break
// careless markup.
var everything = commands.Reply{
	Title: "A <title> & more",
	Blocks: []commands.Block{
		{Kind: commands.Paragraph, Text: "A paragraph with <b>no</b> markup & \"quotes\"."},
		{Kind: commands.Heading, Text: "A heading"},
		{Kind: commands.Story, Text: "The story begins.\n\nAnd it ends."},
		{Kind: commands.Facts, Items: []commands.Item{{Label: "Capital", Text: "Pyongyang"}, {Label: "Population", Text: "26", Note: "as of 2026"}}},
		{Kind: commands.List, Items: []commands.Item{{Label: "Label", Text: "text", Link: "https://example.org/?a=1&b=2"}, {Text: "bare", Link: "https://example.org/b", Note: "note"}, {Text: "no link", Link: "javascript:alert(1)"}}},
		{Kind: commands.Links, Text: "To read:", Items: []commands.Item{{Text: "Romans 8:28", Link: "https://example.org/r"}, {Text: "Acts 9", Link: "https://example.org/c"}}},
		{Kind: commands.Foreign, Text: "We meet @everyone <here>.\nCome."},
		{Kind: commands.Note, Text: "Small print."},
		{Kind: commands.Note, Text: "Source:", Items: []commands.Item{{Text: "Somebody", Link: "https://example.org/s"}}},
	},
	Buttons: [][]commands.Button{{{Label: "I prayed", Do: "prayed kp-one"}, {Label: "Web", Link: "https://example.org"}}},
}

func TestRendering(t *testing.T) {
	parts := render(everything)
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
		if got := measure(commands.Reply{Title: text}); got != want {
			t.Errorf("%q counts %d, want %d", text, got, want)
		}
	}
	long := commands.Reply{Blocks: []commands.Block{{Text: strings.Repeat("🙏 pray. ", 1500)}}}
	for _, p := range render(long) {
		if len(p.html) == 0 {
			t.Error("a part is empty")
		}
	}
}
