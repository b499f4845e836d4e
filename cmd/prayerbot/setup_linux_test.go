package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"prayerbot/bot/telegram/telegramtest"
)

// A pasted token is not shown at the question whether a file may be replaced: who has it in
// the clipboard may paste it at any question.
func TestATokenAtTheQuestionBeforeIsNotShown(t *testing.T) {
	keyboard, person := openTerminal(t)
	file := filepath.Join(t.TempDir(), "prayerbot.env")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		done <- setupCommand{File: file}.Run(surroundings{Context: t.Context(), in: person, out: person, err: person}, &Config{})
		fmt.Fprint(person, "THE END")
	}()
	shown := readUntil(t, keyboard, "to keep it")
	if _, err := keyboard.WriteString(telegramtest.Token + "\r"); err != nil {
		t.Fatal(err)
	}
	shown += readUntil(t, keyboard, "THE END")
	if err := <-done; err != nil || strings.Contains(shown, telegramtest.Token) || !strings.Contains(shown, "stays as it is") {
		t.Errorf("it ends with %v, and shows %q", err, shown)
	}
}

// readUntil reads what is shown, without the ends of its lines, until a text stands there.
func readUntil(t *testing.T, keyboard *os.File, text string) (shown string) {
	t.Helper()
	buffer := make([]byte, 1024)
	for !strings.Contains(shown, text) {
		n, err := keyboard.Read(buffer)
		if err != nil {
			t.Fatalf("%v, and shown is %q", err, shown)
		}
		shown += strings.NewReplacer("\r", "", "\n", "").Replace(string(buffer[:n]))
	}
	return shown
}

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
