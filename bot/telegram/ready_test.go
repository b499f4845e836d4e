package telegram

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/clock"
	"prayerbot/bot/telegram/telegramtest"
)

// ready waits until the platform's health is a text; "" is well.
func (b *bench) ready(want string) {
	b.t.Helper()
	said := ""
	if !clock.Await(30*time.Second, time.Millisecond, func() bool {
		said = ""
		if err := b.Healthy(context.Background()); err != nil {
			said = err.Error()
		}
		return (said == "") == (want == "") && strings.Contains(said, want)
	}) {
		b.t.Fatalf("it says %q, and not %q", said, want)
	}
}

// From the first second on the health is true: as soon as Telegram answers the bot is
// well, and needs no update for that, which may be long in coming.
func TestItIsWellAsSoonAsTelegramAnswers(t *testing.T) {
	b := newBench(t)
	b.srv.Fail("getMe", telegramtest.Fault{Lasting: true, Status: http.StatusBadGateway})
	b.run()
	b.ready("it has not answered since the start")
	b.srv.ClearFaults("getMe")
	b.ready("")
}

// One that stood by for long and takes over is well as soon as Telegram answers: what it
// has not asked for meanwhile is nothing that is wrong.
func TestItIsWellAsSoonAsItTakesOver(t *testing.T) {
	hour := clock.NewManual(time.Now())
	b := newBench(t, func(cfg *Config) { cfg.Clock = hour })
	ctx, standBy := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- b.Run(ctx, func() bool { return true }) }()
	b.srv.Say(ada, ada, "/pray")
	b.awaitText(ada, "asked pray")
	standBy()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	hour.Advance(time.Hour)
	b.srv.Fail("getUpdates", telegramtest.Fault{Lasting: true, Status: http.StatusBadGateway})
	b.run()
	b.await("it takes in updates", b.poller.running.Load)
	b.ready("")
	hour.Advance(healthyFor + time.Second)
	b.ready(remedy)
}

// Where another program polls, the health says so, and no longer once it has gone.
func TestAnotherProgramThatPollsIsNamed(t *testing.T) {
	b := newBench(t)
	b.srv.Fail("getUpdates", telegramtest.Fault{
		Lasting: true, Status: http.StatusConflict,
		Body: `{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}`,
	})
	b.run()
	b.ready("another program polls with the same token")
	b.srv.ClearFaults("getUpdates")
	b.srv.Say(ada, ada, "/pray")
	b.awaitText(ada, "asked pray")
	b.ready("")
}

// Each answer is counted by its status.
func TestTelegramsAnswersAreCounted(t *testing.T) {
	var mu sync.Mutex
	counted := map[int]int{}
	b := newBench(t, func(cfg *Config) {
		cfg.Answered = func(status int) {
			mu.Lock()
			defer mu.Unlock()
			counted[status]++
		}
	})
	b.srv.Fail("getMe", telegramtest.Fault{Status: http.StatusTooManyRequests, RetryAfter: 1})
	b.run()
	if !clock.Await(30*time.Second, time.Millisecond, func() bool {
		mu.Lock()
		defer mu.Unlock()
		return counted[http.StatusTooManyRequests] > 0 && counted[http.StatusOK] > 0
	}) {
		t.Errorf("counted %v", counted)
	}
}
