package main

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
)

// programOn runs the program with arguments and returns its code and what it
// says.
func programOn(t *testing.T, input string, args ...string) (code int, said string) {
	t.Helper()
	for _, name := range []string{"TELEGRAM_TOKEN", "DISCORD_TOKEN", "PRAYERBOT_OPERATORS", "PRAYERBOT_CONTENT", "PRAYERBOT_HTTP"} {
		t.Setenv(name, "")
	}
	var out bytes.Buffer
	code = start(surroundings{Context: context.Background(), in: strings.NewReader(input), out: &out, err: &out}, args)
	return code, out.String()
}

// announceOn runs prayerbot announce.
func announceOn(t *testing.T, input string, args ...string) (code int, said string) {
	t.Helper()
	return programOn(t, input, append([]string{"announce"}, args...)...)
}

func TestTheMachineAnnouncesBesideARunningBotOnRedis(t *testing.T) {
	server := redistest.Start(t)
	t.Setenv("REDIS_URL", server.URL())
	running, err := redisstore.Open(t.Context(), server.URL(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer running.Close()
	chat := record.Chat{ID: record.ChatID{Platform: "telegram", Key: "7"}, Subscriptions: []record.Subscription{{ID: 1, Zone: "Africa/Lagos"}}}
	if err := running.SaveChat(t.Context(), chat, "one", map[int]time.Time{1: time.Now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	if code, said := announceOn(t, "yes\n", "--to", "platform:telegram", "Pray", "with us."); code != exitFine || !strings.Contains(said, "stored for 1 chat") {
		t.Fatalf("it leaves with %d and says %s", code, said)
	}
	all, err := running.PendingFanOuts(t.Context(), "telegram", time.Now())
	if err != nil || len(all) != 1 || all[0].Text != "Pray with us." || all[0].Reach != 1 {
		t.Errorf("the running bot has to fan out %+v, %v", all, err)
	}
}

func TestTheMachineSaysThatTheFileIsTaken(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("REDIS_URL", "")
	t.Setenv("PRAYERBOT_DATA", folder)
	running, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer running.Close()
	code, said := announceOn(t, "", "--to", "everyone", "--yes", "Pray with us.")
	if code != exitFailed || !strings.Contains(said, "another prayerbot uses the data") || !strings.Contains(said, "announce as an operator in a chat") {
		t.Errorf("it leaves with %d and says %s", code, said)
	}
}
