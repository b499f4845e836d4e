package telegram

import (
	"context"
	"errors"
	"strings"
	"testing"

	"prayerbot/bot/adapter"
	"prayerbot/bot/delivery"
	"prayerbot/bot/telegram/telegramtest"
)

func TestATokenThatIsReplacedIsTakenAtTheNextRun(t *testing.T) {
	const other = "123456789:AAother-token_of-the-fake-server-000"
	kept := telegramtest.Token
	b := newBench(t, func(cfg *Config) { cfg.Renew = func() string { return kept } })
	done := make(chan error, 1)
	run := func(ctx context.Context) { done <- b.Run(ctx, func() bool { return true }) }
	go run(t.Context())
	b.well("the start")
	b.srv.Rotate(other)
	err := <-done
	var refusal *adapter.RefusalError
	if !errors.As(err, &refusal) || !refusal.Before || b.Rotated() {
		t.Fatalf("after the token was replaced: %v", err)
	}
	if err := b.Healthy(t.Context()); err == nil || !strings.Contains(err.Error(), "token was refused") {
		t.Errorf("its health is %v", err)
	}
	_, err = b.Send(t.Context(), point("Point"))
	var wait *delivery.RetryAfterError
	if !errors.As(err, &wait) || !wait.Everyone {
		t.Errorf("a delivery meanwhile: %v", err)
	}
	kept = other
	if !b.Rotated() {
		t.Error("the other token is not seen")
	}
	ctx, cancel := context.WithCancel(t.Context())
	go run(ctx)
	b.well("the other token")
	if err := b.Healthy(t.Context()); err != nil || b.Rotated() {
		t.Errorf("with the other token: %v", err)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
