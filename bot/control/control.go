// Package control lets an operator's commands run inside a running bot, which
// alone has its embedded file open: over a socket in the data folder that only the
// bot's own user can open.
//
// The asker sends its arguments as one line of JSON and then what is typed; the bot
// answers in frames: what the command prints, what is wrong, and the code with which
// it leaves. It knows no command and keeps nothing. Where the bot ends, or the asker
// does not read any more, the command's context ends, as if its process had been told
// to stop.
package control

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// socketName is the socket within the data folder.
const socketName = "control.sock"

// ErrNobody is the error of Do where no bot answers.
var ErrNobody = errors.New("no running bot answers there")

// A Call is one command that somebody asks for.
type Call struct {
	Args     []string
	In       io.Reader
	Out, Err io.Writer
}

// The kinds of frames: one byte, the length of what follows in four, and that.
const (
	frameOut  = 'o'
	frameErr  = 'e'
	frameCode = 'c'
)

// mostArgs bounds the line of arguments, in bytes.
const mostArgs = 1 << 20

// dialTime bounds the first talk with a bot.
const dialTime = 2 * time.Second

// reach calls f with a name of the socket that is short enough for the system.
func reach[T any](folder string, f func(path string) (T, error)) (T, error) {
	dir, err := os.Open(folder)
	if err != nil {
		var none T
		return none, err
	}
	defer dir.Close()
	path := filepath.Join(folder, socketName)
	if short := fmt.Sprintf("/proc/self/fd/%d/%s", dir.Fd(), socketName); len(path) > longestPath && exists(filepath.Dir(short)) {
		path = short
	}
	return f(path)
}

// longestPath is how long the name of a socket may be on every system: macOS takes
// 104 bytes with the zero behind it.
const longestPath = 100

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Listen opens the socket in a data folder that this process alone uses. What a
// crash has left there is replaced.
func Listen(folder string) (net.Listener, error) {
	return reach(folder, func(path string) (net.Listener, error) {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		listener, err := net.Listen("unix", path)
		if err != nil {
			return nil, err
		}
		return listener, os.Chmod(path, 0o600)
	})
}

// Serve answers until the context ends, and then waits for what runs. run does one
// command and returns the code with which it leaves.
func Serve(ctx context.Context, listener net.Listener, run func(context.Context, Call) int) {
	stop := context.AfterFunc(ctx, func() { listener.Close() })
	defer stop()
	var running sync.WaitGroup
	defer running.Wait()
	for {
		conn, err := listener.Accept()
		if ctx.Err() != nil || errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil { // such as too many open files
			time.Sleep(acceptPause)
			continue
		}
		running.Go(func() { serve(ctx, conn, run) })
	}
}

// acceptPause is the pause after a call that could not be taken.
const acceptPause = 100 * time.Millisecond

func serve(ctx context.Context, conn net.Conn, run func(context.Context, Call) int) {
	defer conn.Close()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(ctx, func() { conn.Close() })() // whoever does not read holds nobody up
	in := bufio.NewReaderSize(conn, 4096)
	line, err := readLine(in)
	var args []string
	if err != nil || json.Unmarshal(line, &args) != nil {
		return
	}
	typed, hands := io.Pipe()
	go func() {
		_, err := io.Copy(hands, in)
		hands.CloseWithError(err)
	}()
	defer typed.Close()
	frames := &frames{to: conn, broken: cancel}
	code := run(ctx, Call{Args: args, In: typed, Out: frames.writer(frameOut), Err: frames.writer(frameErr)})
	frames.write(frameCode, []byte{byte(code)}) // #nosec G115 -- a code is 0 to 255
}

// readLine reads a line of at most mostArgs bytes.
func readLine(in *bufio.Reader) (line []byte, err error) {
	for len(line) <= mostArgs {
		part, err := in.ReadSlice('\n')
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
	}
	return nil, errors.New("the line of arguments is too long")
}

// frames writes frames, from several goroutines.
type frames struct {
	mu     sync.Mutex
	to     io.Writer
	broken func() // called where nobody reads any more
}

func (f *frames) write(kind byte, data []byte) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	head := binary.BigEndian.AppendUint32([]byte{kind}, uint32(len(data))) // #nosec G115 -- a write is far shorter than 4 GB
	_, err := f.to.Write(append(head, data...))
	if err != nil {
		f.broken()
	}
	return err
}

func (f *frames) writer(kind byte) io.Writer { return frameWriter{f, kind} }

type frameWriter struct {
	*frames
	kind byte
}

func (w frameWriter) Write(data []byte) (int, error) {
	if err := w.write(w.kind, data); err != nil {
		return 0, err
	}
	return len(data), nil
}

// Do asks the running bot of a data folder to do a command, and returns the code
// with which that leaves. The error is ErrNobody where no bot answers, and another
// where it fell silent in the middle.
func Do(ctx context.Context, folder string, call Call) (code int, err error) {
	conn, err := reach(folder, func(path string) (net.Conn, error) {
		return (&net.Dialer{Timeout: dialTime}).DialContext(ctx, "unix", path)
	})
	if err != nil {
		return 0, ErrNobody
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	line, err := json.Marshal(call.Args)
	if err != nil {
		return 0, err
	}
	if _, err := conn.Write(append(line, '\n')); err != nil {
		return 0, ErrNobody
	}
	go handOn(conn, call.In)
	return read(conn, call)
}

// handOn hands on what is typed, to its end.
func handOn(conn net.Conn, typed io.Reader) {
	if _, err := io.Copy(conn, typed); err != nil {
		return
	}
	if half, is := conn.(interface{ CloseWrite() error }); is {
		half.CloseWrite()
	}
}

// read hands on the frames of an answer.
func read(conn io.Reader, call Call) (int, error) {
	for head := make([]byte, 5); ; {
		if _, err := io.ReadFull(conn, head); err != nil {
			return 0, errors.New("the running bot ended before the command was done: look whether it was, and type it again")
		}
		body, n := io.Discard, int64(binary.BigEndian.Uint32(head[1:]))
		switch head[0] {
		case frameOut:
			body = call.Out
		case frameErr:
			body = call.Err
		case frameCode:
			code := make([]byte, 1)
			_, err := io.ReadFull(conn, code)
			return int(code[0]), err
		}
		if _, err := io.CopyN(body, conn, n); err != nil {
			return 0, err
		}
	}
}
