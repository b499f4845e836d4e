package bot_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"log/slog"
	"testing"
	"time"

	"prayerbot/bot/cardcache"
	"prayerbot/bot/clock"
	"prayerbot/bot/store"
	"prayerbot/content/card"
)

// A dauber paints a grey surface: in time on a busy machine too, on which a message goes
// without a card that takes long.
type dauber struct{}

// Draw gives the surface.
func (dauber) Draw(card.Card) ([]byte, error) {
	var b bytes.Buffer
	err := png.Encode(&b, image.NewGray(image.Rect(0, 0, card.Width, card.Height)))
	return b.Bytes(), err
}

// TestPicturesAreOfferedOnceOnBothPlatforms lets five points come to a private chat of
// Telegram and a channel of Discord, with a restart before the one with which pictures are
// offered and behind it, and takes them.
func TestPicturesAreOfferedOnceOnBothPlatforms(t *testing.T) { onBothStores(t, picturesOffered) }

func picturesOffered(t *testing.T, open func() store.Store) {
	w := newTown(t, open)
	w.cards = cardcache.New(cardcache.Config{Clock: clock.System{}, Log: slog.New(slog.DiscardHandler), Painter: func() (cardcache.Painter, error) { return dauber{}, nil }})
	w.start()
	w.says(ada, ada, "/subscribe 07:00 London for Eritrea", "07:00", ada)
	w.uses(admin, channel, "subscribe", map[string]string{"time": "07:00", "place": "London", "for": "Eritrea"}, "07:00")
	const offer = "I say this only once."
	comes := func(day, offers int) {
		t.Helper()
		w.clock.Set(time.Date(2026, 11, day, 7, 0, 0, 0, time.UTC))
		w.awaitTicking("a point", func() bool {
			dated := fmt.Sprintf("%d November 2026.", day)
			return w.onTelegram(dated) == 1 && w.onDiscord(channel, dated) == 1
		})
		if here, there := w.onTelegram(offer), w.onDiscord(channel, offer); here != offers || there != offers {
			t.Errorf("on day %d they were offered %d times on Telegram and %d times on Discord", day, here, there)
		}
	}
	comes(24, 0)
	comes(25, 0)
	comes(26, 0)
	w.stop()
	w.start()
	comes(27, 1)
	w.stop()
	w.start()
	comes(28, 1)
	w.taps(ada, ada, "Add pictures", "Picture is set: On.")
	w.press(admin, channel, "Add pictures", "Picture is set: On.")
	comes(29, 1)
	if all := w.telegram.Messages(ada); all[len(all)-1].Photo == nil {
		t.Error("the next point on Telegram has no picture")
	}
	if all := w.discord.Messages(channel); len(all[len(all)-1].Picture) == 0 {
		t.Error("the next point on Discord has no picture")
	}
}
