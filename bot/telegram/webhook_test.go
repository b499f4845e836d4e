package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/doctor"
	"prayerbot/bot/telegram/telegramtest"
)

const hookAddress = "https://bot.example.org/telegram"

// freePort is an address on loopback at which nobody listens.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// hooked is a configuration with a webhook.
func hooked(listen string) func(*Config) {
	return func(cfg *Config) { cfg.Webhook = Webhook{URL: hookAddress, Listen: listen} }
}

// another is a further process of the same bot.
func (b *bench) another(t *testing.T, change ...func(*Config)) *bench {
	t.Helper()
	other := newBench(t, append([]func(*Config){func(cfg *Config) { cfg.URL, cfg.Core = b.srv.URL(), b.core }}, change...)...)
	other.srv = b.srv
	return other
}

// session runs a platform until it is ended.
func (b *bench) session() (end func()) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx, func() bool { return true }) }()
	return func() {
		cancel()
		if err := <-done; err != nil {
			b.t.Error(err)
		}
	}
}

func TestWhatIsBroughtIsAnswered(t *testing.T) {
	first, second := freePort(t), freePort(t)
	b := newBench(t, hooked(first))
	b.srv.Reach(first, second)
	b.run()
	b.another(t, hooked(second)).run()
	for i := range 6 {
		b.srv.Say(ada, ada, fmt.Sprintf("/line%d", i))
		b.awaitText(ada, fmt.Sprintf("You asked line%d", i))
	}
	b.await("all are taken", func() bool { return b.srv.Unacknowledged() == 0 })
	if n := len(b.core.Asked()); n != 6 {
		t.Errorf("six updates were handled %d times", n)
	}
	if address, secret := b.srv.Webhook(); !strings.HasPrefix(address, hookAddress+"?") || len(secret) < 32 || strings.Contains(secret, telegramtest.Token) {
		t.Errorf("the webhook is %s with the secret %s", address, secret)
	}
	if b.srv.Calls("getUpdates") != 0 {
		t.Error("updates are asked for beside a webhook")
	}
	if err := b.Healthy(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAStrangerBringsNothing(t *testing.T) {
	listen := freePort(t)
	b := newBench(t, hooked(listen))
	b.srv.Reach(listen)
	b.run()
	b.srv.Say(ada, ada, "/pray")
	b.awaitText(ada, "asked pray")
	_, secret := b.srv.Webhook()
	update := []byte(`{"update_id":999,"message":{"message_id":1,"date":1,"text":"/stolen","chat":{"id":7,"type":"private"},"from":{"id":7}}}`)
	for _, tt := range []struct {
		what, method, secret string
		body                 []byte
		want                 int
	}{
		{"no secret", http.MethodPost, "", update, http.StatusUnauthorized},
		{"half a secret", http.MethodPost, secret[:10], update, http.StatusUnauthorized},
		{"another secret", http.MethodPost, strings.Repeat("a", len(secret)), update, http.StatusUnauthorized},
		{"a question", http.MethodGet, secret, nil, http.StatusMethodNotAllowed},
		{"more than an update", http.MethodPost, secret, append(bytes.Repeat([]byte(" "), maxUpdateBody), update...), http.StatusRequestEntityTooLarge},
		{"what is no update", http.MethodPost, secret, []byte("[]"), http.StatusOK},
		{"nothing", http.MethodPost, secret, nil, http.StatusOK},
	} {
		req, err := http.NewRequest(tt.method, "http://"+listen+"/telegram", bytes.NewReader(tt.body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set(secretHeader, tt.secret)
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != tt.want {
			t.Errorf("%s: %d, want %d", tt.what, res.StatusCode, tt.want)
		}
	}
	if n := len(b.core.Asked()); n != 1 {
		t.Errorf("%d updates were taken, want 1", n)
	}
}

func TestAnUpdateIsTakenOnceItIsHandled(t *testing.T) {
	listen := freePort(t)
	b := newBench(t, hooked(listen))
	b.srv.Reach(listen)
	b.run()
	goOn := b.slowly("slow")
	b.srv.Say(ada, ada, "/slow")
	b.handling("slow")
	if b.srv.Unacknowledged() != 1 {
		t.Error("it is taken before it is handled")
	}
	goOn()
	b.await("it is taken", func() bool { return b.srv.Unacknowledged() == 0 })
	b.awaitText(ada, "asked slow")
}

func TestChangingOverLosesNothing(t *testing.T) {
	listen := freePort(t)
	b := newBench(t)
	end := b.session()
	b.srv.Say(ada, ada, "/one")
	b.awaitText(ada, "asked one")
	end()
	b.srv.Say(ada, ada, "/two")

	brought := b.another(t, hooked(listen))
	b.srv.Reach(listen)
	end = brought.session()
	b.awaitText(ada, "asked two")
	b.await("it is taken", func() bool { return b.srv.Unacknowledged() == 0 })
	end()
	b.srv.Say(ada, ada, "/three")

	asking := b.another(t)
	defer asking.session()()
	b.awaitText(ada, "asked three")
	if n := len(b.core.Asked()); n != 3 {
		t.Errorf("three updates were handled %d times", n)
	}
	if address, _ := b.srv.Webhook(); address != "" {
		t.Errorf("the webhook is still %s", address)
	}
}

func TestAnotherProgramsWebhookStays(t *testing.T) {
	const other = "https://other.example.org/hook"
	for _, tt := range []struct {
		what   string
		change func(*Config)
	}{
		{"asking", func(*Config) {}},
		{"being brought", hooked(freePort(t))},
	} {
		t.Run(tt.what, func(t *testing.T) {
			b := newBench(t, tt.change)
			b.srv.SetWebhook(other)
			end := b.session()
			if !clock.Await(time.Minute, time.Millisecond, func() bool { return errors.Is(b.Healthy(t.Context()), errForeign) }) {
				t.Fatal("it is not said")
			}
			if _, err := b.Send(t.Context(), point("Point")); err != nil {
				t.Errorf("a delivery meanwhile: %v", err)
			}
			end()
			if address, _ := b.srv.Webhook(); address != other {
				t.Errorf("the webhook is %q", address)
			}
			found := doctor.Examine(t.Context(), Checks(Config{Token: telegramtest.Token, URL: b.srv.URL(), Clock: b.client.clock, Log: b.client.log}), time.Minute)[0]
			if found.State != doctor.Fault || !strings.Contains(found.Remedy, "TELEGRAM_WEBHOOK_REPLACE=true") {
				t.Errorf("the doctor says %+v", found)
			}
			told := b.another(t, tt.change, func(cfg *Config) { cfg.Webhook.Replace = true })
			if told.client.webhook.URL != "" {
				b.srv.Reach(told.client.webhook.Listen)
			}
			defer told.session()()
			b.srv.Say(ada, ada, "/pray")
			b.awaitText(ada, "asked pray")
		})
	}
}

func TestAnAddressThatIsTakenIsSaid(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	b := newBench(t, hooked(l.Addr().String()))
	if err := b.Run(t.Context(), func() bool { return true }); err == nil || !strings.Contains(err.Error(), "TELEGRAM_WEBHOOK_LISTEN") {
		t.Errorf("got %v", err)
	}
}

// Whoever has what people say brought by a webhook reads about inline mode too.
func TestTheDoctorSaysWhetherInlineModeIsOnWithAWebhookToo(t *testing.T) {
	t.Parallel()
	b := newBench(t, hooked(freePort(t)))
	b.run()
	b.await("the webhook", func() bool {
		set, _ := b.srv.Webhook()
		return strings.HasPrefix(set, hookAddress)
	})
	cfg := Config{Token: telegramtest.Token, URL: b.srv.URL(), Clock: b.client.clock, Log: b.client.log, Webhook: b.client.webhook}
	found := doctor.Examine(t.Context(), Checks(cfg), time.Minute)[0]
	if !strings.HasSuffix(found.Found, "to the webhook; inline mode is on") {
		t.Errorf("it says %+v", found)
	}
}
