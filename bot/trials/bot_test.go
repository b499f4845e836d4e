package trials_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// A bot is one process of the program.
type bot struct {
	t        *testing.T
	name     string
	cmd      *exec.Cmd
	log      string // the file of what it says
	ended    chan struct{}
	killed   time.Time // when it had ended
	listener string    // through which it sends
}

// numbers names the processes of a test run.
var numbers atomic.Int64

// run starts the program with an environment; nothing else of the test's own
// environment reaches it. It is killed with the test, if it still lives, and
// what it said is shown where the test has failed.
func run(t *testing.T, env []string, args ...string) *bot {
	t.Helper()
	b := &bot{t: t, name: fmt.Sprintf("bot %d", numbers.Add(1)), ended: make(chan struct{})}
	b.log = filepath.Join(t.TempDir(), "log")
	log, err := os.Create(b.log)
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	b.cmd = exec.Command(program, args...)
	b.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Dir(b.log)}, env...)
	b.cmd.Stdout, b.cmd.Stderr = log, log
	if err := b.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		b.cmd.Wait()
		close(b.ended)
	}()
	t.Cleanup(b.bury)
	return b
}

// bury ends what still runs, and shows the log of a trial that failed.
func (b *bot) bury() {
	b.cmd.Process.Signal(syscall.SIGCONT)
	b.cmd.Process.Kill()
	<-b.ended
	if b.t.Failed() {
		b.t.Logf("%s said:\n%s", b.name, last(b.said(), 4000))
	}
}

// said is all that the process has written.
func (b *bot) said() string {
	data, _ := os.ReadFile(b.log)
	return string(data)
}

// last is the end of a text, at most n bytes of it.
func last(text string, n int) string {
	if len(text) <= n {
		return text
	}
	return "..." + text[len(text)-n:]
}

// kill ends the process at once, as kill -9 does, and returns when it is dead.
func (b *bot) kill() {
	b.cmd.Process.Kill()
	<-b.ended
	b.killed = time.Now()
}

// awaitEnd waits until the process has ended by itself, and returns its code;
// -1 where a signal has ended it.
func (b *bot) awaitEnd() int {
	b.t.Helper()
	select {
	case <-b.ended:
	case <-time.After(trial.patience):
		b.t.Fatalf("%s did not end", b.name)
	}
	b.killed = time.Now()
	return b.cmd.ProcessState.ExitCode()
}

// stop asks the process to end, and returns its code and how long that took.
func (b *bot) stop() (code int, took time.Duration) {
	b.t.Helper()
	began := time.Now()
	b.cmd.Process.Signal(syscall.SIGTERM)
	code = b.awaitEnd()
	return code, time.Since(began)
}

// freeze stops the process without ending it; thaw lets it go on.
func (b *bot) freeze() { b.cmd.Process.Signal(syscall.SIGSTOP) }
func (b *bot) thaw()   { b.cmd.Process.Signal(syscall.SIGCONT) }

// memory is how much of it is resident, in megabytes.
func (b *bot) memory() int {
	b.t.Helper()
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", b.cmd.Process.Pid))
	if err != nil {
		b.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), "VmRSS:")
	fields := strings.Fields(rest)
	kilobytes, err := strconv.Atoi(fields[0])
	if err != nil {
		b.t.Fatal(err)
	}
	return kilobytes / 1024
}
