package main

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/telegram/telegramtest"
)

// A manager is a systemd that hears what it is told.
type manager struct {
	t      *testing.T
	socket *net.UnixConn
	name   string
}

func newManager(t *testing.T) *manager {
	t.Helper()
	name := filepath.Join(t.TempDir(), "notify")
	socket, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: name, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { socket.Close() })
	return &manager{t, socket, name}
}

// hear is what the manager is told next.
func (m *manager) hear() string {
	m.t.Helper()
	m.socket.SetReadDeadline(time.Now().Add(30 * time.Second))
	told := make([]byte, 1024)
	n, err := m.socket.Read(told)
	if err != nil {
		m.t.Fatal(err)
	}
	return string(told[:n])
}

func TestTheManagerHearsWhenTheBotIsReadyThatItLivesAndThatItStops(t *testing.T) {
	m, telegram := newManager(t), telegramtest.New()
	t.Cleanup(telegram.Close)
	for name, value := range map[string]string{
		"NOTIFY_SOCKET": m.name, "WATCHDOG_USEC": "20000", "WATCHDOG_PID": strconv.Itoa(os.Getpid()),
		"TELEGRAM_TOKEN": telegramtest.Token, "TELEGRAM_API_URL": telegram.URL(), "DISCORD_TOKEN": "", "REDIS_URL": "",
		"PRAYERBOT_DATA": t.TempDir(), "PRAYERBOT_FEEDS": "none", "PRAYERBOT_HTTP": "",
	} {
		t.Setenv(name, value)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	go func() {
		ended <- start(surroundings{Context: ctx, in: strings.NewReader(""), out: io.Discard, err: io.Discard}, nil)
	}()
	if told := m.hear(); told != "READY=1" {
		t.Errorf("at first it hears %q", told)
	}
	if told := m.hear(); told != "WATCHDOG=1" {
		t.Errorf("then it hears %q", told)
	}
	stop()
	for told := ""; told != "STOPPING=1"; {
		if told = m.hear(); told != "STOPPING=1" && told != "WATCHDOG=1" {
			t.Fatalf("at the end it hears %q", told)
		}
	}
	if code := <-ended; code != exitFine {
		t.Errorf("it left with %d", code)
	}
}

// A store that fails is no reason to be started again; one that hangs is.
func TestABotThatHangsSaysNothingMore(t *testing.T) {
	m, c := newManager(t), clock.NewManual(time.Date(2026, 11, 30, 6, 0, 0, 0, time.UTC))
	s := supervisor{socket: m.name, every: time.Minute}
	ctx, stop := context.WithCancel(t.Context())
	asked, answers := make(chan struct{}), make(chan error)
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.assure(ctx, c, func(ctx context.Context) error {
			asked <- struct{}{}
			select {
			case err := <-answers:
				return err
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	turn := func() {
		for {
			select {
			case <-asked:
				return
			default:
				c.Advance(time.Second)
			}
		}
	}
	turn()
	answers <- errors.New("the disk is full")
	if told := m.hear(); told != "WATCHDOG=1" {
		t.Errorf("it hears %q", told)
	}
	turn() // and it hangs
	m.socket.SetReadDeadline(time.Now())
	if _, err := m.socket.Read(make([]byte, 16)); err == nil {
		t.Error("a bot that hangs says that it lives")
	}
	stop()
	<-done
}

func TestWhoListensIsReadFromTheEnvironment(t *testing.T) {
	me := strconv.Itoa(os.Getpid())
	for _, tt := range []struct {
		env  map[string]string
		want supervisor
	}{
		{nil, supervisor{}},
		{map[string]string{"WATCHDOG_USEC": "2000000"}, supervisor{}},
		{map[string]string{"NOTIFY_SOCKET": "/run/systemd/notify"}, supervisor{socket: "/run/systemd/notify"}},
		{map[string]string{"NOTIFY_SOCKET": "@notify", "WATCHDOG_USEC": "2000000"}, supervisor{"@notify", 2 * time.Second}},
		{map[string]string{"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "2000000", "WATCHDOG_PID": me}, supervisor{"/n", 2 * time.Second}},
		{map[string]string{"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "2000000", "WATCHDOG_PID": "1"}, supervisor{socket: "/n"}},
		{map[string]string{"NOTIFY_SOCKET": "/n", "WATCHDOG_USEC": "soon"}, supervisor{socket: "/n"}},
		{map[string]string{"NOTIFY_SOCKET": "somewhere"}, supervisor{}},
	} {
		if got := supervisedBy(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("of %v it reads %+v", tt.env, got)
		}
	}
}
