package terminal

import (
	"bytes"
	"context"
	"flag"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

var update = flag.Bool("update", false, "write the golden files anew")

// parrot answers with what it was asked, and offers two buttons.
type parrot struct{ asked []reply.Request }

func (p *parrot) Handle(_ context.Context, req reply.Request) reply.Reply {
	p.asked = append(p.asked, req)
	if req.Command == "panic" {
		panic("a command went wrong")
	}
	return reply.Reply{
		Title:   req.Command + req.Payload,
		Blocks:  []reply.Block{{Text: req.Line}},
		Buttons: [][]reply.Button{{{Label: "One", Do: "one"}, {Label: "Two", Do: "two"}}},
	}
}

func (p *parrot) Table(string) []reply.Row {
	return []reply.Row{{Name: "start"}, {Name: "country", Params: []reply.Param{{Name: "do"}, {Name: "name", Suggests: true}}}, {Name: "pray"}, {Name: "panic", Params: []reply.Param{{Name: "name", Suggests: true}}}}
}

func (p *parrot) Complete(_ context.Context, _ reply.Request, command, param, typed string) []reply.Choice {
	if command == "panic" {
		panic("a suggestion went wrong")
	}
	return []reply.Choice{{Label: "Niger"}, {Label: "Nigeria"}, {Label: "Côte d’Ivoire"}, {Label: command + " of " + param}}
}

func (p *parrot) Sorry(string) reply.Reply {
	return reply.Reply{Blocks: []reply.Block{{Text: "Sorry."}}}
}

// pipe runs the terminal on some lines and returns what it prints.
func pipe(t *testing.T, core Core, lines string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	term := New(Config{Core: core, Clock: clock.NewManual(time.Unix(0, 0)), In: strings.NewReader(lines), Out: &out})
	err := term.Run(context.Background(), func() bool { return true })
	return out.String(), err
}

func TestLinesFromAPipeAreAnswered(t *testing.T) {
	p := &parrot{}
	out, err := pipe(t, p, "country north korea\n\n/PRAY@Bot now\n2\nnorth korea\n/other\n/panic\nquit\nnever\n")
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"country north korea", "pray now", "1 two", "north korea", "other", "panic"}
	var got []string
	for _, req := range p.asked {
		got = append(got, strings.TrimSpace(req.Command+req.Payload+" "+req.Line))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if p.asked[0].Command != "" { // the core knows whether it answers a question
		t.Errorf("a line without a slash is taken for the command %q", p.asked[0].Command)
	}
	if !strings.Contains(out, "Sorry.") || strings.Contains(out, "\x1b") || strings.Contains(out, "> ") {
		t.Errorf("the pipe shows %q", out)
	}
}

func TestALineThatIsTooLongIsSaid(t *testing.T) {
	_, err := pipe(t, &parrot{}, strings.Repeat("a", maxLine+1)+"\n")
	if err == nil || !strings.Contains(err.Error(), "type shorter lines") {
		t.Errorf("got %v", err)
	}
	if _, err := pipe(t, &parrot{}, strings.Repeat("a", 60_000)+"\n"); err != nil {
		t.Error(err)
	}
}

// keyboard is a terminal whose keys the test presses.
type keyboard struct {
	io.Reader
	bytes.Buffer
}

func (k *keyboard) Read(p []byte) (int, error)  { return k.Reader.Read(p) }
func (k *keyboard) Write(p []byte) (int, error) { return k.Buffer.Write(p) }

// screen is that terminal, so many columns wide.
func (k *keyboard) screen(width int) screen {
	return screen{ReadWriter: k, size: func() (int, int, error) { return width, 20, nil }, bold: true}
}

func TestTheScreenHasAPromptAndHistory(t *testing.T) {
	p := &parrot{}
	term := New(Config{Core: p, Clock: clock.NewManual(time.Unix(0, 0))})
	s := &keyboard{Reader: strings.NewReader("/pray\r\x1b[A\r")}
	if err := term.converse(context.Background(), s.screen(60)); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, req := range p.asked {
		got = append(got, req.Command)
	}
	if diff := cmp.Diff([]string{"start", "pray", "pray"}, got); diff != "" {
		t.Error(diff)
	}
	if text := s.String(); !strings.Contains(text, "> ") || !strings.Contains(text, "\x1b[1mpray") {
		t.Errorf("the screen shows %q", text)
	}
}

func TestADeliveryIsPrinted(t *testing.T) {
	var out bytes.Buffer
	term := New(Config{Core: &parrot{}, Clock: clock.System{}, Out: &out})
	if _, err := term.Send(context.Background(), delivery.Message{Reply: reply.Reply{Title: "Point"}}); err != nil {
		t.Fatal(err)
	}
	if out.String() != "Point\n\n" {
		t.Errorf("got %q", out.String())
	}
}

// everything is a reply with a block of each kind.
var everything = reply.Reply{
	Title: "A title\x07",
	Blocks: []reply.Block{
		{Kind: reply.Paragraph, Text: "A paragraph with enough words to be wrapped on a narrow screen, and a \x1b[31mred\x1b[0m trick."},
		{Kind: reply.Heading, Text: "A heading"},
		{Kind: reply.Story, Text: "The story begins.\n\nAnd it ends."},
		{Kind: reply.Facts, Items: []reply.Item{{Label: "Capital", Text: "Pyongyang", Note: "as of 2026"}}},
		{Kind: reply.List, Items: []reply.Item{{Label: "Label", Text: "text", Link: "https://example.org/a"}, {Text: "bare", Link: "https://example.org/b"}}},
		{Kind: reply.Links, Text: "To read:", Items: []reply.Item{{Text: "Romans 8:28", Link: "https://example.org/r"}, {Text: "Acts 9", Link: "https://example.org/c"}}},
		{Kind: reply.Verse, Text: "We know that all things work together for good\x07 for those who love God.", Items: []reply.Item{{Text: "Romans 8:28", Link: "https://example.org/r", Note: "World English Bible"}}},
		{Kind: reply.Foreign, Text: "We meet.\nCome."},
		{Kind: reply.Note, Text: "Small print."},
		{Kind: reply.Note, Text: "Source:", Items: []reply.Item{{Text: "Somebody", Link: "https://example.org/s"}}},
	},
	Buttons: [][]reply.Button{{{Label: "I prayed", Do: "prayed"}, {Label: "Web", Link: "https://example.org"}}, {{Label: "News", Do: "news"}}},
}

func TestRendering(t *testing.T) {
	for name, s := range map[string]style{"pipe": {}, "screen": {width: 40, bold: true, links: true}} {
		text, buttons := render(everything, s)
		if len(buttons) != 2 || buttons[1].Do != "news" {
			t.Errorf("the buttons are %v", buttons)
		}
		golden(t, name, text)
	}
}

func TestRenderingArabic(t *testing.T) {
	for name, s := range map[string]style{"arabic": {}, "arabic_screen": {width: 40, bold: true, links: true}} {
		text, _ := render(commandstest.Arabic(), s)
		golden(t, name, text)
	}
}

// golden compares with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := "testdata/" + name + ".golden"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: %s", name, diff)
	}
}
