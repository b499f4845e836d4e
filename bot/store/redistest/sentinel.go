package redistest

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// masterName is what the sentinel calls the master.
const masterName = "prayers"

// A Guarded is a master with one replica, and one sentinel that makes the
// replica the master when the master is silent for a second.
type Guarded struct {
	Master, Replica, Sentinel *Server
}

// StartGuarded starts a master, its replica and their sentinel with the options
// given. It returns when the replica has all that the master has.
func StartGuarded(t testing.TB, options ...string) *Guarded {
	t.Helper()
	// A replica that joins is given the data at once, without a wait for others.
	options = append([]string{"--repl-diskless-sync-delay", "0"}, options...)
	g := &Guarded{Master: Start(t, options...)}
	g.Replica = Start(t, append(options, "--replicaof", "127.0.0.1 "+g.Master.port)...)
	await(t, "the replica joined", func() bool {
		return strings.Contains(g.Replica.ask("INFO replication"), "master_link_status:up")
	})
	g.Sentinel = startSentinel(t, g.Master)
	// A replica says that its link is up a moment before the master counts on it.
	await(t, "the replica acknowledges", func() bool { return g.Master.acknowledged() })
	await(t, "the sentinel knows the replica", func() bool {
		return strings.Contains(g.Sentinel.ask("INFO sentinel"), "slaves=1")
	})
	return g
}

// acknowledged tells whether a replica confirms a change at once.
func (s *Server) acknowledged() bool {
	conn, err := net.DialTimeout("tcp", s.Address(), time.Second)
	if err != nil {
		return false
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(2 * time.Second))
	// To delete what is not there is no change, so the key is made first.
	fmt.Fprint(conn, "SET redistest:joined yes\r\nDEL redistest:joined\r\nWAIT 1 500\r\n")
	answers := bufio.NewScanner(conn)
	last := ""
	for range 3 {
		answers.Scan()
		last = answers.Text()
	}
	return last == ":1"
}

// StartSentinel starts a sentinel with a copy of a configuration file.
func StartSentinel(t testing.TB, file string) *Server {
	t.Helper()
	s := &Server{t: t, port: freePort(t), folder: t.TempDir()}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(s.folder, "sentinel.conf")
	if err := os.WriteFile(own, text, 0o600); err != nil {
		t.Fatal(err)
	}
	s.options = []string{own, "--sentinel"}
	s.Restart()
	t.Cleanup(s.Kill)
	return s
}

// startSentinel starts a sentinel over a master.
func startSentinel(t testing.TB, master *Server) *Server {
	t.Helper()
	s := &Server{t: t, port: freePort(t), folder: t.TempDir()}
	file := filepath.Join(s.folder, "sentinel.conf")
	config := fmt.Sprintf(`sentinel monitor %[1]s 127.0.0.1 %[2]s 1
sentinel down-after-milliseconds %[1]s 1000
sentinel failover-timeout %[1]s 6000
`, masterName, master.port)
	if err := os.WriteFile(file, []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	s.options = []string{file, "--sentinel"}
	s.Restart()
	t.Cleanup(s.Kill)
	return s
}

// URL is the address in the form of REDIS_URL.
func (g *Guarded) URL() string {
	return "redis+sentinel://" + g.Sentinel.Address() + "/0?master_name=" + masterName
}

// AwaitFailover waits until the replica is the master.
func (g *Guarded) AwaitFailover() {
	g.Sentinel.t.Helper()
	await(g.Sentinel.t, "the replica took over", func() bool {
		return strings.Contains(g.Sentinel.ask("SENTINEL GET-MASTER-ADDR-BY-NAME "+masterName), g.Replica.port) &&
			strings.Contains(g.Replica.ask("INFO replication"), "role:master")
	})
}

// failoverTime bounds each wait of a failover.
const failoverTime = 40 * time.Second

func await(t testing.TB, what string, holds func() bool) {
	t.Helper()
	if !holdsWithin(failoverTime, holds) {
		t.Fatalf("it did not come that %s", what)
	}
}
