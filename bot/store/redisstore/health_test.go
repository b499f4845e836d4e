package redisstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"prayerbot/bot/doctor"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
)

// probed is the worst of what Probe finds, as a text; "" is nothing.
func probed(t *testing.T, url string) string {
	t.Helper()
	if f := doctor.WorstResult(Probe(t.Context(), url)); f != nil {
		return f.Error()
	}
	return ""
}

// What a server would lose or refuse is said when the bot starts, by Probe, and,
// where it comes later, by Ping.
func TestAnUnwillingServerIsNamedWithARemedy(t *testing.T) {
	host, port, _ := strings.Cut(redistest.Start(t).Address(), ":")
	for _, tt := range []struct {
		what    string
		options []string
		want    string // of the error of opening, and of Probe
	}{
		{"a replica", []string{"--replicaof", host, port}, "is a replica"},
		{"a replica that can be written to", []string{"--replicaof", host, port, "--replica-read-only", "no"}, "is a replica"},
		{"one that evicts what has a time to live", []string{"--maxmemory", "100mb", "--maxmemory-policy", "volatile-lru"}, "noeviction"},
		{"the same by time to live", []string{"--maxmemory-policy", "volatile-ttl"}, "noeviction"},
		{"one that wants a password", []string{"--requirepass", "secret"}, "wants a password"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			url := redistest.Start(t, tt.options...).URL()
			s, err := Open(t.Context(), url, silent)
			if err == nil {
				s.Close()
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("opening says %v", err)
			}
			if got := probed(t, url); !strings.Contains(got, tt.want) {
				t.Errorf("probing says %q", got)
			}
		})
	}
	if got := probed(t, redistest.Start(t).URL()); got != "" {
		t.Errorf("of one that is well it says %q", got)
	}
}

func TestAWrongPasswordIsSaidToBeRefused(t *testing.T) {
	address := redistest.Start(t, "--requirepass", "right").Address()
	for _, url := range []string{"redis://:wrong@" + address + "/0", "redis://nobody:wrong@" + address + "/0"} {
		_, err := Open(t.Context(), url, silent)
		var f *doctor.Result
		if !errors.As(err, &f) || !strings.Contains(f.Error(), "answers, and refused the password") || strings.Contains(f.Error(), "..") || strings.Contains(f.Error(), "wrong@") {
			t.Errorf("it says %v", err)
		}
	}
	needless := redistest.Start(t).Address()
	few := open(t, "redis://"+needless+"/0")
	if err := few.client.Do(t.Context(), "ACL", "SETUSER", "few", "on", ">few", "~none", "+ping", "+hello").Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(t.Context(), "redis://few:few@"+needless+"/0", silent); err == nil || !strings.Contains(err.Error(), "does not let this user") {
		t.Errorf("of a user who may do little it says %v", err)
	}
	if got := probed(t, "redis://few:few@"+needless+"/0"); !strings.Contains(got, "does not let this user") {
		t.Errorf("of a user who may do little probing says %q", got)
	}
	if s, err := Open(t.Context(), "redis://:needless@"+needless+"/0", silent); err == nil {
		s.Close()
	} else if !strings.Contains(err.Error(), "has no password") {
		t.Errorf("where none is set it says %v", err)
	}
	var away *AwayError
	if _, err := Open(t.Context(), "redis://127.0.0.1:1/0", silent); !errors.As(err, &away) || strings.Contains(err.Error(), "..") {
		t.Errorf("of nobody it says %v", err)
	}
}

// A server that is full, or becomes a replica, while the bot runs is not ready, and
// is ready again when it has room.
func TestAServerThatTakesNoChangeIsNotReady(t *testing.T) {
	var log bytes.Buffer
	server, main := redistest.Start(t), redistest.Start(t)
	s, err := Open(t.Context(), server.URL(), slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	set := func(args ...any) {
		t.Helper()
		if err := s.client.Do(context.Background(), args...).Err(); err != nil {
			t.Fatal(err)
		}
	}
	says := func(when, want string) {
		t.Helper()
		err := s.Ping(t.Context())
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s ping says %v", when, err)
		}
		if got := probed(t, server.URL()); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s probing says %q", when, got)
		}
	}
	says("at first", "")
	set("config", "set", "maxmemory", "1mb")
	for n := range 50 {
		_ = s.SaveChat(t.Context(), record.Chat{ID: record.ChatID{Platform: "telegram", Key: fmt.Sprint(n)}, Zone: strings.Repeat("x", 50_000)}, "one", nil)
	}
	says("full", "full")
	again, err := Open(t.Context(), server.URL(), slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil || !strings.Contains(log.String(), "full") {
		t.Errorf("starting on it: %v, %s", err, log.String())
	} else {
		again.Close()
	}
	set("config", "set", "maxmemory", "0")
	says("with room", "")
	host, port, _ := strings.Cut(main.Address(), ":")
	set("replicaof", host, port)
	says("as a replica", "is a replica")
	set("replicaof", "no", "one")
	says("as its own", "")
}
