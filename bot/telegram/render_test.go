package telegram

import (
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

var writeGolden = flag.Bool("update", false, "write the golden file anew")

// golden compares what was rendered with what a file holds.
func golden(t *testing.T, file, got string) {
	t.Helper()
	file = "testdata/" + file
	if *writeGolden {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

func TestRendering(t *testing.T) {
	parts := render(commandstest.Everything())
	if len(parts) != 1 {
		t.Fatalf("there are %d parts", len(parts))
	}
	golden(t, "everything.golden", parts[0].html+"\n")
	keys := &keyboard{[][]button{{{Text: "I prayed", Data: "1 prayed kp-one"}, {Text: "Web", URL: "https://example.org"}}}}
	if diff := cmp.Diff(keys, parts[0].keyboard); diff != "" {
		t.Error(diff)
	}
}

func TestRenderingArabic(t *testing.T) {
	parts := render(commandstest.Arabic())
	golden(t, "arabic.golden", parts[0].html+"\n")
	if len(parts) != 1 {
		t.Errorf("there are %d parts", len(parts))
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

func TestAnInstantCanBeSeenInEachReadersTime(t *testing.T) {
	at := time.Date(2026, 11, 25, 6, 30, 0, 0, time.UTC)
	items := []reply.Item{
		{Text: "Wednesday 25 November, 07:30", At: at},
		{Text: "1: at 07:30, every day", Note: "next on Wednesday", At: at},
		{Label: "A headline", Link: "https://example.org", Text: "Text", Note: "a day ago", At: at},
		{Text: "No instant", Note: "a note"},
	}
	got := write(reply.Reply{Blocks: []reply.Block{{Kind: reply.List, Items: items}}})
	want := `• <tg-time unix="1795588200">Wednesday 25 November, 07:30</tg-time>
• 1: at 07:30, every day <tg-time unix="1795588200"><i>(next on Wednesday)</i></tg-time>
• <a href="https://example.org">A headline</a> — Text <tg-time unix="1795588200"><i>(a day ago)</i></tg-time>
• No instant <i>(a note)</i>`
	if got.html.String() != want {
		t.Errorf("got %s", got.html.String())
	}
	if err := telegramtest.Reads(want); err != nil {
		t.Error(err)
	}
}
