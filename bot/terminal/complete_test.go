package terminal

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/clock"
)

// typing presses keys on a screen and gives what was asked, and what is shown.
func typing(t *testing.T, history string, width int, keys string) (asked []string, shown string) {
	t.Helper()
	p := &parrot{}
	term := New(Config{Core: p, Clock: clock.NewManual(time.Unix(0, 0)), History: history})
	k := &keyboard{Reader: strings.NewReader(keys)}
	if err := term.converse(context.Background(), k.screen(width)); err != nil {
		t.Fatal(err)
	}
	for _, req := range p.asked[1:] { // the greeting
		asked = append(asked, strings.TrimSpace(req.Command+" "+req.Line))
	}
	return asked, k.String()
}

func TestTabCompletes(t *testing.T) {
	for keys, want := range map[string]string{
		"cou\t":            "country",
		"/cou\t":           "country",
		"p\t":              "p", // pray and panic
		"pa\t":             "panic",
		"nothing\t":        "nothing",
		"country nig\t":    "country Niger",
		"country nigeri\t": "country Nigeria",
		"country CÔTE\t":   "country Côte d’Ivoire",
		"country cou\t":    "country country of name",
		"panic nig\t":      "panic nig",
		"pray nig\t":       "pray nig", // nothing is suggested
		"nobody nig\t":     "nobody nig",
	} {
		asked, _ := typing(t, "", 60, keys+"\r")
		if len(asked) != 1 || asked[0] != want {
			t.Errorf("%q asks %q, want %q", keys, asked, want)
		}
	}
	if _, shown := typing(t, "", 60, "p\t\r"); !strings.Contains(shown, "pray   panic") {
		t.Errorf("what may be meant is not listed: %q", shown)
	}
	if asked, _ := typing(t, "", 60, "country nig\teria\x1b[D\x1b[D\t\r"); len(asked) != 1 || !strings.Contains(asked[0], "Niger") {
		t.Errorf("in the middle of a line it asks %q", asked)
	}
}

func TestWhatWasTypedIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history")
	typing(t, path, 60, "pray\rpray\rcountry Nigeria\r \r")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is %v, %v", info, err)
	}
	asked, _ := typing(t, path, 60, "\x1b[A\x1b[A\r")
	if diff := cmp.Diff([]string{"pray"}, asked); diff != "" {
		t.Errorf("the line before the last is %s", diff)
	}
	typing(t, path, 60, "/forget\r")
	if text, err := os.ReadFile(path); err != nil || len(text) != 0 {
		t.Errorf("after somebody asked to be forgotten there is %q, %v", text, err)
	}
	typing(t, path, 60, strings.Repeat("a\rb\r", mostKept))
	if n := openHistory(path).Len(); n != mostKept {
		t.Errorf("%d lines are kept", n)
	}
}

// Text goes with the width of the screen, up to the widest, when that changes too.
func TestTextIsAsWideAsTheScreen(t *testing.T) {
	for width, want := range map[int]int{50: 49, 90: 89, 200: 89} {
		keys, typed := io.Pipe()
		k, told, now := &keyboard{Reader: keys}, make(chan os.Signal), atomic.Int64{}
		now.Store(30)
		on := k.screen(0)
		on.resized, on.size = told, func() (int, int, error) { return int(now.Load()), 20, nil }
		term, ended := New(Config{Core: &parrot{}, Clock: clock.NewManual(time.Unix(0, 0))}), make(chan error)
		go func() { ended <- term.converse(context.Background(), on) }()
		told <- os.Interrupt
		now.Store(int64(width))
		told <- os.Interrupt // which is taken up once the one before is done
		told <- os.Interrupt
		if _, err := io.WriteString(typed, "/pray "+strings.Repeat("word ", 60)+"\r"); err != nil {
			t.Fatal(err)
		}
		typed.Close()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		longest := 0
		_, answer, _ := strings.Cut(k.String(), "\x1b[1mpray\x1b[0m")
		for line := range strings.Lines(answer) {
			longest = max(longest, len(strings.TrimSpace(line)))
		}
		if longest != want {
			t.Errorf("on %d columns the longest line has %d, want %d", width, longest, want)
		}
	}
}
