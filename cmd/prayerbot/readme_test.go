package main

import (
	"context"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/clock"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/terminal"
	"prayerbot/commands"
	"prayerbot/content"
)

const readme = "../../README.md"

// conversation is the indented block of the README that begins with what
// somebody types.
var conversation = regexp.MustCompile(`(?m)^    > .*\n(?:(?:    .*)?\n)*(?:    .*\n)`)

// converse types lines into a terminal in the afternoon of a day in Lagos, and
// gives the screen: what was typed behind ">", and what the bot says.
func converse(t *testing.T, typed []string) string {
	t.Helper()
	store, err := boltstore.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	library, err := loadContent("")
	if err != nil {
		t.Fatal(err)
	}
	core, err := commands.New(commands.Config{Library: func() *content.Library { return library }, Store: store, Random: randomText})
	if err != nil {
		t.Fatal(err)
	}
	now := clock.NewManual(time.Date(2026, time.November, 24, 14, 50, 0, 0, time.UTC))
	var screen strings.Builder
	for _, line := range typed {
		screen.WriteString("> " + line + "\n")
		person := terminal.New(terminal.Config{Core: core, Clock: now, In: strings.NewReader(line + "\n"), Out: &screen})
		if err := person.Run(context.Background(), nil); err != nil {
			t.Fatal(err)
		}
	}
	return screen.String()
}

// readmeWidth is how wide a line of the conversation may be in the README.
const readmeWidth = 96

// indented writes a screen as a block of the README.
func indented(screen string) string {
	var b strings.Builder
	for line := range strings.Lines(screen) {
		margin := "    " + line[:len(line)-len(strings.TrimLeft(line, " "))]
		width := len(margin) - len("    ")
		b.WriteString(margin)
		for i, word := range strings.Fields(line) {
			if width+len(word) > readmeWidth {
				b.WriteString("\n" + margin)
				width = len(margin) - len("    ")
			} else if i > 0 {
				b.WriteString(" ")
			}
			b.WriteString(word)
			width += len(word) + 1
		}
		b.WriteString("\n")
	}
	return regexp.MustCompile(`(?m) +$`).ReplaceAllString(strings.TrimRight(b.String(), " \n")+"\n", "")
}

func TestTheConversationOfTheReadmeIsWhatTheProgramSays(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	shown := conversation.FindString(string(text))
	var typed []string
	for line := range strings.Lines(shown) {
		if line, is := strings.CutPrefix(line, "    > "); is {
			typed = append(typed, strings.TrimSpace(line))
		}
	}
	if len(typed) < 2 {
		t.Fatalf("the README has no conversation: %q", shown)
	}
	said := indented(converse(t, typed))
	if os.Getenv("UPDATE_README") != "" {
		if err := os.WriteFile(readme, []byte(strings.Replace(string(text), shown, said, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(said, shown); diff != "" {
		t.Errorf("Type UPDATE_README=1 go test -run Readme ./cmd/prayerbot: %s", diff)
	}
}
