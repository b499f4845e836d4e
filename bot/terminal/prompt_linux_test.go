package terminal_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"prayerbot/bot/clock"
	"prayerbot/bot/terminal"
)

// openTerminal opens a terminal: what is typed into keyboard comes to person, and
// what is shown there is read from keyboard.
func openTerminal(t *testing.T) (keyboard, person *os.File) {
	t.Helper()
	keyboard, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("there is no terminal to be had here: %v", err)
	}
	t.Cleanup(func() { keyboard.Close() })
	var locked, number int32
	for _, ask := range []struct {
		what uintptr
		at   *int32
	}{{syscall.TIOCSPTLCK, &locked}, {syscall.TIOCGPTN, &number}} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, keyboard.Fd(), ask.what, uintptr(unsafe.Pointer(ask.at))); errno != 0 {
			t.Fatal(errno)
		}
	}
	person, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { person.Close() })
	return keyboard, person
}

// A screen holds what was shown.
type screen struct {
	mu    sync.Mutex
	shown bytes.Buffer
	more  chan struct{}
}

func watch(keyboard *os.File) *screen {
	s := &screen{more: make(chan struct{}, 1)}
	go func() {
		page := make([]byte, 1024)
		for {
			n, err := keyboard.Read(page)
			s.mu.Lock()
			s.shown.Write(page[:n])
			s.mu.Unlock()
			select {
			case s.more <- struct{}{}:
			default:
			}
			if err != nil {
				return
			}
		}
	}()
	return s
}

func (s *screen) text() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shown.String()
}

// await waits until a text is shown.
func (s *screen) await(t *testing.T, text string) {
	t.Helper()
	for end := time.After(10 * time.Second); !strings.Contains(s.text(), text); {
		select {
		case <-s.more:
		case <-end:
			t.Fatalf("%q is not shown: %q", text, s.text())
		}
	}
}

func TestWhatIsHiddenIsNotShownAtATerminal(t *testing.T) {
	keyboard, person := openTerminal(t)
	screen := watch(keyboard)
	p, err := terminal.NewPrompt(person, person)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	answers, faults := make(chan string, 3), make(chan error, 3)
	go func() {
		for i, ask := range []func() (string, error){
			func() (string, error) { return p.Ask(t.Context(), "Name: ") },
			func() (string, error) { return p.AskHidden(t.Context(), "Token: ") },
			func() (string, error) { return p.Ask(t.Context(), "Folder: ") },
		} {
			answer, err := ask()
			answers <- fmt.Sprint(i, answer)
			faults <- err
		}
	}()
	for _, step := range []struct{ shown, typed, want string }{
		{"Name: ", " Ada\r", "0Ada"}, {"Token: ", "hunter2\r", "1hunter2"}, {"Folder: ", "/srv\x03", "2"},
	} {
		screen.await(t, step.shown)
		if _, err := keyboard.WriteString(step.typed); err != nil {
			t.Fatal(err)
		}
		if got := <-answers; got != step.want {
			t.Errorf("%q is answered with %q", step.shown, got)
		}
	}
	for range 2 {
		if err := <-faults; err != nil {
			t.Errorf("an answer is %v", err)
		}
	}
	if err := <-faults; !errors.Is(err, terminal.ErrInputEnded) {
		t.Errorf("Ctrl-C is %v", err)
	}
	if shown := screen.text(); !strings.Contains(shown, "Ada") || strings.Contains(shown, "hunter2") {
		t.Errorf("shown is %q", shown)
	}
}

// echoes tells whether a terminal shows what is typed.
func echoes(t *testing.T, terminal *os.File) bool {
	t.Helper()
	var is syscall.Termios
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, terminal.Fd(), syscall.TCGETS, uintptr(unsafe.Pointer(&is))); errno != 0 {
		t.Fatal(errno)
	}
	return is.Lflag&syscall.ECHO != 0
}

// Somebody may read along in a pipe: prayerbot setup | tee log.
func TestWhatIsHiddenIsNotShownWhereTheScreenIsElsewhere(t *testing.T) {
	keyboard, person := openTerminal(t)
	screen := watch(keyboard)
	p, err := terminal.NewPrompt(person, &bytes.Buffer{})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	answer := make(chan string, 1)
	go func() {
		said, err := p.AskHidden(t.Context(), "Token: ")
		answer <- fmt.Sprint(said, err)
	}()
	if !clock.Await(10*time.Second, time.Millisecond, func() bool { return !echoes(t, person) }) {
		t.Fatal("the terminal shows what is typed")
	}
	if _, err := keyboard.WriteString("hunter2\n"); err != nil {
		t.Fatal(err)
	}
	if got := <-answer; got != "hunter2<nil>" {
		t.Errorf("it is answered with %q", got)
	}
	if !echoes(t, person) || strings.Contains(screen.text(), "hunter2") {
		t.Errorf("shown is %q, and the terminal shows what is typed afterwards: %t", screen.text(), echoes(t, person))
	}
}
