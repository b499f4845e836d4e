package control

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// served is a folder whose bot does commands with run.
func served(t *testing.T, folder string, run func(context.Context, Call) int) {
	t.Helper()
	listener, err := Listen(folder)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { Serve(ctx, listener, run); close(done) }()
	t.Cleanup(func() { cancel(); <-done })
}

func TestACommandRunsInTheBot(t *testing.T) {
	deep := filepath.Join(t.TempDir(), strings.Repeat("deep/", 30))
	if err := os.MkdirAll(deep, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{t.TempDir(), deep} {
		served(t, folder, func(_ context.Context, call Call) int {
			typed, _ := io.ReadAll(call.In)
			fmt.Fprintf(call.Out, "%q was told %s", call.Args, typed)
			fmt.Fprint(call.Err, "and something was wrong")
			return 7
		})
		var out, wrong bytes.Buffer
		code, err := Do(t.Context(), folder, Call{Args: []string{"announce", "a b\n"}, In: strings.NewReader("yes"), Out: &out, Err: &wrong})
		if code != 7 || err != nil || out.String() != `["announce" "a b\n"] was told yes` || wrong.String() != "and something was wrong" {
			t.Errorf("it leaves with %d, %v: %s%s", code, err, &out, &wrong)
		}
	}
}

func TestOnlyTheBotsOwnUserReachesTheSocket(t *testing.T) {
	folder := t.TempDir()
	served(t, folder, func(context.Context, Call) int { return 0 })
	info, err := os.Stat(filepath.Join(folder, socketName))
	if err != nil || info.Mode().Perm() != 0o600 || info.Mode().Type() != fs.ModeSocket {
		t.Errorf("the socket is %v, %v", info.Mode(), err)
	}
}

func TestWhereNoBotRunsNobodyAnswers(t *testing.T) {
	folder := t.TempDir()
	for _, is := range []string{folder, filepath.Join(folder, "missing")} {
		if _, err := Do(t.Context(), is, Call{In: strings.NewReader("")}); !errors.Is(err, ErrNobody) {
			t.Errorf("in %s: %v", is, err)
		}
	}
	// What a crash has left is no bot, and is replaced by the next one.
	listener, err := Listen(folder)
	if err != nil {
		t.Fatal(err)
	}
	listener.Close()
	if err := os.WriteFile(filepath.Join(folder, socketName), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	served(t, folder, func(context.Context, Call) int { return 3 })
	if code, err := Do(t.Context(), folder, Call{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}); code != 3 || err != nil {
		t.Errorf("it leaves with %d, %v", code, err)
	}
}

func TestABotThatEndsIsSaid(t *testing.T) {
	folder := t.TempDir()
	listener, err := Listen(folder)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		conn, _ := listener.Accept()
		bufio.NewReader(conn).ReadBytes('\n')
		frames := &frames{to: conn, broken: func() {}}
		frames.write(frameOut, []byte("half"))
		conn.Close()
	}()
	var out bytes.Buffer
	_, err = Do(t.Context(), folder, Call{In: strings.NewReader(""), Out: &out, Err: io.Discard})
	if err == nil || errors.Is(err, ErrNobody) || out.String() != "half" {
		t.Errorf("said %q, %v", out.String(), err)
	}
}

func TestWhoReadsNoMoreEndsTheCommand(t *testing.T) {
	folder, began, ended := t.TempDir(), make(chan bool), make(chan bool)
	served(t, folder, func(ctx context.Context, call Call) int {
		close(began)
		for ctx.Err() == nil {
			call.Out.Write(make([]byte, 1<<16))
		}
		close(ended)
		return 1
	})
	ctx, hangUp := context.WithCancel(t.Context())
	go Do(ctx, folder, Call{In: never{}, Out: io.Discard, Err: io.Discard})
	<-began
	hangUp()
	<-ended
}

// never is a terminal at which nobody types.
type never struct{}

func (never) Read([]byte) (int, error) { select {} }
