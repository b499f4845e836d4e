package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/redis/go-redis/v9"

	"prayerbot/bot/clock"
	"prayerbot/bot/store/redistest"
	"prayerbot/bot/telegram/telegramtest"
)

// faster is how many times the real pace the program drains at: more than the
// machine can do, so that it is as busy as it can be.
const faster = 1000

// backlog starts the real program on a server with many overdue deliveries,
// lets it drain them as fast as it can, and asks /pray meanwhile.
func backlog(r *rig, server *redistest.Server, raw *redis.Client, first time.Time) []row {
	fake := newAsked(first)
	url := r.serve(fake)
	program := program(r, server.URL(), url)
	began := time.Now()
	for r.Err() == nil && fake.delivered() < r.size.many && time.Since(began) < r.size.drain {
		fake.ask()
		r.must(clock.System{}.Sleep(r, askEvery))
	}
	drained, took := fake.delivered(), time.Since(began)
	memory := peakMemory(r, program)
	left, err := raw.ZCount(r, "pb:{telegram}:due", "-inf", strconv.FormatInt(time.Now().UnixMilli(), 10)).Result()
	r.must(err)
	answers := fake.answers()
	what := fmt.Sprintf("A backlog of %s after five hours", thousands(r.size.many))
	return []row{
		{what + ": drained", fmt.Sprintf("%s in %s", thousands(drained), took.Round(time.Second)), fmt.Sprintf("%s still due then", thousands(int(left))), "", ""},
		{what + fmt.Sprintf(": came after more than %s that were due later", thousands(reach)), thousands(fake.disordered()), "of " + thousands(drained), "", "none"},
		{what + ": most resident memory of the bot", fmt.Sprintf("%d MB", memory), "", "", "under 256 MB"},
		{what + ": /pray answered meanwhile, 99th percentile", fmt.Sprintf("%.0f ms", percentile(answers, 0.99)),
			fmt.Sprintf("median %.0f ms, of %d", median(answers), len(answers)), "", "within 1,000 ms"},
	}
}

// askEvery is the pause between two people who ask.
const askEvery = 200 * time.Millisecond

// program builds the real program with the tag trial, starts it, and ends it
// with the measurement.
func program(r *rig, redis, telegram string) *exec.Cmd {
	file := filepath.Join(r.TempDir(), "prayerbot")
	build := exec.CommandContext(r, "go", "build", "-tags", "trial", "-o", file, "./cmd/prayerbot")
	build.Dir = filepath.Join("..", "..")
	if out, err := build.CombinedOutput(); err != nil {
		r.Fatalf("the program could not be built (run this in bot/bench): %v\n%s", err, out)
	}
	said := &bytes.Buffer{}
	program := exec.Command(file)
	program.Env = []string{
		"HOME=" + filepath.Dir(file), "PRAYERBOT_LOG=error", "PRAYERBOT_TRIAL_PACE=" + strconv.Itoa(faster),
		"REDIS_URL=" + redis, "TELEGRAM_TOKEN=" + telegramtest.Token, "TELEGRAM_API_URL=" + telegram,
	}
	program.Stderr = said
	r.must(program.Start())
	r.Cleanup(func() {
		program.Process.Signal(syscall.SIGTERM)
		program.Wait()
		os.Stderr.Write(said.Bytes())
	})
	return program
}

// peakMemory is the most that was ever resident of a process, in MB.
func peakMemory(r *rig, program *exec.Cmd) int {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", program.Process.Pid))
	r.must(err)
	_, rest, _ := strings.Cut(string(data), "VmHWM:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		r.Fatal("the system does not tell how much memory is resident")
	}
	kilobytes, err := strconv.Atoi(fields[0])
	r.must(err)
	return kilobytes / 1024
}
