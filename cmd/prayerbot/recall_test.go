package main

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/outbox"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// recallOn runs prayerbot content recall.
func recallOn(t *testing.T, input string, args ...string) (code int, said string) {
	t.Helper()
	return programOn(t, input, append([]string{"content", "recall"}, args...)...)
}

func TestTheMachineWithdrawsBesideARunningBotOnRedis(t *testing.T) {
	server := redistest.Start(t)
	t.Setenv("REDIS_URL", server.URL())
	running, err := redisstore.Open(t.Context(), server.URL(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer running.Close()
	now := time.Now()
	chat := record.Chat{ID: record.ChatID{Platform: "telegram", Key: "7"}, Subscriptions: []record.Subscription{{
		ID: 1, Zone: "Africa/Lagos",
		Delivered: record.Delivered{IDs: []string{"11"}, About: []string{"kp-camps"}, Date: content.DateOf(now), At: now.Add(-time.Hour)},
	}}}
	if err := running.SaveChat(t.Context(), chat, "one", map[int]time.Time{1: now.Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	wants := []struct {
		input, said string
		code        int
		args        []string
	}{
		{"", `no prayer point and no post "kp-nothing"`, exitFailed, []string{"kp-nothing", "--yes"}},
		{"", `"kp-camps" is not withdrawn`, exitFailed, []string{"kp-camps", "--undo"}},
		{"no\n", "In 1 chat it was the last delivery", exitFailed, []string{"kp-camps"}},
		{"yes\n", "kp-camps is withdrawn", exitFine, []string{"kp-camps"}},
		{"", "deleted 0, replaced 0, still to do 0", exitFine, []string{"kp-camps"}},
	}
	for _, want := range wants {
		if code, said := recallOn(t, want.input, want.args...); code != want.code || !strings.Contains(said, want.said) {
			t.Errorf("%v: it leaves with %d and says %s", want.args, code, said)
		}
	}
	all, err := running.PendingFanOuts(t.Context(), "telegram", time.Now())
	if err != nil || len(all) != 1 || all[0].Step != outbox.StepRetract || all[0].To.Key != "kp-camps" || all[0].Reach != 1 {
		t.Errorf("the running bot has to do %+v, %v", all, err)
	}
	if code, said := recallOn(t, "", "kp-camps", "--undo"); code != exitFine || !strings.Contains(said, "no longer withdrawn") {
		t.Errorf("it leaves with %d and says %s", code, said)
	}
	if left, err := running.Recalls(t.Context()); err != nil || len(left) > 0 {
		t.Errorf("withdrawn are %v, %v", left, err)
	}
}

func TestTheMachineSaysWhereToWithdrawWhenTheFileIsTaken(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("REDIS_URL", "")
	t.Setenv("PRAYERBOT_DATA", folder)
	running, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer running.Close()
	code, said := recallOn(t, "", "kp-camps", "--yes")
	if code != exitFailed || !strings.Contains(said, "another prayerbot uses the data") || !strings.Contains(said, "type /recall kp-camps as an operator") {
		t.Errorf("it leaves with %d and says %s", code, said)
	}
}
