package telegramtest_test

import (
	"fmt"
	"io"
	"net"
	"net/url"
	"testing"

	"prayerbot/bot/telegram/telegramtest"
)

// A request of which the end is missing, because its sender was killed, does nothing
// and breaks no rule.
func TestARequestThatIsCutOffBreaksNoRule(t *testing.T) {
	for form, part := range map[string]string{
		"multipart/form-data; boundary=x": "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.png\"\r\n\r\nhalf of it",
		"application/json":                `{"chat_id":7,"te`,
	} {
		srv := telegramtest.New()
		defer srv.Close()
		at, err := url.Parse(srv.URL())
		if err != nil {
			t.Fatal(err)
		}
		conn, err := net.Dial("tcp", at.Host)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(conn, "POST /bot%s/sendPhoto HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: 5000\r\n\r\n%s", telegramtest.Token, at.Host, form, part)
		if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
			t.Fatal(err)
		}
		if said, _ := io.ReadAll(conn); len(said) > 0 {
			t.Errorf("%s is answered: %s", form, said)
		}
		conn.Close()
		if broken := srv.Violations(); len(broken) > 0 || len(srv.Ledger()) > 0 {
			t.Errorf("%s breaks the rules: %q", form, broken)
		}
	}
}
