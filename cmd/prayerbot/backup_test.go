package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"prayerbot/bot/clock"
	"prayerbot/bot/store"
	"prayerbot/bot/store/archive"
	"prayerbot/bot/store/boltstore"
	"prayerbot/bot/store/redisstore"
	"prayerbot/bot/store/redistest"
	"prayerbot/commands/record"
)

// someChats puts chats into a store.
func someChats(t *testing.T, s store.Store, keys ...string) {
	t.Helper()
	for _, key := range keys {
		chat := record.Chat{ID: record.ChatID{Platform: "telegram", Key: key}, Zone: "Africa/Lagos", LastID: 1, Subscriptions: []record.Subscription{{ID: 1, At: 420, Zone: "Africa/Lagos"}}}
		if err := s.SaveChat(t.Context(), chat, "one"+key, map[int]time.Time{1: time.Now().Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
	}
}

// filledFolder is a data folder with some chats, and named as the one to use.
func filledFolder(t *testing.T, keys ...string) string {
	t.Helper()
	folder := t.TempDir()
	t.Setenv("REDIS_URL", "")
	t.Setenv("PRAYERBOT_DATA", folder)
	s, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	someChats(t, s, keys...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return folder
}

// says fails unless the program leaves with a code and says something.
func says(t *testing.T, code int, part, input string, args ...string) {
	t.Helper()
	if is, said := programOn(t, input, args...); is != code || !strings.Contains(said, part) {
		t.Errorf("%v leaves with %d and says %q, want %d and %q", args, is, said, code, part)
	}
}

func chatsIn(t *testing.T, s store.Store, keys ...string) {
	t.Helper()
	for _, key := range keys {
		if chat, err := s.Chat(t.Context(), record.ChatID{Platform: "telegram", Key: key}); err != nil || len(chat.Subscriptions) != 1 {
			t.Errorf("chat %s is %+v, %v", key, chat, err)
		}
	}
	if depth, err := s.Depth(t.Context(), "telegram", time.Now()); err != nil || depth.Queued != len(keys) {
		t.Errorf("%+v is queued, %v", depth, err)
	}
}

func TestABackupMovesFromTheFileToRedisAndBack(t *testing.T) {
	filledFolder(t, "7", "8")
	file := filepath.Join(t.TempDir(), "all.backup")
	says(t, exitFine, "is written", "", "backup", file)
	if info, err := os.Stat(file); err != nil || info.Mode() != 0o600 {
		t.Errorf("the file is %v, %v", info.Mode(), err)
	}
	says(t, exitFailed, "there already", "", "backup", file)
	says(t, exitFailed, "there is no folder", "", "backup", filepath.Join(file+"s", "all.backup"))

	server := redistest.Start(t)
	t.Setenv("REDIS_URL", server.URL())
	says(t, exitFine, "is restored", "", "restore", file)
	redis, err := redisstore.Open(t.Context(), server.URL(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer redis.Close()
	chatsIn(t, redis, "7", "8")

	back := filepath.Join(t.TempDir(), "back.backup")
	says(t, exitFine, "is written", "", "backup", back)
	folder := t.TempDir()
	t.Setenv("REDIS_URL", "")
	t.Setenv("PRAYERBOT_DATA", folder)
	says(t, exitFine, "is restored", "", "restore", back)
	s, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	chatsIn(t, s, "7", "8")
}

func TestARestoreRefusesWhatItWouldMixWith(t *testing.T) {
	folder := filledFolder(t, "7")
	file := filepath.Join(t.TempDir(), "all.backup")
	says(t, exitFine, "is written", "", "backup", file)
	s, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	someChats(t, s, "9")
	s.Close()
	says(t, exitFailed, "--replace", "", "restore", file)
	says(t, exitFailed, "nothing was changed", "no\n", "restore", "--replace", file)
	says(t, exitFine, "is restored", "yes\n", "restore", "--replace", file)
	if s, err = boltstore.Open(folder); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	chatsIn(t, s, "7")
}

func TestARestoreBringsNobodyBack(t *testing.T) {
	folder := filledFolder(t, "7", "8")
	file := filepath.Join(t.TempDir(), "all.backup")
	says(t, exitFine, "is written", "", "backup", file)
	s, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Forget(t.Context(), record.ChatID{Platform: "telegram", Key: "8"}); err != nil {
		t.Fatal(err)
	}
	s.Close()
	says(t, exitFine, "forgotten since: 2 records", "", "restore", "--replace", "--yes", file)
	if s, err = boltstore.Open(folder); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	chatsIn(t, s, "7")
	if chat, err := s.Chat(t.Context(), record.ChatID{Platform: "telegram", Key: "8"}); err != nil || chat.Revision != "" {
		t.Errorf("it came back: %+v, %v", chat, err)
	}
}

func TestARestoreOfADamagedFileChangesNothing(t *testing.T) {
	folder := filledFolder(t, "7")
	file := filepath.Join(t.TempDir(), "all.backup")
	says(t, exitFine, "is written", "", "backup", file)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(t.TempDir(), "cut.backup")
	if err := os.WriteFile(cut, text[:len(text)-20], 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, exitFailed, "cut short or damaged", "", "restore", "--replace", "--yes", cut)
	says(t, exitFailed, "no backup of prayerbot", "", "restore", "--replace", "--yes", filepath.Join(folder, "prayerbot.db"))
	s, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	chatsIn(t, s, "7")
}

func TestARestoreIsRefusedWhileABotRuns(t *testing.T) {
	filledFolder(t, "7")
	file := filepath.Join(t.TempDir(), "all.backup")
	says(t, exitFine, "is written", "", "backup", file)
	server := redistest.Start(t)
	t.Setenv("REDIS_URL", server.URL())
	running, err := redisstore.Open(t.Context(), server.URL(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer running.Close()
	if _, err := running.Acquire(t.Context(), "telegram", "a bot", time.Minute); err != nil {
		t.Fatal(err)
	}
	says(t, exitFailed, "stop it first", "", "restore", file)
	if err := running.Release(t.Context(), "telegram", "a bot"); err != nil {
		t.Fatal(err)
	}
	says(t, exitFine, "is restored", "", "restore", file)
}

// Whatever stops a restore in its middle, no bot sends from half of the chats.
func TestNoBotStartsOnHalfARestore(t *testing.T) {
	folder := filledFolder(t, "7")
	file := filepath.Join(t.TempDir(), "all.backup")
	says(t, exitFine, "is written", "", "backup", file)
	s, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.BeginImport(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Close()
	says(t, exitFailed, "stopped in its middle", "", "run")
	says(t, exitFailed, "stopped in its middle", "yes\n", "announce", "--to", "platform:telegram", "Pray with us.")
	says(t, exitFailed, "stopped in its middle", "", "backup", file+"2")
	says(t, exitFailed, "--replace", "", "restore", file)
	says(t, exitFine, "is restored", "", "restore", "--replace", "--yes", file)
	says(t, exitFine, "stored for 1 chat", "yes\n", "announce", "--to", "platform:telegram", "Pray with us.")
}

func TestAnOldBackupIsTakenOnlyWhereThatIsSaid(t *testing.T) {
	filledFolder(t)
	file := filepath.Join(t.TempDir(), "old.backup")
	if err := newFile(file, func(to io.Writer) error {
		w, err := archive.NewWriter(to, time.Now().Add(-archive.ForgottenLife-time.Hour), "")
		return errors.Join(err, w.Close())
	}); err != nil {
		t.Fatal(err)
	}
	says(t, exitFailed, "--old", "", "restore", file)
	says(t, exitFine, "is restored", "", "restore", "--old", file)
}

func TestAnEncryptedBackupNeedsItsKey(t *testing.T) {
	filledFolder(t, "7")
	keys, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	file, key := filepath.Join(t.TempDir(), "all.backup.age"), filepath.Join(t.TempDir(), "key.txt")
	if err := os.WriteFile(key, []byte(keys.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, exitUsage, "no public key", "", "backup", "--recipient", "age1", file)
	if _, err := os.Stat(file); err == nil {
		t.Error("a file was written all the same")
	}
	says(t, exitFine, "is written", "", "backup", "--recipient", keys.Recipient().String(), file)
	t.Setenv("PRAYERBOT_DATA", t.TempDir())
	says(t, exitFailed, "--identity", "", "restore", file)
	says(t, exitFine, "is restored: 2 records", "", "restore", "--identity", key, file)
}

// running is a bot's process, as far as operators' commands meet it: it has the
// embedded file open, and serves its socket.
func running(t *testing.T, keys ...string) store.Store {
	t.Helper()
	folder := filledFolder(t, keys...)
	s, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		serveInside(ctx, folder, s, slog.New(slog.DiscardHandler))
		close(ended)
	}()
	t.Cleanup(func() { stop(); <-ended; s.Close() })
	socket := func() bool {
		info, err := os.Stat(filepath.Join(folder, "control.sock"))
		return err == nil && info.Mode() == fs.ModeSocket|0o600
	}
	if !clock.Await(10*time.Second, time.Millisecond, socket) {
		t.Fatal("there is no socket for the owner alone")
	}
	return s
}

func TestOperatorsWorkBesideABotOnTheEmbeddedFile(t *testing.T) {
	s := running(t, "7", "8")
	says(t, exitFine, "", "", "dead")
	says(t, exitFailed, "has the mark", "", "dead", "show", "aaaaaa")
	says(t, exitFine, "FEED", "", "feeds")
	says(t, exitFine, "stored for 2 chats", "yes\n", "announce", "--to", "platform:telegram", "Pray", "with us.")
	says(t, exitFailed, "was not sent", "no\n", "announce", "--to", "platform:telegram", "Not this.")
	all, err := s.PendingFanOuts(t.Context(), "telegram", time.Now())
	if err != nil || len(all) != 1 || all[0].Text != "Pray with us." {
		t.Errorf("the running bot has to fan out %+v, %v", all, err)
	}

	file := filepath.Join(t.TempDir(), "all.backup")
	says(t, exitFine, "is written", "", "backup", file)
	says(t, exitFailed, "there already", "", "backup", file)
	says(t, exitFailed, "another prayerbot uses the data", "", "restore", "--replace", "--yes", file)
	t.Setenv("PRAYERBOT_DATA", t.TempDir())
	says(t, exitFine, "is restored", "", "restore", file)
}
