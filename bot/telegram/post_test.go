package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/go-telegram/bot"
	"github.com/google/go-cmp/cmp"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/reply"
)

// at is a platform on a server that answers everything with one handler.
func at(t *testing.T, handler http.HandlerFunc) *Platform {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return platformAt(t, server.URL)
}

func TestAMessageIsPostedAsOnePieceOfJSON(t *testing.T) {
	var path, form, body string
	var length int64
	p := at(t, func(w http.ResponseWriter, r *http.Request) {
		data, _ := io.ReadAll(r.Body)
		path, form, body, length = r.URL.Path, r.Header.Get("Content-Type"), string(data), r.ContentLength
		io.WriteString(w, `{"ok":true,"result":{"message_id":81,"text":"and so on"}}`)
	})
	answer := commandstest.Said("A <b> & \"c\" ü\u2028")
	answer.Buttons = [][]reply.Button{{{Label: "I prayed", Do: "prayed x"}, {Label: "Web", Link: "https://example.org/?a=1&b=2"}}}
	id, err := p.client.sendPart(t.Context(), -1001, 45, render(answer)[0], 12)
	if id != 81 || err != nil {
		t.Errorf("it is message %d, %v", id, err)
	}
	want := `{"chat_id":-1001,"message_thread_id":45,"text":"A &lt;b&gt; &amp; &quot;c&quot; ü\u2028","parse_mode":"HTML",` +
		`"link_preview_options":{"is_disabled":true},"reply_parameters":{"message_id":12,"allow_sending_without_reply":true},` +
		`"reply_markup":{"inline_keyboard":[[{"text":"I prayed","callback_data":"1 prayed x"},{"text":"Web","url":"https://example.org/?a=1&b=2"}]]}}` + "\n"
	if diff := cmp.Diff(want, body); diff != "" {
		t.Error(diff)
	}
	if path != "/bot"+telegramtest.Token+"/sendMessage" || form != "application/json" || length != int64(len(body)) {
		t.Errorf("%s came to %s, said to be %d bytes", form, path, length)
	}
}

// sorted is a failure as the courier sees it.
func sorted(err error) string {
	var unknown *delivery.InDoubtError
	var refused *delivery.RefusedError
	switch {
	case errors.As(err, &unknown):
		return "unknown"
	case errors.As(err, &refused):
		return "refused"
	case errors.As(err, new(*adapter.RedactedError)):
		return "may pass"
	}
	return fmt.Sprintf("%T %v", err, err)
}

func TestAMessageFailsAsInTheLibrary(t *testing.T) {
	for _, tt := range []struct {
		status     int
		body, want string
	}{
		{200, taken, "<nil> <nil>"},
		{500, taken, "<nil> <nil>"},
		{200, `{"ok":true}`, "unknown"},
		{200, `{"ok":true,"result":true}`, "unknown"},
		{200, taken[:60], "unknown"},
		{200, "", "unknown"},
		{301, "<html>moved</html>", "unknown"},
		{400, `{"ok":false,"error_code":400,"description":"Bad Request: message text is empty"}`, "refused"},
		{400, `{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}`, "*delivery.GoneError the chat cannot be written to: deleted"},
		{400, `{"ok":false,"error_code":400,"description":"Bad Request: upgraded","parameters":{"migrate_to_chat_id":-1001234567890}}`, "*delivery.MovedError the chat has moved"},
		{401, `{"ok":false,"error_code":401,"description":"Unauthorized"}`, "*delivery.RetryAfterError the platform asks to wait 10s"},
		{403, `{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}`, "*delivery.GoneError the chat cannot be written to: blocked"},
		{403, `{"ok":false,"error_code":403,"description":"Forbidden: never heard of it"}`, "*delivery.GoneError the chat cannot be written to: forbidden"},
		{403, "<html>forbidden</html>", "*delivery.RetryAfterError the platform asks to wait 5s"},
		{404, `{"ok":false,"error_code":404,"description":"Not Found"}`, "*delivery.RetryAfterError the platform asks to wait 10s"},
		{409, `{"ok":false,"error_code":409,"description":"Conflict"}`, "may pass"},
		{429, `{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 9","parameters":{"retry_after":9}}`, "*delivery.RetryAfterError the platform asks to wait 9s"},
		{429, `{"ok":false,"error_code":429,"description":"Too Many Requests"}`, "*delivery.RetryAfterError the platform asks to wait 1s"},
		{429, `{"ok":false,"error_code":429,"parameters":"soon"}`, "*delivery.RetryAfterError the platform asks to wait 5s"},
		{429, "<html>slow down</html>", "*delivery.RetryAfterError the platform asks to wait 5s"},
		{500, `{"ok":false,"error_code":500,"description":"Internal Server Error"}`, "unknown"},
		{502, "<html>bad gateway</html>", "unknown"},
	} {
		p := at(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(tt.status)
			io.WriteString(w, tt.body)
		})
		_, ours := p.client.sendPart(t.Context(), 7, 0, part{html: "Point"}, 0)
		ctx, trace := adapter.WithTrace(t.Context())
		_, theirs := p.client.api.SendMessage(ctx, &bot.SendMessageParams{ChatID: 7, Text: "Point"})
		if a, b := sorted(ours), sorted(p.client.sort(theirs, trace, 7)); a != tt.want || tt.status != 301 && a != b {
			t.Errorf("%d %s: it is %s, in the library %s, want %s", tt.status, tt.body, a, b, tt.want)
		}
		var moved *delivery.MovedError
		if errors.As(ours, &moved) && moved.To.Key != "-1001234567890" {
			t.Errorf("it has moved to %s", moved.To.Key)
		}
	}
}

func TestAnAnswerWithoutEndIsNotReadToIt(t *testing.T) {
	p := at(t, func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, `{"ok":true,"result":{"message_id":1,"text":"`)
		for err := error(nil); err == nil; {
			_, err = io.WriteString(w, "and so on, ")
		}
	})
	if _, err := p.Send(t.Context(), point("Point")); !isUnknown(err) {
		t.Errorf("got %v", err)
	}
}

func TestAServerThatSendsElsewhereIsNotFollowed(t *testing.T) {
	var asked atomic.Int64
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer other.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		p := at(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, other.URL, status) })
		if _, err := p.Send(t.Context(), point("Point")); err == nil || strings.Contains(err.Error(), telegramtest.Token) {
			t.Errorf("a message: %v", err)
		}
		if _, err := p.client.api.GetMe(t.Context()); err == nil {
			t.Error("the library has followed")
		}
		if _, err := p.poller.updates(t.Context(), 0, pollBatch, 0); err == nil {
			t.Error("the poll has followed")
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("the other server was asked %d times", n)
	}
}

func TestAMessageThatWasCutOffIsNotPostedAgain(t *testing.T) {
	for _, accept := range []bool{false, true} {
		b, _ := sentPoint(t)
		b.srv.Fail("sendMessage", telegramtest.Fault{Reset: true, Accept: accept})
		if _, err := b.Send(t.Context(), point("Again")); !isUnknown(err) {
			t.Errorf("got %v", err)
		}
		if n := b.srv.Calls("sendMessage"); n != 2 {
			t.Errorf("two messages were posted %d times", n)
		}
	}
}

// A worn connection takes one request, and of the next only so many bytes.
type worn struct {
	net.Conn
	takes  int
	writes *atomic.Int64 // of all connections
}

func (c *worn) Write(data []byte) (int, error) {
	if c.writes.Add(1) != 2 {
		return c.Conn.Write(data)
	}
	n, _ := c.Conn.Write(data[:c.takes])
	return n, net.ErrClosed
}

// overWorn lets a platform's requests go over connections the first of which
// breaks at the second request, after so many bytes of it.
func overWorn(p *Platform, takes int) (dialled *atomic.Int64) {
	carrier, writes, dialled := transport(), &atomic.Int64{}, &atomic.Int64{}
	carrier.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		dialled.Add(1)
		conn, err := new(net.Dialer).DialContext(ctx, network, address)
		return &worn{conn, takes, writes}, err
	}
	p.client.http = over(carrier)
	return dialled
}

func TestAMessageIsPostedAgainOnlyWhereNothingOfItWasWritten(t *testing.T) {
	for _, tt := range []struct {
		what                     string
		takes, dialled, accepted int
		want                     func(error) bool
	}{
		{"nothing was written", 0, 2, 2, func(err error) bool { return err == nil }},
		{"a little was written", 10, 1, 1, isUnknown},
	} {
		b := newBench(t)
		dialled := overWorn(b.Platform, tt.takes)
		if _, err := b.Send(t.Context(), point("First")); err != nil {
			t.Fatal(err)
		}
		if _, err := b.Send(t.Context(), point("Second")); !tt.want(err) {
			t.Errorf("%s: %v", tt.what, err)
		}
		if n := int(dialled.Load()); n != tt.dialled || b.srv.Accepted() != tt.accepted {
			t.Errorf("%s: %d messages came over %d connections", tt.what, b.srv.Accepted(), n)
		}
	}
}

func TestAMessageIsNotWaitedForLongerThanItsTime(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	p := at(t, func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		cancel()
		<-r.Context().Done()
	})
	if _, err := p.Send(ctx, point("Point")); !isUnknown(err) {
		t.Errorf("when it was written: %v", err)
	}
	if _, err := p.Send(ctx, point("Point")); err == nil || isUnknown(err) {
		t.Errorf("before it was written: %v", err)
	}
}
