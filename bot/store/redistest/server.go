// Package redistest starts the real redis-server for tests: on a free port of
// the loopback, in a folder of its own, with an append-only file.
//
// It is for tests alone, and never touches a server that it has not started.
// Where redis-server is missing, the test fails: what was not tried is not known
// to work. A server and its folder go with the test; a test process that is
// killed leaves both behind.
package redistest

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Server is a redis-server of one test.
type Server struct {
	t       testing.TB
	port    string
	folder  string
	options []string
	process *exec.Cmd
}

// Start starts a server with the options given, such as "--appendfsync",
// "always". It ends with the test.
func Start(t testing.TB, options ...string) *Server {
	t.Helper()
	return start(t, append([]string{"--appendonly", "yes", "--save", ""}, options...))
}

// StartWith starts a server with a configuration file.
func StartWith(t testing.TB, file string) *Server {
	t.Helper()
	return start(t, []string{file})
}

func start(t testing.TB, options []string) *Server {
	t.Helper()
	if _, err := exec.LookPath("redis-server"); err != nil {
		t.Fatal("redis-server is missing. Install it (Debian: apt-get install redis-server) and run the tests again.")
	}
	s := &Server{t: t, port: freePort(t), folder: t.TempDir(), options: options}
	s.Restart()
	t.Cleanup(s.Kill)
	return s
}

func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	return port
}

// Address is host and port.
func (s *Server) Address() string { return "127.0.0.1:" + s.port }

// URL is the address in the form of REDIS_URL.
func (s *Server) URL() string { return "redis://" + s.Address() + "/0" }

// Restart starts the server again after Kill, with what it has on its disk.
func (s *Server) Restart() {
	s.t.Helper()
	log, err := os.OpenFile(filepath.Join(s.folder, "log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		s.t.Fatal(err)
	}
	defer log.Close()
	args := append(s.options[:len(s.options):len(s.options)], "--port", s.port, "--bind", "127.0.0.1", "--dir", s.folder)
	s.process = exec.Command("redis-server", args...) // #nosec G204 -- tests give the arguments
	s.process.Stdout, s.process.Stderr = log, log
	if err := s.process.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.await()
}

// startTime bounds the start of a server.
const startTime = 20 * time.Second

// await waits until the server answers.
func (s *Server) await() {
	s.t.Helper()
	if holdsWithin(startTime, s.answers) {
		return
	}
	log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
	s.t.Fatalf("redis-server did not start:\n%s", log)
}

// lookEvery is how often a server, which tells nobody when it is ready, is asked.
const lookEvery = 10 * time.Millisecond

// holdsWithin waits until something holds; false where it does not in time.
func holdsWithin(limit time.Duration, holds func() bool) bool {
	end, look := time.After(limit), time.NewTicker(lookEvery)
	defer look.Stop()
	for !holds() {
		select {
		case <-end:
			return false
		case <-look.C:
		}
	}
	return true
}

func (s *Server) answers() bool {
	answer := s.ask("PING")
	return strings.HasPrefix(answer, "+PONG") || strings.HasPrefix(answer, "-NOAUTH")
}

// Kill ends the server at once, as a crash would.
func (s *Server) Kill() {
	if s.process == nil {
		return
	}
	s.process.Process.Kill()
	s.process.Wait()
	s.process = nil
}

// Freeze stops the server without ending it; Thaw lets it go on.
func (s *Server) Freeze() { s.process.Process.Signal(syscall.SIGSTOP) }

// Thaw lets a frozen server go on.
func (s *Server) Thaw() { s.process.Process.Signal(syscall.SIGCONT) }

// OwnAllSlots makes a server in cluster mode a whole cluster of its own.
func (s *Server) OwnAllSlots() {
	s.t.Helper()
	s.say("CLUSTER ADDSLOTSRANGE 0 16383", "+OK")
	if !holdsWithin(startTime, func() bool { return strings.Contains(s.ask("CLUSTER INFO"), "cluster_state:ok") }) {
		s.t.Fatal("the cluster did not come up")
	}
}

func (s *Server) say(command, want string) {
	s.t.Helper()
	if got := s.ask(command); !strings.HasPrefix(got, want) {
		s.t.Fatalf("%s: %s", command, got)
	}
}

// ask sends one command and reads the beginning of the answer.
func (s *Server) ask(command string) string {
	conn, err := net.DialTimeout("tcp", s.Address(), time.Second)
	if err != nil {
		return ""
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Second))
	fmt.Fprint(conn, command+"\r\n")
	buf := make([]byte, 512)
	n, _ := conn.Read(buf)
	return string(buf[:n])
}
