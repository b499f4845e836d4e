package terminal_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"prayerbot/bot/terminal"
)

func TestAnswersAreReadLineByLine(t *testing.T) {
	var out strings.Builder
	p, err := terminal.NewPrompt(strings.NewReader("  Ada \nhunter2\n\ncut"), &out)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for _, want := range []string{"Ada", "hunter2", ""} {
		if got, err := p.AskHidden(t.Context(), "Say: "); got != want || err != nil {
			t.Errorf("%q, %v instead of %q", got, err, want)
		}
	}
	if got, err := p.Ask(t.Context(), "Say: "); got != "" || !errors.Is(err, terminal.ErrInputEnded) {
		t.Errorf("what is cut is %q, %v", got, err)
	}
	if out.String() != strings.Repeat("Say: \n", 4) {
		t.Errorf("shown is %q", out.String())
	}
}

// Whoever is told to stop does not wait for an answer.
func TestAQuestionEndsWithItsContext(t *testing.T) {
	in, typed := io.Pipe()
	t.Cleanup(func() { typed.Close() })
	p, err := terminal.NewPrompt(in, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := p.Ask(ctx, "Say: "); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}
