package telegram

import (
	"encoding/json"
	"log/slog"
	"testing"
	"time"

	"prayerbot/bot/clock"
)

// Telegram gives an update again where the next ones are asked for while it is being
// handled. Once it is handled, that says nothing of those behind it.
func TestAnUpdateThatComesAgainOnceItIsHandledPassesNothingOver(t *testing.T) {
	p := &poller{client: &client{log: slog.New(slog.DiscardHandler), clock: clock.NewManual(time.Now())}}
	at := newOffset()
	if !at.begin(5, at.floor()) {
		t.Fatal("the first update was not taken")
	}
	at.finish(5)
	p.take(t.Context(), t.Context(), at, []json.RawMessage{json.RawMessage(`{"update_id":5}`)})
	if at.now() != 6 {
		t.Errorf("the next one to be asked for is %d, want 6", at.now())
	}
	p.take(t.Context(), t.Context(), at, []json.RawMessage{json.RawMessage(`{"update_id":4,"message":7}`)})
	if at.now() != 6 {
		t.Errorf("after one that cannot be read and is behind, it is %d, want 6", at.now())
	}
	p.take(t.Context(), t.Context(), at, []json.RawMessage{json.RawMessage(`{}`), json.RawMessage(`{"message":7}`)})
	if at.now() != 8 {
		t.Errorf("after two without a number it is %d, want 8", at.now())
	}
}
