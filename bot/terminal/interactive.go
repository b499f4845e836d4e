package terminal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// greeting is said by the core's own words: the terminal types /start.
const greeting = "start"

// interactive is the conversation with line editing and history.
func (t *Terminal) interactive(ctx context.Context, in, out *os.File) error {
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return fmt.Errorf("prepare the terminal: %w", err)
	}
	defer term.Restore(int(in.Fd()), before)
	width, height, err := term.GetSize(int(out.Fd()))
	if err != nil {
		width, height = 80, 24
	}
	_, plain := os.LookupEnv("NO_COLOR")
	return t.converse(ctx, struct {
		io.Reader
		io.Writer
	}{in, out}, width, height, !plain)
}

// converse runs the line editor on a screen.
func (t *Terminal) converse(ctx context.Context, screen io.ReadWriter, width, height int, bold bool) error {
	editor := term.NewTerminal(screen, "> ")
	if err := editor.SetSize(width, height); err != nil {
		return fmt.Errorf("prepare the terminal: %w", err)
	}
	t.mu.Lock()
	t.out, t.style = editor, style{width: width, bold: bold, links: true}
	t.mu.Unlock()
	t.line(ctx, greeting)
	ended := make(chan error, 1)
	go func() { ended <- t.read(ctx, editor) }()
	select {
	case <-ctx.Done():
		return nil
	case err := <-ended:
		return err
	}
}

// read answers line by line until the input ends (Ctrl-D, Ctrl-C).
func (t *Terminal) read(ctx context.Context, editor *term.Terminal) error {
	for {
		line, err := editor.ReadLine()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && !errors.Is(err, term.ErrPasteIndicator):
			return fmt.Errorf("read from the terminal: %w", err)
		}
		if t.line(ctx, line) {
			return nil
		}
	}
}
