package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// ErrInputEnded is the error of a question that nobody answers: the input ended, or
// Ctrl-C or Ctrl-D was pressed.
var ErrInputEnded = errors.New("the input ended before everything was answered")

// A Prompt asks for one line after the other. At a terminal a line can be edited,
// and what is hidden is not shown while it is typed; elsewhere lines are read as
// they come. It is for one goroutine.
type Prompt struct {
	lines  *bufio.Reader  // nil at a terminal
	editor *term.Terminal // nil elsewhere
	hidden *os.File       // a keyboard whose screen is elsewhere, such as in a pipe; nil is none
	out    io.Writer
	close  func() error
}

// NewPrompt asks on out and reads the answers from in. Where both are terminals,
// the terminal is given back as it was by Close.
func NewPrompt(in io.Reader, out io.Writer) (*Prompt, error) {
	keyboard, screen := asTerminal(in), asTerminal(out)
	if keyboard == nil || screen == nil {
		return &Prompt{lines: bufio.NewReader(in), hidden: keyboard, out: out, close: func() error { return nil }}, nil
	}
	before, err := term.MakeRaw(int(keyboard.Fd()))
	if err != nil {
		return nil, fmt.Errorf("prepare the terminal: %w", err)
	}
	editor := term.NewTerminal(struct {
		io.Reader
		io.Writer
	}{keyboard, screen}, "")
	if width, height, err := term.GetSize(int(screen.Fd())); err == nil && width > 0 {
		_ = editor.SetSize(width, height) // a line then is folded as it was before
	}
	return &Prompt{editor: editor, out: editor, close: func() error { return term.Restore(int(keyboard.Fd()), before) }}, nil
}

// asTerminal is the file behind a stream, where that is a terminal; nil elsewhere.
func asTerminal(stream any) *os.File {
	if file, is := stream.(*os.File); is && term.IsTerminal(int(file.Fd())) {
		return file
	}
	return nil
}

// Close gives the terminal back. A repeat does the same.
func (p *Prompt) Close() error { return p.close() }

// Say writes a paragraph.
func (p *Prompt) Say(format string, args ...any) { fmt.Fprintf(p.out, format+"\n", args...) }

// Ask asks a question and returns what is typed, without the blanks around it. The
// error is ErrInputEnded, that of ctx, or that of the input.
func (p *Prompt) Ask(ctx context.Context, question string) (string, error) {
	return p.answer(ctx, question, func() (string, error) {
		p.editor.SetPrompt(question)
		defer p.editor.SetPrompt("")
		return p.editor.ReadLine()
	}, p.line)
}

// AskHidden is Ask for what nobody else may see.
func (p *Prompt) AskHidden(ctx context.Context, question string) (string, error) {
	return p.answer(ctx, question, func() (string, error) { return p.editor.ReadPassword(question) }, p.hiddenLine)
}

// answer reads an answer: edited at a terminal, else plain.
func (p *Prompt) answer(ctx context.Context, question string, edited, plain func() (string, error)) (string, error) {
	read := edited
	if p.editor == nil {
		fmt.Fprint(p.out, question)
		read = plain
	}
	type answer struct {
		text string
		err  error
	}
	typed := make(chan answer, 1)
	go func() {
		text, err := read()
		typed <- answer{text, err}
	}()
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case a := <-typed:
		if errors.Is(a.err, io.EOF) || errors.Is(a.err, io.ErrUnexpectedEOF) {
			a.err = ErrInputEnded
		}
		return strings.TrimSpace(a.text), a.err
	}
}

// hiddenLine is line without showing on the keyboard's own terminal what is typed.
func (p *Prompt) hiddenLine() (string, error) {
	if p.hidden == nil {
		return p.line()
	}
	text, err := term.ReadPassword(int(p.hidden.Fd()))
	fmt.Fprintln(p.out)
	return string(text), err
}

// line reads a line of what is no terminal; what is cut off in the middle is none,
// as nobody knows what was meant. What was typed is not shown there, so the line of
// the question is ended.
func (p *Prompt) line() (string, error) {
	text, err := p.lines.ReadString('\n')
	fmt.Fprintln(p.out)
	if err != nil {
		return "", err
	}
	return text, nil
}
