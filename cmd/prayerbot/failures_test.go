package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"prayerbot/bot/clock"
	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store/redistest"
	"prayerbot/bot/telegram/telegramtest"
)

// A victim is a real bot, in a process of its own, under which something breaks.
type victim struct {
	t        *testing.T
	telegram *telegramtest.Server
	discord  *discordtest.Server
	redis    *redistest.Server // nil is the embedded file
	env      map[string]string
	program  string
	process  *exec.Cmd
	log      journal
}

// A journal is a text to which a process writes while others read.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.String()
}

func newVictim(t *testing.T) *victim {
	t.Helper()
	v := &victim{t: t, telegram: telegramtest.New(), discord: discordtest.New(), program: filepath.Join(t.TempDir(), "prayerbot")}
	t.Cleanup(v.telegram.Close)
	t.Cleanup(v.discord.Close)
	v.discord.Guild("100", admin, channel)
	self, err := os.Executable()
	if err == nil {
		err = os.Symlink(self, v.program) // TestMain makes it the program
	}
	if err != nil {
		t.Fatal(err)
	}
	v.env = map[string]string{
		"TELEGRAM_TOKEN": telegramtest.Token, "TELEGRAM_API_URL": v.telegram.URL(),
		"DISCORD_TOKEN": discordtest.Token, "DISCORD_API_URL": v.discord.URL(),
		"PRAYERBOT_HTTP": freeAddress(t), "PRAYERBOT_DATA": filepath.Join(t.TempDir(), "data"), "PRAYERBOT_FEEDS": "none",
	}
	return v
}

// onRedis lets the bot keep everything in a server of its own.
func (v *victim) onRedis() {
	v.redis = redistest.Start(v.t)
	v.env["REDIS_URL"] = v.redis.URL()
}

// command is the program with what the bot is given.
func (v *victim) command(args ...string) *exec.Cmd {
	c := exec.Command(v.program, args...)
	c.Env = []string{"HOME=" + v.t.TempDir(), "PATH=" + os.Getenv("PATH")}
	for name, value := range v.env {
		c.Env = append(c.Env, name+"="+value)
	}
	return c
}

// start starts the bot, which ends with the test.
func (v *victim) start() {
	v.t.Helper()
	v.process = v.command()
	v.process.Stderr = &v.log
	if err := v.process.Start(); err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() {
		v.process.Process.Kill()
		v.process.Wait()
	})
}

// runs starts the bot and waits until it is ready.
func (v *victim) runs() {
	v.t.Helper()
	v.start()
	v.until("it is ready", func() bool { return v.ready() == "ready" })
}

func (v *victim) until(what string, holds func() bool) {
	v.t.Helper()
	if !clock.Await(time.Minute, 20*time.Millisecond, holds) {
		v.t.Fatalf("it does not come that %s; it is %q\n%s", what, v.ready(), v.log.String())
	}
}

// ready is what /readyz answers, without who serves.
func (v *victim) ready() string {
	_, said, err := askReady(context.Background(), v.env["PRAYERBOT_HTTP"])
	if err != nil {
		return "nobody answers"
	}
	said, _, _ = strings.Cut(said, "\ntelegram: this replica")
	said, _, _ = strings.Cut(said, "\ndiscord: this replica")
	return said
}

// number is the value of a number; "" is none, or nothing yet.
func (v *victim) number(name string) string {
	res, err := http.Get("http://" + v.env["PRAYERBOT_HTTP"] + "/metrics")
	if err != nil {
		return ""
	}
	defer res.Body.Close()
	body, _ := io.ReadAll(res.Body)
	m := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + ` (.*)$`).FindSubmatch(body)
	if m == nil || string(m[1]) == "0" {
		return ""
	}
	return string(m[1])
}

// doctor is what the doctor says beside the bot.
func (v *victim) doctor() string {
	out, _ := v.command("doctor").CombinedOutput() // a fault is none of the doctor's
	return string(out)
}

// redisSays sends a command to the server.
func (v *victim) redisSays(args ...string) {
	v.t.Helper()
	_, port, _ := strings.Cut(v.redis.Address(), ":")
	if out, err := exec.Command("redis-cli", append([]string{"-p", port}, args...)...).CombinedOutput(); err != nil {
		v.t.Fatalf("%v: %s", err, out)
	}
}

// failures break something under a bot, by the row of the table.
var failures = map[string]func(v *victim){
	"A refused token": func(v *victim) {
		v.discord.Rotate("fresh-token.of-the-fake.server-00000000000")
		v.start()
	},
	"Another program polls (409)": func(v *victim) {
		v.telegram.Fail("getUpdates", telegramtest.Fault{
			Lasting: true, Status: http.StatusConflict,
			Body: `{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"}`,
		})
		v.start()
	},
	"A full disk": func(v *victim) {
		v.runs()
		full := syscall.Rlimit{Cur: 1, Max: math.MaxUint64}
		if _, _, err := syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(v.process.Process.Pid), syscall.RLIMIT_FSIZE, uintptr(unsafe.Pointer(&full)), 0, 0, 0); err != 0 {
			v.t.Fatal(err)
		}
	},
	"A damaged file": func(v *victim) {
		v.runs()
		v.process.Process.Signal(os.Interrupt)
		v.process.Wait()
		file := filepath.Join(v.env["PRAYERBOT_DATA"], "prayerbot.db")
		text, err := os.ReadFile(file)
		if err == nil {
			clear(text[2*os.Getpagesize():])
			err = os.WriteFile(file, text, 0o600)
		}
		if err != nil {
			v.t.Fatal(err)
		}
		v.start()
	},
	"Redis is full": func(v *victim) {
		v.onRedis()
		v.runs()
		v.redisSays("config", "set", "maxmemory", "1mb")
	},
	"Redis is read-only": func(v *victim) {
		v.onRedis()
		main := redistest.Start(v.t)
		v.runs()
		host, port, _ := strings.Cut(main.Address(), ":")
		v.redisSays("replicaof", host, port)
	},
	"Redis is away": func(v *victim) {
		v.onRedis()
		v.runs()
		v.redis.Kill()
	},
	"The clock is off": func(v *victim) {
		to, err := url.Parse(v.telegram.URL())
		if err != nil {
			v.t.Fatal(err)
		}
		proxy := httputil.NewSingleHostReverseProxy(to)
		proxy.ModifyResponse = func(res *http.Response) error {
			res.Header.Set("Date", time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat))
			return nil
		}
		late := httptest.NewServer(proxy)
		v.t.Cleanup(late.Close)
		v.env["TELEGRAM_API_URL"] = late.URL
		delete(v.env, "DISCORD_TOKEN")
		v.start()
	},
}

// tableRows are those of a table, each by its columns.
func tableRows(text string) (all [][]string) {
	for line := range strings.Lines(text) {
		if columns := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), " | "); len(columns) == 5 && !strings.HasPrefix(line, "| ---") {
			for i := range columns {
				columns[i] = strings.TrimSpace(columns[i])
			}
			all = append(all, columns)
		}
	}
	return all[1:]
}

// The table of what breaks is held against a real bot, a doctor beside it, its numbers
// and its log.
func TestWhatBreaksIsSaidAsTheTableSays(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "deploy/FAILURES.md"))
	if err != nil {
		t.Fatal(err)
	}
	table := tableRows(string(text))
	if len(table) != len(failures) {
		t.Errorf("the table has %d rows, and %d things are broken here", len(table), len(failures))
	}
	for _, row := range table {
		t.Run(row[0], func(t *testing.T) {
			t.Parallel()
			v := newVictim(t)
			failures[row[0]](v)
			v.saysAll(row[1], row[2], row[3], row[4])
		})
	}
}

// saysAll holds a row of the table against the bot.
func (v *victim) saysAll(doctor, ready, number, log string) {
	v.t.Helper()
	quoted := func(cell string) string { return strings.Trim(cell, "`") }
	switch ready {
	case "nobody answers":
		v.until("it has ended", func() bool { return strings.Contains(v.log.String(), quoted(log)) && v.ready() == ready })
	case "nothing is wrong":
		v.until("it is ready", func() bool { return v.ready() == "ready" })
	default:
		v.until("/readyz says "+ready, func() bool { return strings.Contains(v.ready(), quoted(ready)) })
	}
	if name, value, exact := strings.Cut(quoted(number), " "); number != "none" {
		v.until(number+" is counted", func() bool { got := v.number(name); return got != "" && (!exact || got == value) })
	}
	if log != "none" {
		v.until("the log says "+log, func() bool { return strings.Contains(v.log.String(), quoted(log)) })
	} else if said := v.log.String(); strings.Contains(said, "level=WARN") || strings.Contains(said, "level=ERROR") {
		v.t.Errorf("the log says\n%s", said)
	}
	if said := v.doctor(); !strings.Contains(said, quoted(doctor)) {
		v.t.Errorf("the doctor does not say %s:\n%s", doctor, said)
	}
	if said := fmt.Sprint(v.doctor(), v.log.String()); strings.Contains(said, telegramtest.Token) || strings.Contains(said, discordtest.Token) {
		v.t.Error("a token is shown")
	}
}
