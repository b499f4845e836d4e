package outage_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/outage"
)

// six is when the tests begin.
var six = time.Date(2026, time.January, 5, 6, 0, 0, 0, time.UTC)

// A journal is a log that folds, whose lines are told their time.
type journal struct {
	bytes.Buffer
	handler slog.Handler
}

func newJournal() *journal {
	j := &journal{}
	j.handler = outage.Fold(slog.NewTextHandler(j, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	return j
}

func (j *journal) say(t *testing.T, after time.Duration, level slog.Level, message string, about ...any) {
	t.Helper()
	line := slog.NewRecord(six.Add(after), level, message, 0)
	line.Add(about...)
	if err := j.handler.Handle(context.Background(), line); err != nil {
		t.Fatal(err)
	}
}

// read is what was said since it was read last.
func (j *journal) read() string {
	defer j.Reset()
	return j.String()
}

func TestAFailureThatRepeatsIsFolded(t *testing.T) {
	j := newJournal()
	for n := range 11 { // a try every half a minute, for five minutes
		j.say(t, time.Duration(n)*30*time.Second, slog.LevelWarn, "Telegram does not answer yet", "error", fmt.Errorf("port %d: refused", 4000+n))
	}
	want := "level=WARN msg=\"Telegram does not answer yet\" error=\"port 4000: refused\"\n" +
		"level=WARN msg=\"Telegram does not answer yet\" error=\"port 4010: refused\" for=5m0s times=11\n"
	if got := j.read(); got != want {
		t.Errorf("it said\n%swant\n%s", got, want)
	}
}

// What ended between two lines is told of by the next line of any kind.
func TestWhatWasFoldedIsToldOfOnceItIsOver(t *testing.T) {
	j := newJournal()
	for n := range 4 {
		j.say(t, time.Duration(n)*10*time.Second, slog.LevelError, "the store fails")
	}
	j.say(t, time.Minute, slog.LevelInfo, "something else")
	if got := j.read(); strings.Count(got, "the store fails") != 1 {
		t.Errorf("too early it said\n%s", got)
	}
	j.say(t, 10*time.Minute, slog.LevelInfo, "something else")
	want := "level=ERROR msg=\"the store fails\" for=30s times=4 until=2026-01-05T06:00:30Z\nlevel=INFO msg=\"something else\"\n"
	if got := j.read(); got != want {
		t.Errorf("it said\n%swant\n%s", got, want)
	}
	j.say(t, 11*time.Minute, slog.LevelError, "the store fails")
	if got := j.read(); got != "level=ERROR msg=\"the store fails\"\n" {
		t.Errorf("the next time it said\n%s", got)
	}
}

func TestWhatDiffersIsNotFolded(t *testing.T) {
	j := newJournal()
	for _, tt := range []struct {
		message string
		about   []any
	}{
		{"a record cannot be read", []any{"mark", "k3f9qa"}},
		{"a record cannot be read", []any{"mark", "k3f9qb"}},
		{"a delivery has to be tried again", []any{"platform", "telegram", "error", errors.New("refused")}},
		{"a delivery has to be tried again", []any{"platform", "discord", "error", errors.New("refused")}},
		{"a delivery has to be tried again", []any{"platform", "discord", "error", errors.New("the disk is full")}},
	} {
		j.say(t, 0, slog.LevelWarn, tt.message, tt.about...)
		if got := j.read(); !strings.Contains(got, tt.message) {
			t.Errorf("%s %v was not said", tt.message, tt.about)
		}
	}
	for range 2 {
		j.say(t, 0, slog.LevelInfo, "a session goes on")
	}
	if got := j.read(); strings.Count(got, "a session goes on") != 2 {
		t.Errorf("what is no failure was folded:\n%s", got)
	}
}

func TestWhoseLineItIsCounts(t *testing.T) {
	j := newJournal()
	log := slog.New(j.handler)
	log.With("platform", "telegram").Warn("it fails")
	log.With("platform", "discord").Warn("it fails")
	log.WithGroup("one").Warn("it fails")
	log.Warn("it fails")
	log.With("tries", 3).Warn("it fails")
	if got := j.read(); strings.Count(got, "it fails") != 4 {
		t.Errorf("it said\n%s", got)
	}
}

func TestTheEndOfAnOutageIsSaidOnce(t *testing.T) {
	var j bytes.Buffer
	log := slog.New(slog.NewTextHandler(&j, nil))
	var o outage.Outage
	o.Over(log, six, "it works again")
	if j.Len() > 0 {
		t.Errorf("nothing was wrong, and it said %s", &j)
	}
	for n := range 12 {
		o.Failed(six.Add(time.Duration(n) * 25 * time.Second))
	}
	for range 2 {
		o.Over(log, six.Add(5*time.Minute), "it works again", "platform", "telegram")
	}
	if got := j.String(); strings.Count(got, "\n") != 1 || !strings.Contains(got, `msg="it works again" platform=telegram for=5m0s times=12`) {
		t.Errorf("it said %s", got)
	}
}
