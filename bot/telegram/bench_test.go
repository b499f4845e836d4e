package telegram

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"prayerbot/bot/clock"
	"prayerbot/bot/delivery"
	"prayerbot/bot/telegram/telegramtest"
	"prayerbot/commands/commandstest"
	"prayerbot/commands/record"
	"prayerbot/commands/reply"
)

// daily is a reply of the size and shape of most daily points.
func daily() reply.Reply {
	return reply.Reply{
		Title: "🇳🇬 Nigeria: A well that two villages share",
		Blocks: []reply.Block{
			{Text: "When raiders burnt the church at the edge of the fields, its people moved in with cousins across the river & took their hymn books along. " +
				"Their neighbours dug a second well so that nobody had to walk back. Ask that those who lost their homes find seed for the next rains, " +
				"that the children sleep without fear, and that those who set the fire meet somebody who forgives them."},
			{Kind: reply.Links, Text: "To read:", Items: []reply.Item{
				{Text: "Isaiah 58:11", Link: "https://www.biblegateway.com/passage/?search=Isaiah+58%3A11&version=WEB"},
				{Text: "Romans 12:20-21", Link: "https://www.biblegateway.com/passage/?search=Romans+12%3A20-21&version=WEB"},
			}},
			{Kind: reply.Note, Text: "Prayer point for Wednesday 25 November 2026."},
		},
		Buttons: [][]reply.Button{
			{{Label: "I prayed", Do: "prayed ng-well"}},
			{{Label: "Country report", Do: "country NG"}, {Label: "News", Do: "news NG"}},
		},
	}
}

func BenchmarkRender(b *testing.B) {
	for name, reply := range map[string]reply.Reply{"daily": daily(), "everything": commandstest.Everything()} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				render(reply)
			}
		})
	}
}

// taken is Telegram's answer to a message.
const taken = `{"ok":true,"result":{"message_id":1,"date":1795586400,"chat":{"id":5000000000,"type":"private","first_name":"Somebody"},"text":"A prayer point"}}`

// nearby is a Telegram without any network: what is left is the adapter's work.
type nearby struct{}

func (nearby) RoundTrip(r *http.Request) (*http.Response, error) {
	io.Copy(io.Discard, r.Body)
	r.Body.Close()
	return &http.Response{
		StatusCode: http.StatusOK, Request: r, ContentLength: int64(len(taken)), Body: io.NopCloser(strings.NewReader(taken)),
	}, nil
}

func BenchmarkSendWithoutANetwork(b *testing.B) {
	p := platformAt(b, "http://localhost")
	*p.client.http = *over(nearby{})
	sendDaily(b, p)
}

func BenchmarkSendToALocalServer(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, taken)
	}))
	b.Cleanup(server.Close)
	sendDaily(b, platformAt(b, server.URL))
}

// platformAt is the platform on a server that is not strict.
func platformAt(b testing.TB, url string) *Platform {
	b.Helper()
	p, err := New(Config{Token: telegramtest.Token, URL: url, Core: commandstest.New(), Clock: clock.System{}, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

func sendDaily(b *testing.B, p *Platform) {
	b.Helper()
	m := delivery.Message{Chat: record.ChatID{Platform: name, Key: "5000000000"}, Reply: daily()}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Send(b.Context(), m); err != nil {
			b.Fatal(err)
		}
	}
}
