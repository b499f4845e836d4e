package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/telegram/telegramtest"
)

// buildProgram builds the program as make build does, and returns its path.
func buildProgram(r *rig) string {
	program := filepath.Join(r.TempDir(), "prayerbot")
	build := exec.CommandContext(r, "go", "build", "-trimpath", "-o", program, "./cmd/prayerbot")
	build.Dir = filepath.Join("..", "..")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if said, err := build.CombinedOutput(); err != nil {
		r.Fatalf("the program cannot be built: %v\n%s", err, said)
	}
	return program
}

// An instance is the program while it runs.
type instance struct {
	*rig
	cmd *exec.Cmd
	in  io.WriteCloser
	out io.Reader
}

// startProgram starts the program with an embedded file of its own, without news; what
// it writes to its log is dropped.
func startProgram(r *rig, program string, env ...string) *instance {
	cmd := exec.CommandContext(r, program)
	cmd.Env = append([]string{"PRAYERBOT_DATA=" + r.TempDir(), "PRAYERBOT_FEEDS=none"}, env...)
	in, err := cmd.StdinPipe()
	r.must(err)
	out, err := cmd.StdoutPipe()
	r.must(err)
	r.must(cmd.Start())
	p := &instance{r, cmd, in, out}
	r.Cleanup(p.kill)
	return p
}

// kill ends the process; one that has ended stays so.
func (p *instance) kill() {
	p.cmd.Process.Kill()
	p.cmd.Wait()
}

// onPlatforms is what makes the program talk on both platforms, and show its pages.
func onPlatforms(telegram *telegramtest.Server, discord *discordtest.Server, web string) []string {
	return []string{
		"TELEGRAM_TOKEN=" + telegramtest.Token, "TELEGRAM_API_URL=" + telegram.URL(),
		"DISCORD_TOKEN=" + discordtest.Token, "DISCORD_API_URL=" + discord.URL(),
		"PRAYERBOT_WEB=" + web, "PRAYERBOT_PUBLIC_URL=http://" + web,
	}
}

// A memory is what of a process is resident, in kilobytes.
type memory struct {
	all       int // as ps tells it
	anonymous int // its own: the rest are pages of its file, which the system can drop
}

// memory reads what is resident now.
func (p *instance) memory() memory {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	p.must(err)
	return memory{statusField(data, "VmRSS:"), statusField(data, "RssAnon:")}
}

// statusField is a number of kilobytes in the form of /proc/PID/status; 0 where it is not there.
func statusField(status []byte, name string) int {
	_, rest, _ := strings.Cut(string(status), name)
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kilobytes, _ := strconv.Atoi(fields[0])
	return kilobytes
}

func (m memory) String() string {
	return fmt.Sprintf("%.1f MB, of which %.1f anonymous", float64(m.all)/1024, float64(m.anonymous)/1024)
}
