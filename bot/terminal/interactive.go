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
const greeting = "/start"

// interactive is the conversation with line editing and history.
func (t *Terminal) interactive(ctx context.Context, in, out *os.File) error {
	before, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return fmt.Errorf("prepare the terminal: %w", err)
	}
	defer term.Restore(int(in.Fd()), before)
	told, stop := resized()
	defer stop()
	_, plain := os.LookupEnv("NO_COLOR")
	return t.converse(ctx, screen{
		ReadWriter: struct {
			io.Reader
			io.Writer
		}{in, out},
		size:    func() (width, height int, err error) { return term.GetSize(int(out.Fd())) },
		resized: told, bold: !plain,
	})
}

// widest is how many columns text takes at most: longer lines are hard to read.
const widest = 90

// A screen is where somebody types and reads.
type screen struct {
	io.ReadWriter
	size    func() (width, height int, err error) // in columns and lines
	resized <-chan os.Signal                      // tells that size has changed; nil never does
	bold    bool
}

// converse runs the line editor on a screen.
func (t *Terminal) converse(ctx context.Context, on screen) error {
	editor := term.NewTerminal(on, "> ")
	editor.History, editor.AutoCompleteCallback = openHistory(t.cfg.History), t.completing(ctx)
	t.mu.Lock()
	t.out, t.style = editor, style{bold: on.bold, links: true}
	t.mu.Unlock()
	if err := t.fit(editor, on); err != nil {
		return err
	}
	t.line(ctx, greeting)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	go t.follow(ctx, editor, on)
	ended := make(chan error, 1)
	go func() { ended <- t.read(ctx, editor) }()
	select {
	case <-ctx.Done():
		return nil
	case err := <-ended:
		return err
	}
}

// fit makes the editor and the text as wide as the screen.
func (t *Terminal) fit(editor *term.Terminal, on screen) error {
	width, height, err := on.size()
	if err != nil || width <= 0 {
		width, height = 80, 24
	}
	if err := editor.SetSize(width, height); err != nil {
		return fmt.Errorf("prepare the terminal: %w", err)
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.style.width = min(width, widest)
	return nil
}

// follow fits the text to the screen whenever that has another size.
func (t *Terminal) follow(ctx context.Context, editor *term.Terminal, on screen) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-on.resized:
			_ = t.fit(editor, on)
		}
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
