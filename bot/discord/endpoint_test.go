package discord

import (
	"context"
	"crypto/ed25519"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/doctor"
)

// posted makes a bench whose interactions are posted over HTTP.
func posted(t *testing.T) (b *bench, url string) {
	t.Helper()
	b = newBench(t, func(c *Config) {
		key, err := ReadPublicKey(discordtest.PublicKey())
		if err != nil {
			t.Fatal(err)
		}
		c.PublicKey = key
	})
	served := httptest.NewServer(b.Endpoint())
	t.Cleanup(served.Close)
	return b, served.URL
}

func TestPostedInteractionsAreAnswered(t *testing.T) {
	b, url := posted(t)
	b.run()
	if err := b.srv.SetEndpoint(url); err != nil {
		t.Fatal(err)
	}
	i, err := b.srv.Command(member, channel, "pray", nil)
	if err != nil {
		t.Fatal(err)
	}
	b.await("the answer to a command", func() bool { return b.srv.Answer(i) != nil })
	b.await("what the post was told", func() bool { return len(b.srv.Posted()) == 1 })
	if got := b.srv.Posted(); got[0] != http.StatusAccepted {
		t.Errorf("the post was answered with %d", got[0])
	}
}

// Where this process does not keep the gateway, posts are answered all the same.
func TestPostsNeedNoGateway(t *testing.T) {
	b, url := posted(t)
	b.run()
	if err := b.srv.SetEndpoint(url); err != nil {
		t.Fatal(err)
	}
	b.srv.Unreachable(true)
	b.srv.DropGateway()
	i, err := b.srv.Command(member, channel, "pray", nil)
	if err != nil {
		t.Fatal(err)
	}
	b.await("the answer to a command", func() bool { return b.srv.Answer(i) != nil })
}

// A process that does not keep the gateway answers what is posted to it, and ends
// when it is told to.
func TestEveryProcessAnswersPosts(t *testing.T) {
	b, _ := posted(t)
	b.run()
	address := freeAddress(t)
	key, err := ReadPublicKey(discordtest.PublicKey())
	if err != nil {
		t.Fatal(err)
	}
	other, err := New(Config{
		Token: discordtest.Token, URL: b.srv.URL(), Core: b.core, Clock: clock.System{}, PublicKey: key, Listen: address,
		Log: slog.New(slog.NewTextHandler(b.log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	other.receiver.answerer.within = time.Hour
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- other.Beside(ctx) }()
	b.soon("the endpoint", func() bool { return b.srv.SetEndpoint("http://"+address) == nil })
	i, err := b.srv.Command(member, channel, "pray", nil)
	if err != nil {
		t.Fatal(err)
	}
	b.answer(i)
	end()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	taken, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal("the address is not free again:", err)
	}
	defer taken.Close()
	if err := other.Beside(t.Context()); err == nil || !strings.Contains(err.Error(), "DISCORD_INTERACTIONS_LISTEN cannot be used") {
		t.Errorf("at an address that is taken it says %v", err)
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestFalsePostsAreRefused(t *testing.T) {
	b, url := posted(t)
	ping := []byte(`{"type":1}`)
	signed := func(body string, at time.Time) http.Header { return b.srv.Sign([]byte(body), at) }
	without := func(name string) http.Header { h := signed(`{"type":1}`, time.Now()); h.Del(name); return h }
	with := func(name, value string) http.Header {
		h := signed(`{"type":1}`, time.Now())
		h.Set(name, value)
		return h
	}
	for what, tt := range map[string]struct {
		body   []byte
		header http.Header
		want   int
	}{
		"a ping":                    {ping, signed(`{"type":1}`, time.Now()), 200},
		"another body":              {ping, signed(`{"type":2}`, time.Now()), 401},
		"another time":              {ping, with("X-Signature-Timestamp", "1"), 401},
		"no signature":              {ping, without("X-Signature-Ed25519"), 401},
		"no time":                   {ping, without("X-Signature-Timestamp"), 401},
		"a signature that is short": {ping, with("X-Signature-Ed25519", "00ff"), 401},
		"a signature that is none":  {ping, with("X-Signature-Ed25519", "zz"), 401},
		"an old one":                {ping, signed(`{"type":1}`, time.Now().Add(-time.Hour)), 401},
		"one of tomorrow":           {ping, signed(`{"type":1}`, time.Now().Add(24*time.Hour)), 401},
		"no JSON":                   {[]byte("{"), signed("{", time.Now()), 400},
		"more than an event has":    {[]byte(strings.Repeat("x", maxEvent+1)), signed("x", time.Now()), 413},
	} {
		t.Run(what, func(t *testing.T) {
			res, err := b.srv.Post(url, tt.body, tt.header)
			if err != nil {
				t.Fatal(err)
			}
			res.Body.Close()
			if res.StatusCode != tt.want {
				t.Errorf("the status is %d, want %d", res.StatusCode, tt.want)
			}
		})
	}
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("GET is answered with %d", res.StatusCode)
	}
}

func TestPublicKeysAreRead(t *testing.T) {
	for _, text := range []string{"", "00", strings.Repeat("0", 63), strings.Repeat("g", 64), strings.Repeat("0", 66)} {
		if _, err := ReadPublicKey(text); err == nil {
			t.Errorf("%q is taken for a key", text)
		}
	}
}

// Where Discord and the configuration do not agree, both the log of a start and
// the doctor say what to do.
func TestWhereInteractionsGoIsCompared(t *testing.T) {
	for what, tt := range map[string]struct {
		key, endpoint bool
		other         bool
		state         doctor.State
		want          string
	}{
		"over the gateway":         {state: doctor.OK, want: "https://discord.com/oauth2/authorize?client_id=900&permissions=274878024704&scope=bot+applications.commands"},
		"over HTTP":                {key: true, endpoint: true, state: doctor.OK, want: "they come here"},
		"posted, but none waits":   {endpoint: true, state: doctor.Fault, want: "Set DISCORD_PUBLIC_KEY"},
		"waited for, but not sent": {key: true, state: doctor.Warning, want: "Interactions Endpoint URL"},
		"another's key":            {key: true, other: true, endpoint: true, state: doctor.Fault, want: "Copy Public Key again"},
	} {
		t.Run(what, func(t *testing.T) {
			b, url := posted(t)
			if tt.endpoint {
				if err := b.srv.SetEndpoint(url); err != nil {
					t.Fatal(err)
				}
			}
			cfg := Config{Token: discordtest.Token, URL: b.srv.URL(), Core: b.core, Clock: clock.System{}, Log: slog.New(slog.NewTextHandler(b.log, nil))}
			if tt.key {
				cfg.PublicKey, _ = ReadPublicKey(discordtest.PublicKey())
			}
			if tt.other {
				cfg.PublicKey = make(ed25519.PublicKey, ed25519.PublicKeySize)
			}
			for _, check := range Checks(cfg) {
				if got := check.Run(t.Context()); check.Name == "Discord's interactions" && (got.State != tt.state || !strings.Contains(got.Found+" "+got.Remedy, tt.want)) {
					t.Errorf("it finds %+v", got)
				}
			}
			b.Platform, _ = New(cfg)
			b.run()
			if tt.state != doctor.OK && !strings.Contains(b.log.String(), tt.want) {
				t.Errorf("the log says %s", b.log)
			}
		})
	}
}
