package bot_test

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"prayerbot/bot/news"
	"prayerbot/bot/store"
	"prayerbot/commands/record"
	"prayerbot/content"
)

// A paper is a publisher's server whose feed the test writes.
type paper struct {
	mu    sync.Mutex
	items string
	*httptest.Server
}

func newPaper(t *testing.T) *paper {
	p := &paper{}
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		p.mu.Lock()
		defer p.mu.Unlock()
		fmt.Fprint(w, `<rss version="2.0"><channel><title>A paper</title>`+p.items+`</channel></rss>`)
	}))
	t.Cleanup(p.Close)
	return p
}

// print adds a headline that is published at a time.
func (p *paper) print(title string, at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	link := "https://paper.example/" + strings.ReplaceAll(title, " ", "-")
	p.items += fmt.Sprintf("<item><title>%s</title><link>%s</link><pubDate>%s</pubDate></item>", title, link, at.Format(time.RFC1123Z))
}

// TestNewsDays is the way of a headline from a publisher's server to those who
// read it, on each store.
func TestNewsDays(t *testing.T) { onBothStores(t, newsDays) }

func newsDays(t *testing.T, open func() store.Store) {
	w, p := newTown(t, open), newPaper(t)
	var kept store.Store
	w.open = func() store.Store { kept = open(); return kept }
	w.news = func() *news.Fetcher {
		return news.New(news.Config{
			Store: kept, Library: func() *content.Library { return w.library }, Clock: w.clock, Agent: "prayerbot/test", Private: true,
			Feeds: func() []content.Feed {
				return []content.Feed{{Key: "paper", Publisher: "A paper", Address: p.URL, Language: "en", On: true}}
			},
			Log: slog.New(slog.DiscardHandler),
		})
	}
	keeps := func(n int) func() bool {
		return func() bool {
			all, err := kept.Headlines(t.Context(), record.HeadlineQuery{Countries: []string{"NG"}, Limit: 9})
			return err == nil && len(all) == n
		}
	}
	p.print("Church burned in Nigeria", w.clock.Now().Add(-time.Hour))
	w.start()
	w.await("the first headline", keeps(1))
	w.telegram.Say(ada, ada, "/news nigeria")
	w.await("the news on Telegram", func() bool { return w.onTelegram("Church burned in Nigeria") == 1 })
	w.telegram.Say(ada, ada, "/subscribe news 07:00 Lagos for Nigeria")
	w.await("the answer on Telegram", func() bool { return w.onTelegram("You will receive the news at 07:00") == 1 })
	i := w.command("subscribe", map[string]string{"time": "07:00", "place": "Lagos", "what": "news", "for": "Nigeria"})
	w.await("the answer on Discord", func() bool {
		m := w.discord.Answer(i)
		return m != nil && strings.Contains(m.Title, "the news at 07:00")
	})

	w.clock.Set(time.Date(2026, 11, 24, 6, 0, 0, 0, time.UTC))
	w.awaitTicking("the first digest", func() bool { return w.onTelegram("Church burned") == 2 && w.onDiscord(channel, "Church burned") == 1 })
	w.clock.Set(time.Date(2026, 11, 25, 6, 0, 0, 0, time.UTC))
	w.awaitTicking("the end of the quiet day", func() bool { return w.told(kept, 25) })
	w.stop()

	p.print("Pastor set free in Nigeria", time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC))
	w.clock.Set(time.Date(2026, 11, 26, 5, 0, 0, 0, time.UTC))
	w.start()
	w.await("the second headline", keeps(2))
	w.clock.Set(time.Date(2026, 11, 26, 6, 0, 0, 0, time.UTC))
	w.awaitTicking("the second digest", func() bool {
		return w.onTelegram("Pastor set free") == 1 && w.onDiscord(channel, "Pastor set free") == 1
	})
	if n, m := w.onTelegram("Church burned"), w.onDiscord(channel, "Church burned"); n != 2 || m != 1 {
		t.Errorf("old news came %d times on Telegram and %d times on Discord", n, m)
	}
}

// told tells whether the slots of a day are finished for both chats.
func (w *town) told(kept store.Store, day int) bool {
	for _, id := range []record.ChatID{{Platform: "telegram", Key: fmt.Sprint(ada)}, {Platform: "discord", Key: channel}} {
		chat, err := kept.Chat(w.Context(), id)
		if err != nil || len(chat.Subscriptions) != 1 || chat.Subscriptions[0].Last != (content.Date{Year: 2026, Month: 11, Day: day}) {
			return false
		}
	}
	return true
}
