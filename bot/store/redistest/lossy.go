package redistest

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// A Lossy stands before a server and loses answers: what is asked of it reaches
// the server and is done there, and its first answer is lost with the
// connection. The same asked again is always answered. What a connection begins
// with, such as its password, is answered at once.
type Lossy struct {
	t        testing.TB
	listener net.Listener
	server   string

	mu   sync.Mutex
	lost map[string]bool // what was asked before
	all  map[string]int  // how many answers were lost, by command
	open map[net.Conn]bool
	off  bool
}

// Lose puts a Lossy before the server. It ends with the test.
func (s *Server) Lose() *Lossy {
	s.t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		s.t.Fatal(err)
	}
	l := &Lossy{t: s.t, listener: listener, server: s.Address(), lost: map[string]bool{}, all: map[string]int{}, open: map[net.Conn]bool{}}
	var served sync.WaitGroup
	served.Go(func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			served.Go(func() { l.serve(conn) })
		}
	})
	s.t.Cleanup(func() {
		listener.Close()
		l.hangUp()
		served.Wait()
	})
	return l
}

// URL is the address in the form of REDIS_URL, with short pauses before what has
// no answer is asked again.
func (l *Lossy) URL() string {
	return "redis://" + l.Address() + "/0?min_retry_backoff=1ms&max_retry_backoff=2ms"
}

// Address is host and port.
func (l *Lossy) Address() string { return l.listener.Addr().String() }

// Lost is how many answers were lost, by the name of the command; of a script
// that is "evalsha" and its sum.
func (l *Lossy) Lost() map[string]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	all := map[string]int{}
	for name, n := range l.all {
		all[name] = n
	}
	return all
}

// Losing makes it lose answers, or pass all on.
func (l *Lossy) Losing(on bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.off = !on
}

func (l *Lossy) hangUp() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for conn := range l.open {
		conn.Close()
	}
}

// noteOpen remembers a connection that the end of the test closes.
func (l *Lossy) noteOpen(conn net.Conn, is bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if is {
		l.open[conn] = true
	} else {
		delete(l.open, conn)
	}
}

// serve passes on what is asked on a connection, until an answer is to be lost.
func (l *Lossy) serve(conn net.Conn) {
	defer conn.Close()
	behind, err := net.Dial("tcp", l.server)
	if err != nil {
		return
	}
	defer behind.Close()
	for _, c := range []net.Conn{conn, behind} {
		l.noteOpen(c, true)
		defer l.noteOpen(c, false)
	}
	in, answers := bufio.NewReaderSize(conn, 1<<20), bufio.NewReader(behind)
	for {
		asked, names, err := readTogether(in)
		if err != nil {
			return
		}
		if _, err := behind.Write(asked); err != nil {
			return
		}
		var all bytes.Buffer
		for range names {
			if err := readAnswer(answers, &all); err != nil {
				return
			}
		}
		if l.loses(string(asked), names) {
			return
		}
		if _, err := conn.Write(all.Bytes()); err != nil {
			return
		}
	}
}

// beginnings are what every connection begins with.
var beginnings = map[string]bool{"hello": true, "client": true, "auth": true, "select": true, "cluster": true, "command": true, "readonly": true}

// loses tells whether an answer is lost, and remembers it.
func (l *Lossy) loses(asked string, names []string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.off || beginnings[names[0]] {
		return false
	}
	if l.lost[asked] {
		return false
	}
	l.lost[asked] = true
	for _, name := range names {
		l.all[name]++
	}
	return true
}

// readTogether reads all commands that have come together, and their names in
// small letters.
func readTogether(in *bufio.Reader) (asked []byte, names []string, err error) {
	var all bytes.Buffer
	for {
		name, err := readCommand(in, &all)
		if err != nil {
			return nil, nil, err
		}
		names = append(names, name)
		if in.Buffered() == 0 {
			return all.Bytes(), names, nil
		}
	}
}

// readCommand reads a command, which is a list of texts, and its name as Lost has
// it.
func readCommand(in *bufio.Reader, all *bytes.Buffer) (name string, err error) {
	n, _, err := readHead(in, all)
	if err != nil {
		return "", err
	}
	for i := range n {
		size, _, err := readHead(in, all)
		if err != nil {
			return "", err
		}
		text := make([]byte, size+2)
		if _, err := io.ReadFull(in, text); err != nil {
			return "", err
		}
		all.Write(text)
		switch {
		case i == 0:
			name = strings.ToLower(string(text[:size]))
		case i == 1 && name == "evalsha":
			name += " " + string(text[:size])
		}
	}
	return name, nil
}

// readHead reads the line that begins a value: its kind and number, where it has
// one.
func readHead(in *bufio.Reader, all *bytes.Buffer) (n int, kind byte, err error) {
	line, err := in.ReadString('\n')
	if err != nil {
		return 0, 0, err
	}
	all.WriteString(line)
	n, _ = strconv.Atoi(strings.TrimSpace(line[1:]))
	return n, line[0], nil
}

// readAnswer reads one answer, with all that is in it.
func readAnswer(in *bufio.Reader, all *bytes.Buffer) error {
	n, kind, err := readHead(in, all)
	if err != nil {
		return err
	}
	switch kind {
	case '+', '-', ':', '_', '#', ',', '(':
		return nil
	case '$', '=', '!':
		if n < 0 {
			return nil
		}
		_, err := io.CopyN(all, in, int64(n)+2)
		return err
	case '%':
		n *= 2
	case '*', '~', '>':
	default:
		return errors.Join(errors.New("an answer of no known kind"), fmt.Errorf("it begins with %q", kind))
	}
	for range n {
		if err := readAnswer(in, all); err != nil {
			return err
		}
	}
	return nil
}
