package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/telegram/telegramtest"
)

// leaves runs a command and returns the code and what it says of faults.
func leaves(t *testing.T, in, out *os.File, args ...string) (code int, said string) {
	t.Helper()
	t.Setenv("TELEGRAM_TOKEN", "")
	t.Setenv("DISCORD_TOKEN", "")
	return runIn(t, in, out, args...)
}

// leavesWith is leaves with tokens.
func leavesWith(t *testing.T, telegram, discord string, out *os.File) (code int, said string) {
	t.Helper()
	t.Setenv("TELEGRAM_TOKEN", telegram)
	t.Setenv("DISCORD_TOKEN", discord)
	return runIn(t, out, out)
}

func runIn(t *testing.T, in, out *os.File, args ...string) (code int, said string) {
	t.Helper()
	for _, name := range []string{"REDIS_URL", "PRAYERBOT_HTTP"} {
		t.Setenv(name, "")
	}
	t.Setenv("PRAYERBOT_FEEDS", "none")
	var faults bytes.Buffer
	world := surroundings{Context: context.Background(), in: in, out: out, err: &faults}
	code = start(world, args)
	return code, faults.String()
}

// input is a file from which a conversation is read.
func input(t *testing.T, text string) *os.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), "input")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return opened(t, path)
}

func opened(t *testing.T, path string) *os.File {
	t.Helper()
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return file
}

func TestADamagedDataFileIsSaidInOneSentence(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PRAYERBOT_DATA", folder)
	null := opened(t, os.DevNull)
	if code, said := leaves(t, input(t, "status\n"), null); code != exitFine || said != "" {
		t.Fatalf("code %d: %s", code, said)
	}
	path := filepath.Join(folder, "prayerbot.db")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(data[2*os.Getpagesize():])
	elsewhere := t.TempDir() // this process keeps what it has opened
	for _, path := range []string{path, filepath.Join(elsewhere, "prayerbot.db")} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	code, said := leaves(t, input(t, "status\n"), null)
	if code != exitFailed || strings.Count(said, "\n") != 1 || !strings.Contains(said, "the data file is damaged") || !strings.Contains(said, "restore it from") {
		t.Errorf("code %d: %s", code, said)
	}
	t.Setenv("PRAYERBOT_DATA", elsewhere)
	report := opened(t, input(t, "").Name())
	if code, _ := leaves(t, null, report, "doctor"); code != exitFailed {
		t.Errorf("doctor leaves with %d", code)
	}
	if text, _ := os.ReadFile(report.Name()); !strings.Contains(string(text), "store: the data file is damaged") {
		t.Errorf("doctor says %s", text)
	}
}

func TestAPanicIsPrinted(t *testing.T) {
	t.Setenv("PRAYERBOT_DATA", t.TempDir())
	var faults bytes.Buffer
	world := surroundings{Context: context.Background(), in: strings.NewReader(""), out: brokenWriter{}, err: &faults}
	if code := start(world, []string{"version"}); code != exitFailed || !strings.Contains(faults.String(), "the pen is broken") || !strings.Contains(faults.String(), "version.go") {
		t.Errorf("code %d: %s", code, &faults)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { panic("the pen is broken") }

func TestWithoutATokenSomebodyHasToBeThere(t *testing.T) {
	t.Setenv("PRAYERBOT_DATA", t.TempDir())
	null := opened(t, os.DevNull)
	closed := input(t, "")
	closed.Close()
	for what, in := range map[string]*os.File{"/dev/null": null, "a closed input": closed, "an empty input": input(t, "")} {
		if code, said := leaves(t, in, null); code != exitUsage || !strings.Contains(said, "TELEGRAM_TOKEN") || strings.Count(said, "\n") != 1 {
			t.Errorf("%s: code %d: %s", what, code, said)
		}
	}
}

func TestWhereNothingElseCanRunARefusedTokenIsAWrongConfiguration(t *testing.T) {
	t.Setenv("PRAYERBOT_DATA", t.TempDir())
	telegram, discord := telegramtest.New(), discordtest.New()
	t.Cleanup(telegram.Close)
	t.Cleanup(discord.Close)
	telegram.Rotate("x")
	discord.Rotate("x")
	null := opened(t, os.DevNull)
	for _, tt := range []struct{ telegram, discord string }{
		{telegramtest.Token, ""}, {"", discordtest.Token}, {telegramtest.Token, discordtest.Token},
	} {
		t.Setenv("TELEGRAM_API_URL", telegram.URL())
		t.Setenv("DISCORD_API_URL", discord.URL())
		code, said := leavesWith(t, tt.telegram, tt.discord, null)
		for platform, token := range map[string]string{"prayerbot: telegram: the token was refused": tt.telegram, "prayerbot: discord: the token was refused": tt.discord} {
			if code != exitUsage || strings.Contains(said, platform) != (token != "") {
				t.Errorf("code %d: %s", code, said)
			}
		}
	}
}

// What is to be read and is not there, or is something else, is a wrong value.
func TestANameThatLeadsToNothingIsAWrongValue(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PRAYERBOT_DATA", filepath.Join(folder, "data"))
	t.Setenv("PRAYERBOT_CONTENT", "")
	file, nothing := filepath.Join(folder, "file"), filepath.Join(folder, "nothing")
	if err := os.WriteFile(file, []byte("?"), 0o600); err != nil {
		t.Fatal(err)
	}
	null := opened(t, os.DevNull)
	for _, tt := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"check", nothing}, exitUsage, nothing + ": The folder cannot be read"},
		{[]string{"check", file}, exitUsage, file + ": The folder cannot be read"},
		{[]string{"translate", "status", "es", nothing}, exitUsage, nothing + ": The folder cannot be read"},
		{[]string{"restore", nothing}, exitUsage, "There is no file " + nothing},
		{[]string{"restore", folder}, exitUsage, folder + " is a folder."},
		{[]string{"restore", "--identity", nothing, file}, exitUsage, "There is no file " + nothing},
		{[]string{"preview", nothing}, exitUsage, "There is no "},
		{[]string{"restore", file}, exitFailed, ""}, // it is there, and no backup
	} {
		if code, said := leaves(t, null, null, tt.args...); code != tt.code || !strings.Contains(said, tt.want) {
			t.Errorf("%s leaves with %d: %s", tt.args, code, said)
		}
	}
}
