package outbox_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"prayerbot/bot/delivery"
	"prayerbot/bot/ops"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// wantNumbers looks for lines among a desk's numbers.
func (d *desk) wantNumbers(when string, lines ...string) {
	d.t.Helper()
	answer := httptest.NewRecorder()
	d.config.Metrics.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	for _, line := range lines {
		if !strings.Contains(answer.Body.String(), line+"\n") {
			d.t.Errorf("%s the numbers lack %s", when, line)
		}
	}
}

// A try in doubt, a try that is asked to wait and a delivery that goes out late are
// counted, and what is overdue meanwhile is shown.
func TestWhatBecomesOfDeliveriesIsCounted(t *testing.T) {
	d := newDesk(t)
	d.config.Metrics = ops.NewMetrics()
	d.config.Metrics.Platform("telegram", func() bool { return false })
	d.restart()
	d.say("subscribe 07:00 Africa/Lagos")
	d.answer = func(delivery.Message) error { return &delivery.InDoubtError{Err: errors.New("reset")} }
	d.at("2026-11-24T06:00:00Z")
	d.answer = func(delivery.Message) error { return &delivery.RetryAfterError{For: 30 * time.Second} }
	d.at("2026-11-24T06:00:20Z")
	d.wantNumbers("after two tries", `prayerbot_tries_total{platform="telegram"} 2`, `prayerbot_in_doubt_total{platform="telegram"} 1`,
		`prayerbot_retries_total{platform="telegram"} 1`, `prayerbot_waits_total{platform="telegram"} 1`, `prayerbot_waits_seconds_total{platform="telegram"} 30`,
		`prayerbot_subscriptions{platform="telegram"} 1`)
	d.accept()
	d.at("2026-11-24T06:02:00Z")
	d.wantNumbers("once it went out", `prayerbot_deliveries_total{outcome="sent",platform="telegram"} 1`,
		`prayerbot_delivery_lateness_seconds_bucket{platform="telegram",le="60"} 0`,
		`prayerbot_delivery_lateness_seconds_bucket{platform="telegram",le="300"} 1`,
		`prayerbot_delivery_lateness_seconds_sum{platform="telegram"} 120`)
	d.clock.Set(d.clock.Now().Add(27 * time.Hour)) // three hours past the next
	d.config.Held = func() bool { return false }   // so that it is only counted
	d.restart()
	d.work()
	d.wantNumbers("while it is overdue", `prayerbot_oldest_due_seconds{platform="telegram"} 10920`, `prayerbot_queue{platform="telegram",state="due"} 1`)
}

func TestCopiesOfAnnouncementsAreCounted(t *testing.T) {
	d := newDesk(t)
	d.config.Metrics = ops.NewMetrics()
	d.restart()
	d.say("subscribe 07:00 Africa/Lagos")
	draft := d.say("announce We meet on Friday.")
	payload := draft.Buttons[0][0].Payload()
	d.core.Handle(t.Context(), reply.Request{Chat: chat, Private: true, Person: "7", Now: d.clock.Now(), Payload: payload})
	d.work()
	d.wantNumbers("once it went out", `prayerbot_announcements_total{outcome="sent",platform="telegram"} 1`)
}

// The numbers begin with every outcome that there is, by its own name.
func TestEveryOutcomeIsCountedFromTheStart(t *testing.T) {
	outcomes := []string{string(record.OutcomeSent), string(record.OutcomeLate), string(record.OutcomeMissed), string(record.OutcomeFailed)}
	if !slices.Equal(ops.Outcomes, outcomes) {
		t.Errorf("got %v, want %v", ops.Outcomes, outcomes)
	}
	copies := []string{
		string(record.CopySent), string(record.CopyFailed), string(record.CopyStopped), string(record.CopyCorrected),
		string(record.CopyUncorrected), string(record.CopyRetracted), string(record.CopyReplaced), string(record.CopyKept),
	}
	if !slices.Equal(ops.CopyOutcomes, copies) {
		t.Errorf("got %v, want %v", ops.CopyOutcomes, copies)
	}
}
