// Package terminal is the conversation in a terminal: the bot as it is on the
// platforms, to try without a token, and to use in a script through a pipe.
//
// It never prints a control character that is not its own. It keeps nothing but the
// last lines that were typed, where it is given a file for them: what was confirmed
// is in the store, and after a crash the terminal's mode is the shell's to restore.
package terminal

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/term"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/pace"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// maxLine is the longest line that is read from a pipe, in bytes. The core
// says what is too long for it.
const maxLine = 64 << 10

// chat is the one chat of a terminal.
var chat = record.ChatID{Platform: "terminal", Key: "local"}

// Core is what the terminal asks of the core.
type Core interface {
	Handle(ctx context.Context, req reply.Request) reply.Reply
	Sorry(language string) reply.Reply
	Table(language string) []reply.Row
	Complete(ctx context.Context, req reply.Request, command, param, typed string) []reply.Choice
}

// Config is what a Terminal needs.
type Config struct {
	Core  Core
	Clock clock.Clock
	In    io.Reader
	Out   io.Writer
	// History is the file that keeps what was typed, for its owner alone, from one
	// conversation to the next; "" keeps it until the conversation ends.
	History string
}

// Terminal is the platform of one person at a terminal or a pipe.
type Terminal struct {
	cfg Config

	mu      sync.Mutex
	out     io.Writer // where replies go: Out, or the line editor above it
	style   style
	buttons []reply.Button // of the newest reply, as they are numbered
}

// New makes a terminal that has not begun.
func New(cfg Config) *Terminal { return &Terminal{cfg: cfg, out: cfg.Out} }

// Name is the platform's name.
func (t *Terminal) Name() string { return chat.Platform }

// Pacer has no limits: a person reads on their own.
func (t *Terminal) Pacer() *pace.Pacer { return pace.New(pace.Limits{}, t.cfg.Clock) }

// InDoubt is to send again: what was printed before a crash may be printed twice.
func (t *Terminal) InDoubt() delivery.InDoubtPolicy { return delivery.Resend }

// Exclusive is false: any number of terminals may be open.
func (t *Terminal) Exclusive() bool { return false }

// Role makes the person at the terminal their own moderator.
func (t *Terminal) Role(context.Context, record.ChatID, string, string) (reply.Role, error) {
	return reply.Moderator, nil
}

// Send prints a delivery, between the lines that somebody types.
func (t *Terminal) Send(_ context.Context, m delivery.Message) ([]string, error) {
	t.print(m.Reply)
	return []string{"line"}, nil
}

// Edit prints what was corrected or withdrawn: what was printed stays.
func (t *Terminal) Edit(_ context.Context, m delivery.Message, _ []string) error {
	t.print(m.Reply)
	return nil
}

// errPrinted is why nothing can be deleted in a terminal.
var errPrinted = errors.New("what was printed stays")

// Delete is refused, so that a note is printed instead.
func (t *Terminal) Delete(context.Context, record.ChatID, []string) error {
	return &delivery.RefusedError{Err: errPrinted}
}

// Run reads lines and answers them until the input or the context ends, or
// somebody types quit. It is always open. Where nobody is there, it is
// ErrNobody.
func (t *Terminal) Run(ctx context.Context, _ func() bool) error {
	if !Reachable(t.cfg.In) {
		return ErrNobody
	}
	in, inIsFile := t.cfg.In.(*os.File)
	out, outIsFile := t.cfg.Out.(*os.File)
	if inIsFile && outIsFile && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd())) {
		return t.interactive(ctx, in, out)
	}
	return t.piped(ctx)
}

// ErrNobody says that there is nobody to talk with: the input is closed, or a
// device such as /dev/null, or it ended before its first line.
var ErrNobody = errors.New("there is nobody to talk with")

// Reachable tells whether somebody may type into an input: a terminal, a pipe
// or a file.
func Reachable(in io.Reader) bool {
	file, ok := in.(*os.File)
	if !ok {
		return true
	}
	info, err := file.Stat()
	if err != nil || info.IsDir() {
		return false
	}
	return info.Mode()&os.ModeCharDevice == 0 || term.IsTerminal(int(file.Fd()))
}

// piped reads lines from a pipe or a file.
func (t *Terminal) piped(ctx context.Context) error {
	lines := make(chan string)
	failed := make(chan error, 1)
	go func() {
		defer close(lines)
		scanner := bufio.NewScanner(t.cfg.In)
		scanner.Buffer(nil, maxLine)
		for scanner.Scan() {
			select {
			case lines <- scanner.Text():
			case <-ctx.Done():
				return
			}
		}
		failed <- scanner.Err()
	}()
	for heard := false; ; heard = true {
		select {
		case <-ctx.Done():
			return nil
		case line, ok := <-lines:
			if !ok && !heard {
				return cmp.Or(readError(<-failed), ErrNobody)
			}
			if !ok {
				return readError(<-failed)
			}
			if t.line(ctx, line) {
				return nil
			}
		}
	}
}

func readError(err error) error {
	if errors.Is(err, bufio.ErrTooLong) {
		return fmt.Errorf("a line is longer than %d bytes: type shorter lines", maxLine)
	}
	return err
}

// line answers one line; true where it asked to leave.
func (t *Terminal) line(ctx context.Context, line string) bool {
	line = strings.TrimSpace(line)
	switch strings.ToLower(line) {
	case "":
		return false
	case "quit", "exit", "/quit", "/exit":
		return true
	}
	t.print(t.handle(ctx, t.request(line)))
	return false
}

// request makes a request of a line: a number presses a button of the newest
// reply.
func (t *Terminal) request(line string) reply.Request {
	req := t.asking()
	t.mu.Lock()
	defer t.mu.Unlock()
	if n, err := strconv.Atoi(line); err == nil && n >= 1 && n <= len(t.buttons) {
		req.Payload = t.buttons[n-1].Payload()
		return req
	}
	if req.Line = line; strings.HasPrefix(line, "/") || t.isName(line) {
		req.Command, _, req.Line = reply.ParseLine(line)
	}
	return req
}

// isName tells whether a line is the name of a command and nothing else: who types that in
// a terminal means the command, even where a text is asked for.
func (t *Terminal) isName(line string) bool {
	return slices.ContainsFunc(t.cfg.Core.Table("en"), func(r reply.Row) bool { return r.Name == line })
}

// asking is a request of the person at the terminal that asks for nothing yet.
func (t *Terminal) asking() reply.Request {
	return reply.Request{Chat: chat, Private: true, Hears: true, Person: chat.Key, Role: reply.Moderator, Now: t.cfg.Clock.Now()}
}

// handle asks the core; the one door at which a panic is caught.
func (t *Terminal) handle(ctx context.Context, req reply.Request) (reply reply.Reply) {
	defer func() {
		if recover() != nil {
			reply = t.cfg.Core.Sorry(req.Language)
		}
	}()
	return t.cfg.Core.Handle(ctx, req)
}

// print shows a reply, whose buttons can be pressed from now on.
func (t *Terminal) print(r reply.Reply) {
	t.mu.Lock()
	defer t.mu.Unlock()
	text, buttons := render(r, t.style)
	if len(buttons) > 0 {
		t.buttons = buttons
	}
	fmt.Fprintln(t.out, text)
}
