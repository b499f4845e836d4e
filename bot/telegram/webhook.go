package telegram

import (
	"context"
	"crypto/hmac"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/go-telegram/bot"

	"prayerbot/bot/adapter"
	"prayerbot/bot/clock"
	"prayerbot/bot/testhooks"
)

// hookLook is how often it is looked whether Telegram still brings updates here.
const hookLook = time.Minute

// maxUpdateBody bounds a request that brings an update, in bytes. The largest
// update is far smaller.
const maxUpdateBody = 1 << 20

// secretHeader bears the secret.
const secretHeader = "X-Telegram-Bot-Api-Secret-Token"

// serveHook takes in what Telegram brings until the context ends. Telegram is told
// that an update is taken once it is handled, and else brings it again.
func (p *poller) serveHook(ctx context.Context, open func() bool) error {
	work, end := clock.Outlive(ctx, adapter.SettleTimeout)
	defer end()
	server, listener, err := adapter.ListenIntake(ctx, "TELEGRAM_WEBHOOK_LISTEN", p.webhook.Listen, p.hookHandler(work, open))
	if err != nil {
		return err
	}
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	err = p.keepHook(ctx, served)
	server.Shutdown(work)
	p.intake.wait()
	p.dispatcher.drain()
	return err
}

// keepHook tells Telegram where to bring updates, and looks at it from time to
// time, until the context or the server ends.
func (p *poller) keepHook(ctx context.Context, served <-chan error) error {
	for renew := true; ctx.Err() == nil; {
		err := p.hook.setHook(ctx, renew)
		switch {
		case errors.Is(err, bot.ErrorUnauthorized), errors.Is(err, bot.ErrorNotFound):
			return errToken
		case errors.Is(err, errForeign):
			p.hinder(err)
		case err != nil && ctx.Err() == nil:
			p.log.Warn("Telegram cannot be told where to bring updates", "error", p.redact(err))
			p.missed.Failed(p.clock.Now())
		case err == nil:
			renew = false
			p.hinder(nil)
			p.notePoll()
		}
		pause, stop := context.WithCancel(ctx)
		go func() {
			defer stop()
			p.clock.Sleep(pause, hookLook)
		}()
		select {
		case err := <-served:
			stop()
			return fmt.Errorf("the webhook's server ended: %w", err)
		case <-pause.Done():
		}
	}
	return nil
}

// hookHandler takes one update a request. Whoever does not know the secret learns
// nothing.
func (p *poller) hookHandler(work context.Context, open func() bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !hmac.Equal([]byte(r.Header.Get(secretHeader)), []byte(p.hook.hookSecret())):
			w.WriteHeader(http.StatusUnauthorized)
		case r.Method != http.MethodPost:
			w.WriteHeader(http.StatusMethodNotAllowed)
		case !open() || work.Err() != nil:
			w.WriteHeader(http.StatusServiceUnavailable)
		default:
			w.WriteHeader(p.bring(work, w, r))
		}
	})
}

// bring has an update handled and returns the status to answer. What cannot be
// read would come again for ever: it is passed over.
func (p *poller) bring(work context.Context, w http.ResponseWriter, r *http.Request) int {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxUpdateBody))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return http.StatusRequestEntityTooLarge
	} else if err != nil {
		return http.StatusBadRequest
	}
	u, err := readUpdate(body)
	if err != nil {
		p.log.Warn("an update could not be read and is passed over", "update", u.ID)
		return http.StatusOK
	}
	done := make(chan struct{})
	p.intake.take(work, u, func() { close(done) })
	select {
	case <-done:
		testhooks.CrashAt(testhooks.Handled)
		return http.StatusOK
	case <-work.Done():
		return http.StatusServiceUnavailable
	}
}
