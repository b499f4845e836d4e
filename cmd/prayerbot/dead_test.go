package main

import (
	"bytes"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"prayerbot/bot/store/boltstore"
	"prayerbot/commands/record"
)

// What cannot be read is named by its mark, in the log and in the list, and by its
// key only where it is asked for on the machine.
func TestWhatWasSetAsideIsShownByItsMark(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PRAYERBOT_DATA", folder)
	s, err := boltstore.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	chat := record.Chat{ID: record.ChatID{Platform: "telegram", Key: "987654321"}, Subscriptions: []record.Subscription{{ID: 1, At: -5}}}
	if err := s.SaveChat(t.Context(), chat, "one", nil); err != nil {
		t.Fatal(err)
	}
	s.Close()
	var log bytes.Buffer
	if s, err = boltstore.Open(folder, boltstore.Log(slog.New(slog.NewTextHandler(&log, nil)))); err != nil {
		t.Fatal(err)
	}
	s.Close()
	mark := regexp.MustCompile(`kind=chat mark=([a-z2-7]{6})`).FindStringSubmatch(log.String())
	if mark == nil {
		t.Fatalf("the log says %s", log.String())
	}
	for _, tt := range []struct {
		args  []string
		code  int
		shows bool // the key
	}{{[]string{"dead"}, exitFine, false}, {[]string{"dead", "show", mark[1]}, exitFine, true}, {[]string{"dead", "show", "aaaaaa"}, exitFailed, false}} {
		var out, faults bytes.Buffer
		code := start(surroundings{Context: t.Context(), in: strings.NewReader(""), out: &out, err: &faults}, tt.args)
		named := strings.Contains(out.String(), mark[1]+"  chat") || tt.code == exitFailed
		if code != tt.code || !named || strings.Contains(out.String(), "987654321") != tt.shows {
			t.Errorf("%v leaves with %d: %s%s", tt.args, code, &out, &faults)
		}
	}
}
