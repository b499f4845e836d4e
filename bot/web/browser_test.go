package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// A browser is a real Chromium without a window, spoken to by its DevTools protocol.
type browser struct {
	t    *testing.T
	conn *websocket.Conn

	mu      sync.Mutex
	last    int
	answers map[int]chan answer
	// What the page has said since it was opened: lines of its console, what it asked
	// for, and whether it is loaded.
	console, asked []string
	loaded         chan struct{}
	session        string
}

type answer struct {
	Result json.RawMessage
	Error  *struct{ Message string }
}

// openBrowser starts Chromium; without one the test is left out, and says so.
func openBrowser(t *testing.T) *browser {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Skip("There is no Chromium here, so no page was looked at in a browser. Install chromium to have that tested.")
	}
	folder, err := os.MkdirTemp("", "browser")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(t.Context()))
	cmd := exec.CommandContext(ctx, path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--hide-scrollbars", "--remote-debugging-port=0", "--user-data-dir="+folder, "about:blank")
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	b := &browser{t: t, answers: map[int]chan answer{}, loaded: make(chan struct{}, 1)}
	t.Cleanup(func() {
		if b.conn != nil {
			b.conn.WriteJSON(map[string]any{"id": -1, "method": "Browser.close"})
		}
		end := time.AfterFunc(browserTime, stop)
		cmd.Wait()
		end.Stop()
		stop()
		os.RemoveAll(folder) // what a child of the browser still writes there may stay
	})
	if b.conn, _, err = websocket.DefaultDialer.DialContext(ctx, b.addressFrom(said), nil); err != nil {
		t.Fatal(err)
	}
	go b.listen()
	b.attach()
	return b
}

// addressFrom is where the browser says that it listens.
func (b *browser) addressFrom(said io.Reader) string {
	lines := bufio.NewScanner(said)
	for lines.Scan() {
		if at, is := strings.CutPrefix(lines.Text(), "DevTools listening on "); is {
			go io.Copy(io.Discard, said)
			return at
		}
	}
	b.t.Fatal("Chromium does not say where it listens")
	return ""
}

// attach opens a page and listens to what it says.
func (b *browser) attach() {
	var target struct{ TargetID string }
	b.do("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var session struct{ SessionID string }
	b.do("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &session)
	b.session = session.SessionID
	for _, domain := range []string{"Page", "Runtime", "Log", "Network"} {
		b.do(domain+".enable", nil, nil)
	}
	b.do("Page.setBypassCSP", map[string]any{"enabled": true}, nil) // for axe; that no page runs anything is tested without a browser
}

// listen takes in what the browser says until the connection ends.
func (b *browser) listen() {
	for {
		var m struct {
			ID     int
			Method string
			Params struct {
				Entry   struct{ Text string }
				Args    []struct{ Value any }
				Request struct{ URL string }
			}
			answer
		}
		if err := b.conn.ReadJSON(&m); err != nil {
			return
		}
		b.mu.Lock()
		switch {
		case m.ID > 0:
			b.answers[m.ID] <- m.answer
		case m.Method == "Page.loadEventFired":
			select {
			case b.loaded <- struct{}{}:
			default:
			}
		case m.Method == "Log.entryAdded":
			b.console = append(b.console, m.Params.Entry.Text)
		case m.Method == "Runtime.consoleAPICalled" || m.Method == "Runtime.exceptionThrown":
			b.console = append(b.console, fmt.Sprint(m.Method, m.Params.Args))
		case m.Method == "Network.requestWillBeSent":
			b.asked = append(b.asked, m.Params.Request.URL)
		}
		b.mu.Unlock()
	}
}

// do asks the browser for something, and waits for the answer.
func (b *browser) do(method string, params, result any) {
	b.t.Helper()
	got := make(chan answer, 1)
	b.mu.Lock()
	b.last++
	id := b.last
	b.answers[id] = got
	err := b.conn.WriteJSON(map[string]any{"id": id, "method": method, "params": orNothing(params), "sessionId": b.session})
	b.mu.Unlock()
	if err != nil {
		b.t.Fatal(err)
	}
	select {
	case a := <-got:
		if a.Error != nil {
			b.t.Fatalf("%s: %s", method, a.Error.Message)
		}
		if result != nil {
			if err := json.Unmarshal(a.Result, result); err != nil {
				b.t.Fatalf("%s: %v", method, err)
			}
		}
	case <-time.After(browserTime):
		b.t.Fatalf("%s: no answer", method)
	}
}

// browserTime is how long a browser may take on a busy machine.
const browserTime = time.Minute

func orNothing(params any) any {
	if params == nil {
		return struct{}{}
	}
	return params
}

// open shows an address, and waits until it is loaded.
func (b *browser) open(address string) {
	b.t.Helper()
	b.mu.Lock()
	b.console, b.asked = nil, nil
	b.mu.Unlock()
	select {
	case <-b.loaded:
	default:
	}
	b.do("Page.navigate", map[string]any{"url": address}, nil)
	select {
	case <-b.loaded:
	case <-time.After(browserTime):
		b.t.Fatalf("%s is not loaded", address)
	}
}

// run runs a script in the page, and reads what it gives.
func (b *browser) run(script string, result any) {
	b.t.Helper()
	var got struct {
		Result           struct{ Value json.RawMessage }
		ExceptionDetails *struct{ Text string }
	}
	b.do("Runtime.evaluate", map[string]any{"expression": script, "awaitPromise": true, "returnByValue": true}, &got)
	if got.ExceptionDetails != nil {
		b.t.Fatalf("a script failed: %s", got.ExceptionDetails.Text)
	}
	if result != nil {
		if err := json.Unmarshal(got.Result.Value, result); err != nil {
			b.t.Fatalf("%s: %v", got.Result.Value, err)
		}
	}
}

// heard is what the page has said on its console, and what it has asked for.
func (b *browser) heard() (console, asked []string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.console, b.asked
}
