package main

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
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

// begunStore is the folder of a bot that has run there and does not now.
func begunStore(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("REDIS_URL", "")
	t.Setenv("PRAYERBOT_DATA", folder)
	kept, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	kept.Close()
	return folder
}

// TestNothingIsStoredWhereNoBotWouldFindIt: an operator at night types in a shell that
// does not know where the bot keeps its data, and is not told that a dangerous text is
// withdrawn where nobody sends one.
func TestNothingIsStoredWhereNoBotWouldFindIt(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "nowhere")
	t.Setenv("REDIS_URL", "")
	t.Setenv("PRAYERBOT_DATA", folder)
	for _, args := range [][]string{
		{"announce", "--to", "everyone", "--yes", "Pray."}, {"content", "recall", "kp-camps", "--yes"},
	} {
		code, said := programOn(t, "", args...)
		if code == exitFine || !strings.Contains(said, "nothing was ever stored in "+folder) || !strings.Contains(said, "PRAYERBOT_DATA") {
			t.Errorf("%v leaves with %d and says %s", args, code, said)
		}
	}
	if _, err := os.Stat(folder); err == nil {
		t.Error("a store was made")
	}
}

// TestItIsSaidWhetherABotDoesIt: what is stored while none runs waits for the next start.
func TestItIsSaidWhetherABotDoesIt(t *testing.T) {
	begunStore(t)
	later := time.Now().AddDate(0, 0, 20).Format("2006-01-02 15:04")
	for _, args := range [][]string{
		{"announce", "--to", "everyone", "--at", later, "--yes", "Pray."}, {"content", "recall", "kp-camps", "--yes"},
	} {
		if code, said := programOn(t, "", args...); code != exitFine || !strings.Contains(said, "No bot runs on this store") {
			t.Errorf("%v leaves with %d and says %s", args, code, said)
		}
	}
}

// What is later announced to nobody is stored, with a warning; a wrong value leaves with
// the code of one.
func TestTheMachineWarnsWhereNobodyWouldReceiveIt(t *testing.T) {
	begunStore(t)
	code, said := announceOn(t, "", "--to", "everyone", "--at", time.Now().AddDate(0, 0, 20).Format("2006-01-02 15:04"), "--yes", "Pray.")
	if code != exitFine || !strings.Contains(said, "nobody would receive it now") || !strings.Contains(said, "is stored for 0 chats") {
		t.Errorf("it leaves with %d and says %s", code, said)
	}
	for _, args := range [][]string{{"--to", "nowhere", "Pray."}, {"--to", "everyone", "--at", "sometime", "Pray."}, {"--to", "everyone", "--kind", "urgent", "Pray."}} {
		if code, said := announceOn(t, "", args...); code != exitUsage {
			t.Errorf("%v leaves with %d and says %s", args, code, said)
		}
	}
	if code, said := programOn(t, "", "feeds", "--check", "notaurl"); code != exitUsage || !strings.Contains(said, "begins neither with http") {
		t.Errorf("an address that is none leaves with %d and says %s", code, said)
	}
}
