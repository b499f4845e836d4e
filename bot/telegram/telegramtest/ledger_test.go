package telegramtest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// ask posts JSON to a method through an address and returns the status with the
// answer; 0 where the connection was cut.
func ask(t *testing.T, ctx context.Context, url, method, body string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(ctx, "POST", url+"/bot"+Token+"/"+method, bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, err.Error()
	}
	defer res.Body.Close()
	text, _ := io.ReadAll(res.Body)
	return res.StatusCode, string(text)
}

const hello = `{"chat_id":7,"text":"hello","parse_mode":"HTML"}`

func TestTheLedgerTellsThroughWhichDoorAMessageCame(t *testing.T) {
	s := New()
	defer s.Close()
	s.Person(7)
	ask(t, t.Context(), s.Listener("a"), "sendMessage", hello)
	ask(t, t.Context(), s.URL(), "sendMessage", hello)
	all := s.Ledger()
	if len(all) != 2 || all[0].Listener != "a" || all[1].Listener != "" {
		t.Errorf("the ledger holds %+v", all)
	}
	if n := s.Busiest(time.Hour); n != 2 {
		t.Errorf("within an hour there were %d", n)
	}
	if n := s.Busiest(time.Nanosecond); n != 1 {
		t.Errorf("within a nanosecond there were %d", n)
	}
}

func TestTheOlderOfTwoPollersIsToldOfTheConflict(t *testing.T) {
	s := New()
	defer s.Close()
	s.Person(7)
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	older := make(chan int, 1)
	a, b := s.Listener("a"), s.Listener("b")
	go func() {
		status, _ := ask(t, ctx, a, "getUpdates", `{"timeout":30}`)
		older <- status
	}()
	if err := s.Await(ctx, func() bool { n, _, _ := s.Polls("a"); return n == 1 }); err != nil {
		t.Fatal(err)
	}
	go s.Await(ctx, func() bool {
		n, _, _ := s.Polls("b")
		if n == 1 {
			s.Say(7, 7, "hello")
		}
		return n == 1
	})
	if status, text := ask(t, ctx, b, "getUpdates", `{"timeout":30}`); status != 200 || !strings.Contains(text, "hello") {
		t.Errorf("the newer got %d %s", status, text)
	}
	if status := <-older; status != http.StatusConflict {
		t.Errorf("the older got %d", status)
	}
	if _, _, n := s.Polls("a"); n != 1 {
		t.Errorf("%d conflicts were counted", n)
	}
}

func TestAFaultIsForItsChatUntilItIsMended(t *testing.T) {
	s := New()
	defer s.Close()
	s.Person(7)
	s.Person(8)
	s.Fail("sendMessage", Fault{Chat: 7, Lasting: true, Status: 500})
	other := strings.Replace(hello, "7", "8", 1)
	for _, tt := range []struct {
		body   string
		status int
	}{{hello, 500}, {other, 200}, {hello, 500}} {
		if status, text := ask(t, t.Context(), s.URL(), "sendMessage", tt.body); status != tt.status {
			t.Errorf("%s: %d %s", tt.body, status, text)
		}
	}
	s.ClearFaults("sendMessage")
	if status, text := ask(t, t.Context(), s.URL(), "sendMessage", hello); status != 200 {
		t.Errorf("when it was mended: %d %s", status, text)
	}
}

func TestAResetMayComeBeforeOrAfterAcceptance(t *testing.T) {
	s := New()
	defer s.Close()
	s.Person(7)
	s.Fail("sendMessage", Fault{Reset: true}, Fault{Reset: true, Accept: true})
	for accepted := range 2 {
		if status, _ := ask(t, t.Context(), s.URL(), "sendMessage", hello); status != 0 {
			t.Errorf("the request got %d", status)
		}
		if n := s.Accepted(); n != accepted {
			t.Errorf("%d are accepted, want %d", n, accepted)
		}
	}
}
