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

// heardAll sees that the manager was told nothing that it has not heard yet.
func (m *manager) heardAll() {
	m.t.Helper()
	const last = "X_LAST=1"
	supervisor{socket: m.name}.tell(last)
	if told := m.hear(); told != last {
		m.t.Errorf("it hears %q besides", told)
	}
}

// watches sets what a bot finds in its environment that the manager starts.
func (m *manager) watches(telegram string) {
	for name, value := range map[string]string{
		"NOTIFY_SOCKET": m.name, "WATCHDOG_USEC": "20000", "WATCHDOG_PID": strconv.Itoa(os.Getpid()),
		"TELEGRAM_TOKEN": telegramtest.Token, "TELEGRAM_API_URL": telegram, "DISCORD_TOKEN": "", "REDIS_URL": "",
		"PRAYERBOT_DATA": m.t.TempDir(), "PRAYERBOT_FEEDS": "none", "PRAYERBOT_HTTP": "",
	} {
		m.t.Setenv(name, value)
	}
}

// One that finds an address taken says which, and was never ready.
func TestABotWhoseAddressIsTakenIsNotReady(t *testing.T) {
	m, telegram := newManager(t), telegramtest.New()
	t.Cleanup(telegram.Close)
	m.watches(telegram.URL())
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, variable := range []string{"PRAYERBOT_HTTP", "PRAYERBOT_WEB"} {
		t.Run(variable, func(t *testing.T) {
			t.Setenv(variable, taken.Addr().String())
			if variable == "PRAYERBOT_WEB" {
				t.Setenv("PRAYERBOT_PUBLIC_URL", "https://pray.example.org")
			}
			var said strings.Builder
			code := start(surroundings{Context: t.Context(), in: strings.NewReader(""), out: io.Discard, err: &said}, nil)
			if code != exitFailed || !strings.Contains(said.String(), variable+" cannot be used") || strings.Contains(said.String(), "the bot starts") {
				t.Errorf("it left with %d and says %q", code, said.String())
			}
		})
	}
	m.heardAll()
}

func TestTheManagerHearsWhenTheBotIsReadyThatItLivesAndThatItStops(t *testing.T) {
	m, telegram := newManager(t), telegramtest.New()
	t.Cleanup(telegram.Close)
	m.watches(telegram.URL())
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
	m.heardAll()
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
