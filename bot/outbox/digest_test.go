package outbox_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/news"
	"prayerbot/commands"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
	"prayerbot/content"
)

// hear keeps a headline about Fiji at a moment.
func (d *desk) hear(title, moment string) {
	d.t.Helper()
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		d.t.Fatal(err)
	}
	h := content.Headline{ID: strings.ReplaceAll(title, " ", "-"), Title: title, Language: "en", Published: at, Kept: at, Countries: []string{"FJ"}}
	if _, err := d.store.Keep(context.Background(), []news.Find{{Headline: h}}); err != nil {
		d.t.Fatal(err)
	}
}

// wantTold checks which headlines the newest message holds.
func (d *desk) wantTold(want ...string) {
	d.t.Helper()
	var got []string
	for _, b := range d.sent[len(d.sent)-1].Reply.Blocks {
		for _, i := range b.Items {
			got = append(got, strings.TrimPrefix(i.Label, "🇫🇯 "))
		}
	}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		d.t.Errorf("it tells %q, want %q", got, want)
	}
}

func TestTheNewsComesOnceADayAndNotAtAllWithoutNews(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe news 07:00 Africa/Lagos for Fiji")
	d.hear("one", "2026-11-24T03:00:00Z")
	d.at("2026-11-24T06:00:00Z")
	d.wantSent(1, "on the first day")
	d.wantTold("one")
	d.at("2026-11-25T06:00:00Z")
	d.wantSent(1, "on a day without news")
	d.wantLedger("sent 2026-11-24")
	d.restart()
	d.hear("two", "2026-11-25T06:00:00Z")
	d.hear("three", "2026-11-26T05:00:00Z")
	d.hear("four", "2026-11-26T05:59:30Z")
	d.at("2026-11-26T06:00:00Z")
	d.wantSent(2, "on the third day")
	d.wantTold("three", "two")
	d.at("2026-11-27T06:00:00Z")
	d.wantSent(3, "on the fourth day")
	d.wantTold("four")
}

func TestNewsThatCouldNotBeToldIsToldTheNextDay(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe news 07:00 Africa/Lagos for Fiji")
	d.hear("one", "2026-11-24T03:00:00Z")
	d.at("2026-11-24T13:00:00Z")
	d.wantLedger("missed 2026-11-24 late")
	d.hear("two", "2026-11-24T14:00:00Z")
	d.answer = func(delivery.Message) error { return &delivery.RefusedError{Err: errors.New("not today")} }
	d.at("2026-11-25T06:00:00Z")
	d.wantLedger("failed 2026-11-25 refused, missed 2026-11-24 late")
	d.accept()
	d.at("2026-11-26T06:00:00Z")
	d.wantTold("two", "one")
	d.wantLedger("sent 2026-11-26, failed 2026-11-25 refused, missed 2026-11-24 late")
}

func TestAChangedTimeLosesNoNewsAndTellsNoneTwice(t *testing.T) {
	d := newDesk(t)
	d.say("subscribe news 07:00 Africa/Lagos for Fiji")
	d.hear("one", "2026-11-24T03:00:00Z")
	d.at("2026-11-24T06:00:00Z")
	d.wantTold("one")
	d.hear("two", "2026-11-24T06:30:00Z")
	d.at("2026-11-24T07:00:00Z")
	d.say("schedule change 1 09:00 in auckland")
	d.hear("three", "2026-11-24T19:59:30Z")
	d.at("2026-11-24T20:00:00Z")
	d.wantSent(2, "at nine in Auckland")
	d.wantTold("two")
	d.say("schedule change 1 08:00")
	d.at("2026-11-25T19:00:00Z")
	d.wantTold("three")
	d.wantSent(3, "the day after")
}

// A core whose news cannot be read for a while.
type forgetful struct {
	*commands.Core
	broken bool
}

func (f *forgetful) Digest(ctx context.Context, chat record.Chat, s record.Subscription, slot record.Slot, now time.Time) (reply.Reply, time.Time, error) {
	if f.broken {
		return reply.Reply{}, time.Time{}, errors.New("the disk is gone")
	}
	return f.Core.Digest(ctx, chat, s, slot, now)
}

func TestNewsThatCannotBeReadComesWhenItCan(t *testing.T) {
	d := newDesk(t)
	core := &forgetful{d.core, true}
	d.config.Core = core
	d.restart()
	d.say("subscribe news 07:00 Africa/Lagos for Fiji")
	d.hear("one", "2026-11-24T03:00:00Z")
	d.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	if _, err := d.courier.Step(t.Context()); err == nil {
		t.Error("nobody is told")
	}
	core.broken = false
	d.at("2026-11-24T06:10:00Z")
	d.wantSent(1, "when the news can be read again")
	d.wantTold("one")
}
