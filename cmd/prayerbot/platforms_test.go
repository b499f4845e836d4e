package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"prayerbot/bot/discord/discordtest"
	"prayerbot/bot/store/redistest"
	"prayerbot/bot/telegram/telegramtest"
)

// The people and the channel of the script.
const (
	ada     = int64(7)
	channel = "110"
	admin   = "8"
)

// TestPlatforms runs the real program on a fake Telegram, a fake Discord and a
// real Redis.
func TestPlatforms(t *testing.T) {
	telegram, discord := telegramtest.New(), discordtest.New()
	t.Cleanup(telegram.Close)
	t.Cleanup(discord.Close)
	telegram.Person(ada)
	discord.Guild("100", admin, channel)
	publisher := httptest.NewServer(http.HandlerFunc(publish))
	t.Cleanup(publisher.Close)
	server := redistest.Start(t)
	testscript.Run(t, testscript.Params{
		Files: []string{"testdata/platforms/platforms.txt"},
		Setup: func(env *testscript.Env) error {
			for name, value := range map[string]string{
				"TELEGRAM_TOKEN": telegramtest.Token, "TELEGRAM_API_URL": telegram.URL(),
				"DISCORD_TOKEN": discordtest.Token, "DISCORD_API_URL": discord.URL(),
				"REDIS_URL": server.URL(), "PRAYERBOT_HTTP": freeAddress(t), "PRAYERBOT_DATA": env.WorkDir + "/data",
				"PRAYERBOT_FEEDS": env.WorkDir + "/feeds.yaml", "PRAYERBOT_FEEDS_PRIVATE": "true",
			} {
				env.Setenv(name, value)
			}
			feeds := "- key: one\n  publisher: A publisher\n  address: " + publisher.URL + "/feed\n"
			return os.WriteFile(env.WorkDir+"/feeds.yaml", []byte(feeds), 0o600)
		},
		Cmds: with(telegram, discord),
	})
}

// TestARefusedToken runs the real program on a Discord that has replaced the
// token.
func TestARefusedToken(t *testing.T) {
	telegram, discord := telegramtest.New(), discordtest.New()
	t.Cleanup(telegram.Close)
	t.Cleanup(discord.Close)
	telegram.Person(ada)
	discord.Guild("100", admin, channel)
	const fresh = "fresh-token.of-the-fake.server-00000000000"
	discord.Rotate(fresh)
	testscript.Run(t, testscript.Params{
		Files: []string{"testdata/platforms/refused.txt"},
		Setup: func(env *testscript.Env) error {
			for name, value := range map[string]string{
				"TELEGRAM_TOKEN": telegramtest.Token, "TELEGRAM_API_URL": telegram.URL(),
				"DISCORD_TOKEN_FILE": env.WorkDir + "/token", "DISCORD_API_URL": discord.URL(),
				"PRAYERBOT_HTTP": freeAddress(t), "PRAYERBOT_DATA": env.WorkDir + "/data", "PRAYERBOT_FEEDS": "none",
			} {
				env.Setenv(name, value)
			}
			err := os.WriteFile(env.WorkDir+"/fresh", []byte(fresh+"\n"), 0o600)
			return errors.Join(err, os.WriteFile(env.WorkDir+"/token", []byte(discordtest.Token+"\n"), 0o600))
		},
		Cmds: with(telegram, discord),
	})
}

// with are the commands of a script that speaks on the platforms.
func with(telegram *telegramtest.Server, discord *discordtest.Server) map[string]func(*testscript.TestScript, bool, []string) {
	return map[string]func(*testscript.TestScript, bool, []string){
		"say": func(ts *testscript.TestScript, _ bool, args []string) {
			telegram.Say(ada, ada, strings.Join(args, " "))
		},
		"await":     await,
		"complains": complains,
		"hear":      func(ts *testscript.TestScript, _ bool, args []string) { hear(ts, telegram, strings.Join(args, " ")) },
		"command":   func(ts *testscript.TestScript, _ bool, args []string) { command(ts, discord, args[0], args[1]) },
		"number":    number,
	}
}

// complains runs the program until it fails with a text.
func complains(ts *testscript.TestScript, _ bool, args []string) {
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if err := ts.Exec("prayerbot", args[1:]...); err != nil && strings.Contains(ts.ReadFile("stderr"), args[0]) {
			return
		}
	}
	ts.Fatalf("%q was not complained of", args[0])
}

// number looks for a line among the running bot's numbers.
func number(ts *testscript.TestScript, _ bool, args []string) {
	res, err := http.Get("http://" + ts.Getenv("PRAYERBOT_HTTP") + "/metrics")
	ts.Check(err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	ts.Check(err)
	if !strings.Contains(string(body), args[0]+"\n") {
		ts.Fatalf("%q is not among the numbers", args[0])
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

// patience bounds each wait for an answer.
const patience = 30 * time.Second

// hear waits until Telegram shows a text.
func hear(ts *testscript.TestScript, telegram *telegramtest.Server, text string) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	ts.Check(telegram.Await(ctx, func() bool {
		for _, m := range telegram.Messages(ada) {
			if strings.Contains(m.Text, text) {
				return true
			}
		}
		return false
	}))
}

// command uses a slash command and waits for an answer that holds a text.
func command(ts *testscript.TestScript, discord *discordtest.Server, name, text string) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	ts.Check(discord.Await(ctx, func() bool { return discord.Connected() > 0 }))
	i, err := discord.Command(admin, channel, name, nil)
	ts.Check(err)
	ts.Check(discord.Await(ctx, func() bool {
		m := discord.Answer(i)
		return m != nil && strings.Contains(m.Title+m.Text, text)
	}))
}

// await runs the program until it prints a text.
func await(ts *testscript.TestScript, _ bool, args []string) {
	for end := time.Now().Add(patience); time.Now().Before(end); {
		if err := ts.Exec("prayerbot", args[1:]...); err == nil && strings.Contains(ts.ReadFile("stdout"), args[0]) {
			return
		}
	}
	ts.Fatalf("%q was not printed", args[0])
}
